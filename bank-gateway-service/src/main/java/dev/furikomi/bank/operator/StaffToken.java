package dev.furikomi.bank.operator;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What staff proves itself by; hashes are compared, in constant time. */
@Startup
@ApplicationScoped
class StaffToken {

    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-fA-F]{64}");
    private static final String SCHEME = "Bearer ";

    private final byte[] expected;

    StaffToken(StaffConfig config) {
        this.expected = HEXADECIMAL.matcher(config.tokenSha256()).matches()
                ? HexFormat.of().parseHex(config.tokenSha256())
                : Base64.getUrlDecoder().decode(config.tokenSha256());
        if (expected.length != 32) {
            throw new IllegalStateException("bank.staff.token-sha256 is not a SHA-256.");
        }
    }

    /** Whether the Authorization header carries the token. */
    boolean isIn(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        String token = authorization.substring(SCHEME.length()).strip();
        return MessageDigest.isEqual(sha256(token), expected);
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
