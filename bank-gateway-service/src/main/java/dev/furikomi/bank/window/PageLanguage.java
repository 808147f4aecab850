package dev.furikomi.bank.window;

import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The language of a page: as asked for, else as chosen before, else as the browser prefers. */
enum PageLanguage {
    EN(Locale.ENGLISH),
    JA(Locale.JAPANESE);

    private static final String COOKIE = "furikomi_language";
    private static final int COOKIE_SECONDS = 365 * 24 * 3600;

    private final Locale locale;

    PageLanguage(Locale locale) {
        this.locale = locale;
    }

    static PageLanguage of(@Nullable String asked, HttpHeaders headers) {
        Cookie chosen = headers.getCookies().get(COOKIE);
        return known(asked)
                .or(() -> known(chosen == null ? null : chosen.getValue()))
                .orElseGet(() -> preferred(headers));
    }

    /** Remembers what was asked for. */
    static Optional<NewCookie> remember(@Nullable String asked) {
        return known(asked).map(language -> new NewCookie.Builder(COOKIE)
                .value(language.tag())
                .path("/")
                .maxAge(COOKIE_SECONDS)
                .sameSite(NewCookie.SameSite.LAX)
                .build());
    }

    Locale locale() {
        return locale;
    }

    String tag() {
        return locale.getLanguage();
    }

    private static Optional<PageLanguage> known(@Nullable String tag) {
        return "en".equals(tag) ? Optional.of(EN) : "ja".equals(tag) ? Optional.of(JA) : Optional.empty();
    }

    private static PageLanguage preferred(HttpHeaders headers) {
        List<Locale> accepted = headers.getAcceptableLanguages();
        return accepted.stream()
                .flatMap(locale -> known(locale.getLanguage()).stream())
                .findFirst()
                .orElse(EN);
    }
}
