package dev.furikomi.bank.operator;

import dev.furikomi.bank.http.Problem;
import io.quarkus.runtime.Startup;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lets in who knows the staff token; compares hashes in constant time. */
@Provider
@StaffOnly
@Startup
@Singleton
@Priority(Priorities.AUTHENTICATION)
class StaffToken implements ContainerRequestFilter {

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

    @Override
    public void filter(ContainerRequestContext request) {
        if (!isStaff(request.getHeaderString(HttpHeaders.AUTHORIZATION))) {
            request.abortWith(Problem.of(401, "staff-token-invalid", "This call needs the staff token of this bank.")
                    .response()
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                    .build());
        }
    }

    boolean isStaff(@Nullable String authorization) {
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
