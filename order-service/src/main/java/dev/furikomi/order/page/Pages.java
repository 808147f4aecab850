package dev.furikomi.order.page;

import dev.furikomi.order.MerchantConfig;
import dev.furikomi.order.view.Languages;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Renders pages in the reader's language, and remembers a language that was switched to. */
@ApplicationScoped
class Pages {

    private static final int ONE_YEAR_SECONDS = 365 * 24 * 3600;

    private final MerchantConfig merchant;
    private final Languages languages;

    Pages(MerchantConfig merchant, Languages languages) {
        this.merchant = merchant;
        this.languages = languages;
    }

    String language() {
        return languages.current();
    }

    PageFrame frame(String title, String language, @Nullable String problem, String orderNumber) {
        return new PageFrame(
                title + " · " + merchant.nameIn(language),
                language,
                merchant.nameIn(language),
                problem,
                shopUrl(orderNumber));
    }

    /** The shop's page of an order, with the bank menu. */
    String shopUrl(String orderNumber) {
        return merchant.returnUrl().replace("{orderNumber}", orderNumber);
    }

    Uni<Response> page(int status, String language, TemplateInstance template) {
        String chosen = languages.chosen();
        return template.setLocale(Locale.forLanguageTag(language)).createUni().map(html -> {
            Response.ResponseBuilder response = Response.status(status)
                    .type("text/html;charset=UTF-8")
                    .header(HttpHeaders.CONTENT_LANGUAGE, language)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .entity(html);
            if (chosen != null) {
                response.cookie(new NewCookie.Builder(Languages.COOKIE)
                        .value(chosen)
                        .path("/")
                        .maxAge(ONE_YEAR_SECONDS)
                        .sameSite(NewCookie.SameSite.LAX)
                        .build());
            }
            return response.build();
        });
    }

    static Response seeOther(String path) {
        return Response.seeOther(URI.create(path)).build();
    }
}
