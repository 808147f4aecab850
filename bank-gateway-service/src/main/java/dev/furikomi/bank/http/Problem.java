package dev.furikomi.bank.http;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A refusal on the wire (RFC 9457); {@code reason} is the stable code that pages and callers go by.
 *
 * @param members further members, such as {@code closedBecause} or {@code violations}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String reason,
        @JsonAnyGetter Map<String, Object> members) {

    /** The media type of RFC 9457. */
    public static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

    private static final String TYPE_PREFIX = "https://furikomi.dev/problems/";

    /** A problem whose title is made from its reason: {@code card-blocked} is "Card blocked". */
    public static Problem of(int status, String reason, String detail) {
        String title =
                Character.toUpperCase(reason.charAt(0)) + reason.substring(1).replace('-', ' ');
        return new Problem(TYPE_PREFIX + reason, title, status, detail, reason, Map.of());
    }

    /** The same problem with one more member. */
    public Problem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(type, title, status, detail, reason, more);
    }

    /** As a response, to which headers such as Retry-After can be added. */
    public Response.ResponseBuilder response() {
        return Response.status(status).type(MEDIA_TYPE).entity(this);
    }
}
