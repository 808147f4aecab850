package dev.furikomi.bridge.window;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What goes back over HTTP. Every reply carries the same strict headers; none ever carries a CORS or COOP header. */
record Reply(int status, String contentType, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            + "require-trusted-types-for 'script'; trusted-types 'none'";

    /** COOP is left out on purpose: it would cut the tie to the bank's page that opened this window. */
    static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", CONTENT_SECURITY_POLICY,
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Referrer-Policy", "no-referrer",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), usb=()",
            "Cache-Control", "no-store");

    static Reply json(int status, Object value) {
        try {
            return new Reply(status, "application/json", JSON.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A reply that cannot be written is a defect.", e);
        }
    }

    static Reply nothing(int status) {
        return new Reply(status, "", new byte[0]);
    }

    static Reply error(int status, String code, String message) {
        return json(status, Map.of("error", Map.of("code", code, "message", message)));
    }

    static Reply file(String path, String text) {
        String type = path.endsWith(".js") ? "text/javascript" : path.endsWith(".css") ? "text/css" : "text/html";
        return new Reply(200, type + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }
}
