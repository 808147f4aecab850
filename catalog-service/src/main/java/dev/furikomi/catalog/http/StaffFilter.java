package dev.furikomi.catalog.http;

import io.quarkus.runtime.Startup;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** Lets in whoever bears the staff token; compares hashes in constant time. */
@Provider
@StaffOnly
@Startup
class StaffFilter implements ContainerRequestFilter {

    private static final String SCHEME = "Bearer ";
    private static final int SHA_256_BYTES = 32;

    private final byte[] expected;

    StaffFilter(StaffConfig config) {
        this.expected = read(config.tokenSha256());
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        boolean bearer = authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        String token = bearer ? authorization.substring(SCHEME.length()).strip() : "";
        if (!MessageDigest.isEqual(sha256(token), expected) || token.isEmpty()) {
            request.abortWith(Problem.of(401, "staff-only", "For merchant staff", "This call needs the staff token.")
                    .response());
        }
    }

    private static byte[] read(String configured) {
        String text = configured.strip();
        byte[] hash = text.length() == 2 * SHA_256_BYTES
                ? HexFormat.of().parseHex(text)
                : Base64.getUrlDecoder().decode(text);
        if (hash.length != SHA_256_BYTES) {
            throw new IllegalStateException("catalog.staff.token-sha256 is no SHA-256.");
        }
        return hash;
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException bug) {
            throw new IllegalStateException(bug);
        }
    }
}
