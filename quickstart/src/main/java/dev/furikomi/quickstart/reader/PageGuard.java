package dev.furikomi.quickstart.reader;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides who may speak to the reader page's server: any page that could insert a card could wait for a person to turn
 * away. The Host must be the page's own (or a rebound DNS name could make a foreign page same-origin), calls need this
 * start's token, and a browser must not say that they come from elsewhere.
 */
final class PageGuard {
    static final String TOKEN_HEADER = "X-Furikomi-Reader-Token";
    private static final Set<String> FRAMES = Set.of("iframe", "frame", "embed", "object");

    private final List<String> hosts;
    private final String token;

    PageGuard(int port) {
        this.hosts = List.of(ReaderPage.NAME + ":" + port, "127.0.0.1:" + port, "[::1]:" + port);
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    String token() {
        return token;
    }

    /** Why the page or one of its files is not given; empty when it is. */
    Optional<Reply> refusePage(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        if (!hostIsOurs(headers)) {
            return Optional.of(Reply.refusal(421, "host-unknown", "This server has no such name."));
        }
        String destination = headers.getFirst("Sec-Fetch-Dest");
        return destination != null && FRAMES.contains(destination)
                ? Optional.of(Reply.refusal(403, "framed", "The reader is never part of another page."))
                : Optional.empty();
    }

    /** Why a call is not done; empty when it is. */
    Optional<Reply> refuseCall(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        if (!hostIsOurs(headers)) {
            return Optional.of(Reply.refusal(421, "host-unknown", "This server has no such name."));
        }
        if (!originIsOurs(headers, exchange.getRequestMethod())) {
            return Optional.of(Reply.refusal(403, "origin-not-permitted", "Only the reader's own page may call."));
        }
        String given = headers.getFirst(TOKEN_HEADER);
        boolean tokenIsOurs = given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.US_ASCII));
        return tokenIsOurs
                ? Optional.empty()
                : Optional.of(
                        Reply.refusal(403, "token-invalid", "The page belongs to an earlier start: load it again."));
    }

    private boolean hostIsOurs(Headers headers) {
        List<String> named = headers.get("Host");
        return named != null && named.size() == 1 && hosts.contains(named.get(0));
    }

    /** Browsers attest the origin of every POST; a same-origin GET says so in Sec-Fetch-Site. */
    private static boolean originIsOurs(Headers headers, String method) {
        String origin = headers.getFirst("Origin");
        String site = headers.getFirst("Sec-Fetch-Site");
        boolean siteIsOurs = site == null || site.equals("same-origin");
        boolean originFits =
                origin == null ? method.equals("GET") : origin.equals("http://" + headers.getFirst("Host"));
        return siteIsOurs && originFits;
    }
}
