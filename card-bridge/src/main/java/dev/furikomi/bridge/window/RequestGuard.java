package dev.furikomi.bridge.window;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may speak to the loopback server. It must be a program of the same user, where the system tells. The Host
 * must be the address itself, or a rebound DNS name could make a foreign page same-origin; calls need this start's token, which only the bridge's own page was given, and must not
 * come from another origin.
 */
final class RequestGuard {
    static final String TOKEN_HEADER = "X-Card-Bridge-Token";

    private final List<String> hosts;
    private final String token;
    private final PeerUsers users;

    RequestGuard(int port, PeerUsers users) {
        this.users = users;
        this.hosts = List.of("127.0.0.1:" + port, "[::1]:" + port);
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    String token() {
        return token;
    }

    /** The refusal of a program of another user of this computer: it gets not even the page, which holds the token. */
    Optional<Refusal> refuseUser(HttpExchange exchange) {
        return users.isForeign(exchange.getRemoteAddress(), exchange.getLocalAddress())
                ? Optional.of(new Refusal(403, "foreign-user", "This card bridge is another user's."))
                : Optional.empty();
    }

    /** The refusal of a request for the page or one of its files, if there is one. */
    Optional<Refusal> refusePage(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        if (!hostIsOurs(headers)) {
            return Optional.of(new Refusal(421, "This server has no such name."));
        }
        String destination = headers.getFirst("Sec-Fetch-Dest");
        if ("iframe".equals(destination) || "frame".equals(destination) || "embed".equals(destination)) {
            return Optional.of(new Refusal(403, "The card bridge's window is never part of another page."));
        }
        return Optional.empty();
    }

    /** The refusal of a call by the page's script, if there is one. */
    Optional<Refusal> refuseCall(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        if (!hostIsOurs(headers)) {
            return Optional.of(new Refusal(421, "This server has no such name."));
        }
        if (!originIsOurs(headers, exchange.getRequestMethod())) {
            return Optional.of(new Refusal(403, "Only the card bridge's own page may call."));
        }
        if (!tokenIsOurs(headers.getFirst(TOKEN_HEADER))) {
            return Optional.of(new Refusal(403, "The page belongs to an earlier start of the card bridge."));
        }
        return Optional.empty();
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
                origin == null ? !method.equals("POST") : origin.equals("http://" + headers.getFirst("Host"));
        return siteIsOurs && originFits;
    }

    private boolean tokenIsOurs(@Nullable String given) {
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.US_ASCII), token.getBytes(StandardCharsets.US_ASCII));
    }

    /** A refusal by the server itself, before any session is looked at. */
    record Refusal(int status, String code, String message) {
        Refusal(int status, String message) {
            this(status, "request-invalid", message);
        }
    }
}
