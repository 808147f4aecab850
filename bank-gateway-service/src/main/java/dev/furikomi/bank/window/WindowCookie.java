package dev.furikomi.bank.window;

import dev.furikomi.card.jose.Base64Url;
import dev.furikomi.card.jose.Digests;
import io.vertx.mutiny.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** What the holder of a window shows with each call: 256 random bits, of which the bank keeps the digest. */
final class WindowCookie {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private final String value;

    private WindowCookie(String value) {
        this.value = value;
    }

    static WindowCookie create() {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        return new WindowCookie(Base64Url.encode(random));
    }

    static boolean opens(@Nullable String shown, Window window) {
        return shown != null
                && MessageDigest.isEqual(
                        digest(shown), window.cookieSha256().getDelegate().getBytes());
    }

    String value() {
        return value;
    }

    Buffer sha256() {
        return Buffer.buffer(digest(value));
    }

    private static byte[] digest(String value) {
        return Digests.sha256(value.getBytes(StandardCharsets.UTF_8));
    }
}
