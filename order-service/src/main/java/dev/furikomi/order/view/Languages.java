package dev.furikomi.order.view;

import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The language of an answer: {@code ?lang=}, then the cookie, then {@code Accept-Language}; English else. */
@ApplicationScoped
public class Languages {

    public static final String COOKIE = "furikomi_language";

    private final HttpHeaders headers;
    private final UriInfo uri;

    Languages(HttpHeaders headers, UriInfo uri) {
        this.headers = headers;
        this.uri = uri;
    }

    /** {@code en} or {@code ja}, for the request at hand. */
    public String current() {
        String chosen = chosen();
        if (chosen != null) {
            return chosen;
        }
        Cookie cookie = headers.getCookies().get(COOKIE);
        if (cookie != null && isKnown(cookie.getValue())) {
            return cookie.getValue();
        }
        return headers.getAcceptableLanguages().stream()
                .map(Locale::getLanguage)
                .filter(Languages::isKnown)
                .findFirst()
                .orElse("en");
    }

    /** The language that the address asks for, to be remembered. */
    public @Nullable String chosen() {
        String asked = uri.getQueryParameters().getFirst("lang");
        return isKnown(asked) ? asked : null;
    }

    /** The bundle in a language. */
    public static Messages messages(String language) {
        return MessageBundles.get(Messages.class, Localized.Literal.of(language));
    }

    private static boolean isKnown(@Nullable String language) {
        return "en".equals(language) || "ja".equals(language);
    }
}
