package dev.furikomi.order.http;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/** The key that a caller may put on a call, so that repeating it is safe. */
public final class IdempotencyKey {

    public static final String HIT = "Idempotency-Hit";
    private static final String HEADER = "Idempotency-Key";

    private IdempotencyKey() {}

    public static Optional<String> of(HttpHeaders headers) {
        String key = headers.getHeaderString(HEADER);
        if (key == null) {
            return Optional.empty();
        }
        if (!key.matches("[\\x21-\\x7e]{1,255}")) {
            throw new ProblemException(
                    Problems.invalidRequest("An Idempotency-Key is 1 to 255 visible ASCII characters."));
        }
        return Optional.of(key);
    }
}
