package dev.furikomi.order.http;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A refusal as RFC 9457 tells it.
 *
 * @param reason the stable last part of the type
 * @param extensions further members of the problem
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String reason,
        @JsonIgnore Map<String, Object> extensions) {

    public static final String MEDIA_TYPE = "application/problem+json";
    private static final String TYPES = "https://furikomi.dev/problems/";

    public static Problem of(int status, String reason, String title, String detail) {
        return new Problem(TYPES + reason, title, status, detail, reason, Map.of());
    }

    public Problem with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(extensions);
        more.put(name, value);
        return new Problem(type, title, status, detail, reason, more);
    }

    @JsonAnyGetter
    Map<String, Object> members() {
        return extensions;
    }

    public Response.ResponseBuilder response() {
        return Response.status(status).type(MEDIA_TYPE).entity(this);
    }
}
