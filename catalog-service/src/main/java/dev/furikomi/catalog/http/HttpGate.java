package dev.furikomi.catalog.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What holds for every request before any route: small bodies except for feeds, headers, and an answer to the end. */
@ApplicationScoped
class HttpGate {

    /** Only a feed is large; nothing else is let grow in memory. */
    private static final long BODY_BYTES_MAX = 64 * 1024;

    private static final String FEED_PATH = "/v1/catalogue";
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
    private static final int BEFORE_ALL = 10_000;

    private final ObjectMapper json;

    HttpGate(ObjectMapper json) {
        this.json = json;
    }

    void gate(@Observes Filters filters) {
        filters.register(this::pass, BEFORE_ALL);
    }

    /** Where no route answers, not even a file. */
    void nothingHere(@Observes Router router) {
        router.route().order(Integer.MAX_VALUE).handler(context -> {
            if (!context.response().ended()) {
                answer(context, Problem.of(404, "not-found", "There is nothing here", "Check the address."));
            }
        });
    }

    private void pass(RoutingContext context) {
        context.response()
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "strict-origin-when-cross-origin");
        Problem problem = refusal(context.request());
        if (problem == null) {
            context.next();
        } else {
            context.response().putHeader(HttpHeaders.CONNECTION, "close");
            answer(context, problem);
        }
    }

    private static @Nullable Problem refusal(HttpServerRequest request) {
        if (FEED_PATH.equals(request.path())) {
            return null;
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean chunked = request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        if (chunked || (length == null && WITH_BODY.contains(request.method().name()))) {
            return Problem.of(411, "length-required", "How long is it?", "Send a Content-Length.");
        }
        boolean fits = length == null || (length.matches("[0-9]{1,9}") && Long.parseLong(length) <= BODY_BYTES_MAX);
        return fits ? null : Problem.of(413, "request-too-large", "The request is too large", "Send less.");
    }

    private void answer(RoutingContext context, Problem problem) {
        try {
            context.response()
                    .setStatusCode(problem.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .end(json.writeValueAsString(problem));
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException(bug);
        }
    }
}
