package dev.furikomi.bank.window;

import dev.furikomi.bank.http.Problem;
import dev.furikomi.bank.identity.BankConfig;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Only the browser that opened a window may look at it or move it. */
@ApplicationScoped
class WindowHolders {

    private final Windows windows;
    private final BankConfig bank;

    WindowHolders(Windows windows, BankConfig bank) {
        this.windows = windows;
        this.bank = bank;
    }

    /** The window, if it is there and the call shows its cookie; nobody learns which of the two failed. */
    Uni<Optional<Window>> find(UUID id, HttpHeaders headers) {
        Cookie cookie = headers.getCookies().get(cookieName());
        String shown = cookie == null ? null : cookie.getValue();
        return windows.find(id).map(found -> found.filter(window -> WindowCookie.opens(shown, window)));
    }

    /** The same for a call that moves the window; another site's page may not make one. */
    Uni<Response> withWindow(UUID id, HttpHeaders headers, Function<Window, Uni<Response>> call) {
        if (!isSameOrigin(headers.getHeaderString("Origin"))) {
            return Uni.createFrom()
                    .item(Problem.of(403, "origin-not-permitted", "This call is for the bank's own page.")
                            .response()
                            .build());
        }
        return find(id, headers).chain(found -> found.map(call).orElseGet(() -> Uni.createFrom()
                .item(WindowAnswers.notYours().response().build())));
    }

    /**
     * The cookie for the two paths of this window alone, so that windows of two orders in one browser do not take each
     * other's place.
     */
    NewCookie[] cookies(UUID id, String value) {
        return new NewCookie[] {cookie(value, "/windows/" + id), cookie(value, "/v1/windows/" + id)};
    }

    private NewCookie cookie(String value, String path) {
        return new NewCookie.Builder(cookieName())
                .value(value)
                .path(path)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.LAX)
                .secure("https".equals(bank.origin().getScheme()))
                .build();
    }

    private String cookieName() {
        return "furikomi_window_" + bank.bic().toLowerCase(Locale.ROOT);
    }

    private boolean isSameOrigin(@Nullable String origin) {
        return origin == null || origin.equals(bank.origin().toString());
    }
}
