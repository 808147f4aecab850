package dev.furikomi.catalog.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A refusal over HTTP (RFC 9457).
 *
 * @param reason the last part of the type, stable
 * @param violations which fields were wrong, for {@code invalid-request} only
 */
@Schema(description = "RFC 9457 problem details")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        URI type,
        String title,
        int status,
        String detail,
        String reason,
        @Nullable List<Violation> violations) {

    public static final String MEDIA_TYPE = "application/problem+json";
    private static final String TYPES = "https://furikomi.dev/problems/";

    /** One field that was wrong, with a stable reason of its own. */
    public record Violation(String field, String reason, String detail) {}

    public static Problem of(int status, String reason, String title, String detail) {
        return new Problem(URI.create(TYPES + reason), title, status, detail, reason, null);
    }

    static Problem invalidRequest(List<Violation> violations) {
        return new Problem(
                URI.create(TYPES + "invalid-request"),
                "The request is not valid",
                400,
                "Fields are missing or not in their form; nothing was done.",
                "invalid-request",
                violations);
    }

    public Response response() {
        return Response.status(status).type(MEDIA_TYPE).entity(this).build();
    }
}
