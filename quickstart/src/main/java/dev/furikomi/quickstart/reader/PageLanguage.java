package dev.furikomi.quickstart.reader;

import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page's language: {@code ?lang=}, then the cookie, then what the browser asks for.
 *
 * @param isChosen by the switch, and therefore remembered
 */
record PageLanguage(String code, boolean isChosen) {
    private static final String COOKIE = "furikomi_language";
    private static final Pattern QUERY = Pattern.compile("(?:^|&)lang=(en|ja)(?:&|$)");
    private static final Pattern REMEMBERED = Pattern.compile("(?:^|;\\s*)" + COOKIE + "=(en|ja)(?:;|$)");

    static PageLanguage of(HttpExchange exchange) {
        Matcher asked = QUERY.matcher(
                Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), ""));
        if (asked.find()) {
            return new PageLanguage(asked.group(1), true);
        }
        Matcher remembered = REMEMBERED.matcher(header(exchange, "Cookie"));
        return new PageLanguage(
                remembered.find() ? remembered.group(1) : preferred(header(exchange, "Accept-Language")), false);
    }

    private static String preferred(String accepted) {
        try {
            List<Locale.LanguageRange> ranges = accepted.isBlank() ? List.of() : Locale.LanguageRange.parse(accepted);
            return Objects.requireNonNullElse(Locale.lookupTag(ranges, List.of("en", "ja")), "en");
        } catch (IllegalArgumentException malformed) {
            return "en";
        }
    }

    private static String header(HttpExchange exchange, String name) {
        return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), "");
    }

    String cookie() {
        return COOKIE + "=" + code + "; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly";
    }
}
