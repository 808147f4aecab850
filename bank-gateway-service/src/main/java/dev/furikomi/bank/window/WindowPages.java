package dev.furikomi.bank.window;

import dev.furikomi.bank.identity.BankConfig;
import dev.furikomi.card.token.CardPolicy;
import dev.furikomi.events.Money;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.net.URI;
import java.text.NumberFormat;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Renders the pages of the window, with the headers that keep them to themselves. */
@ApplicationScoped
class WindowPages {

    private static final MediaType HTML = MediaType.TEXT_HTML_TYPE.withCharset("utf-8");
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Template window;
    private final Template refused;
    private final Template absent;
    private final Template frontDoor;
    private final BankConfig bank;
    private final WindowConfig config;

    WindowPages(
            @Location("window/window.html") Template window,
            @Location("window/refused.html") Template refused,
            @Location("window/absent.html") Template absent,
            @Location("window/front-door.html") Template frontDoor,
            BankConfig bank,
            WindowConfig config) {
        this.window = window;
        this.refused = refused;
        this.absent = absent;
        this.frontDoor = frontDoor;
        this.bank = bank;
        this.config = config;
    }

    /** S105. */
    Uni<Response> window(Window shown, PageLanguage language) {
        return html(200, window.data("page", page(shown, language)), language);
    }

    /** S301 did not open a window. */
    Uni<Response> refused(OpeningOutcome.Refused outcome, PageLanguage language) {
        RefusedPage page =
                new RefusedPage(language.tag(), bankName(language), "", outcome.reason(), outcome.returnUrl());
        return html(outcome.reason().status(), refused.data("page", page), language);
    }

    /** Nobody pays here without coming from a shop. */
    Uni<Response> frontDoor(PageLanguage language) {
        return html(
                200,
                frontDoor
                        .data("language", language.tag())
                        .data("bankName", bankName(language))
                        .data("path", "/"),
                language);
    }

    /** The window is not of this browser, or not there. */
    Uni<Response> absent(String path, PageLanguage language) {
        return html(
                403,
                absent.data("language", language.tag())
                        .data("bankName", bankName(language))
                        .data("path", path),
                language);
    }

    private WindowPage page(Window shown, PageLanguage language) {
        Terms terms = shown.terms();
        WindowReason reason = shown.closedBecause();
        boolean own = terms.creditor().agent().equals(bank.bic());
        return new WindowPage(
                language.tag(),
                bankName(language),
                "/windows/" + shown.id(),
                shown.id().toString(),
                shown.status().name(),
                reason == null ? "" : reason.getCode(),
                shown.attemptsLeft() == null ? "" : shown.attemptsLeft().toString(),
                shown.procedure().name(),
                bank.cardPolicy() == CardPolicy.PIN,
                terms.merchantName(),
                terms.creditor().name(),
                own ? bankName(language) : terms.creditor().agent(),
                terms.creditor().account(),
                amount(terms.instructedAmount(), language),
                terms.instructedAmount().amount(),
                terms.instructedAmount().currencyCode(),
                terms.orderNumber(),
                terms.returnUrl(),
                bank.bridgeUrls().stream().map(URI::toString).collect(Collectors.joining(" ")),
                installUrl());
    }

    private @Nullable String installUrl() {
        return config.bridgeInstallUrl().map(URI::toString).orElse(null);
    }

    private String bankName(PageLanguage language) {
        return language == PageLanguage.JA ? bank.name().ja() : bank.name().en();
    }

    /** As people write it, with exactly the currency's decimals. */
    private static String amount(Money money, PageLanguage language) {
        NumberFormat format = NumberFormat.getCurrencyInstance(language.locale());
        format.setCurrency(money.currency());
        format.setMinimumFractionDigits(money.currency().getDefaultFractionDigits());
        format.setMaximumFractionDigits(money.currency().getDefaultFractionDigits());
        return format.format(new BigDecimal(money.amount()));
    }

    private static Uni<Response> html(int status, TemplateInstance page, PageLanguage language) {
        return page.setLocale(language.locale()).createUni().map(text -> Response.status(status)
                .type(HTML)
                .entity(text)
                .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.VARY, "Accept-Language, Cookie")
                .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                // The card window is another origin's and must keep its way back to this page.
                .header("Cross-Origin-Opener-Policy", "same-origin-allow-popups")
                .header("X-Frame-Options", "DENY")
                .build());
    }
}
