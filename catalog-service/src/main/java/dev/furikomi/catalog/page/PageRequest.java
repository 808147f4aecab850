package dev.furikomi.catalog.page;

import dev.furikomi.catalog.language.Language;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What a page's request says about its reader.
 *
 * @param languageChosen whether the address itself asks for the language, so that it is remembered
 */
record PageRequest(Language language, boolean languageChosen, boolean browserKnown) {

    static PageRequest of(HttpServerRequest request) {
        String parameter = request.getParam("lang");
        return new PageRequest(
                Language.of(
                        parameter,
                        value(request.getCookie("furikomi_language")),
                        request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)),
                Language.byTag(parameter).isPresent(),
                request.getCookie("furikomi_shopper") != null);
    }

    private static @Nullable String value(@Nullable Cookie cookie) {
        return cookie == null ? null : cookie.getValue();
    }
}
