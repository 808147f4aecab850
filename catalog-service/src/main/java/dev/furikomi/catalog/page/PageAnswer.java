package dev.furikomi.catalog.page;

import dev.furikomi.catalog.language.Language;
import dev.furikomi.catalog.merchant.CatalogConfig;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;

/** Renders a page with what each page's answer carries: language, cookies, and headers that permit only what it needs. */
@ApplicationScoped
class PageAnswer {

    private static final int BROWSER_ID_BYTES = 16;
    private static final int YEAR_SECONDS = 365 * 24 * 60 * 60;

    private final SecureRandom random = new SecureRandom();
    private final boolean secure;
    private final String policy;

    PageAnswer(CatalogConfig config) {
        this.secure = "https".equals(config.publicOrigin().getScheme());
        this.policy = policy(config.orderServiceOrigin(), secure);
    }

    Uni<Response> render(int status, TemplateInstance page, PageRequest request) {
        Language language = request.language();
        return page.setLocale(language.locale()).createUni().map(html -> {
            Response.ResponseBuilder answer = Response.status(status)
                    .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                    .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
                    .header(HttpHeaders.CACHE_CONTROL, "no-cache, private")
                    .header(HttpHeaders.VARY, "Accept-Language, Cookie")
                    .header("Content-Security-Policy", policy)
                    .entity(html);
            if (request.languageChosen()) {
                answer.cookie(cookie("furikomi_language", language.tag()).build());
            }
            if (!request.browserKnown()) {
                answer.cookie(
                        cookie("furikomi_shopper", browserId()).httpOnly(true).build());
            }
            return answer.build();
        });
    }

    private NewCookie.Builder cookie(String name, String value) {
        return new NewCookie.Builder(name)
                .value(value)
                .path("/")
                .maxAge(YEAR_SECONDS)
                .secure(secure)
                .sameSite(NewCookie.SameSite.LAX);
    }

    private String browserId() {
        byte[] id = new byte[BROWSER_ID_BYTES];
        random.nextBytes(id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }

    /**
     * Forms go to the shop and to the windows of banks, which the signed bank list names and no policy can know
     * beforehand; without https they may only be on this machine.
     */
    private static String policy(URI orderService, boolean secure) {
        String local = secure ? "" : " http://localhost:* http://*.localhost:* http://127.0.0.1:*";
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https:" + local
                + "; connect-src 'self' " + orderService + "; form-action 'self' https:" + local
                + "; base-uri 'none'; frame-ancestors 'none'";
    }
}
