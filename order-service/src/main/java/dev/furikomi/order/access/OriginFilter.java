package dev.furikomi.order.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.furikomi.order.http.Problem;
import dev.furikomi.order.http.Problems;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets the merchant's own front ends call with the shopper's cookie (CORS with credentials), refuses state changes that
 * come from any other origin, and gives every answer the headers that keep pages to themselves.
 */
@ApplicationScoped
class OriginFilter {

    private static final int BEFORE_EVERYTHING = 300;
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' ";

    private final AccessConfig config;
    private final String contentPolicy;
    private final ObjectMapper mapper;

    OriginFilter(AccessConfig config, ObjectMapper mapper) {
        this.config = config;
        // A form's answer may lead back to the shop, and browsers hold redirects against this directive too.
        this.contentPolicy = CONTENT_POLICY + String.join(" ", config.origins().catalogue());
        this.mapper = mapper;
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, BEFORE_EVERYTHING);
    }

    private void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response();
        String origin = request.getHeader("Origin");
        boolean foreignPage = origin != null && config.origins().catalogue().contains(origin);
        secure(request, response);
        response.putHeader("Vary", "Origin");
        if (foreignPage) {
            response.putHeader("Access-Control-Allow-Origin", origin);
            response.putHeader("Access-Control-Allow-Credentials", "true");
            response.putHeader("Access-Control-Expose-Headers", "Retry-After, Idempotency-Hit");
        }
        if (foreignPage
                && request.method() == HttpMethod.OPTIONS
                && request.getHeader("Access-Control-Request-Method") != null) {
            response.putHeader("Access-Control-Allow-Methods", "GET, POST");
            response.putHeader(
                    "Access-Control-Allow-Headers",
                    "Authorization, Content-Type, Idempotency-Key, Last-Event-ID, Accept-Language");
            response.putHeader("Access-Control-Max-Age", "600");
            response.setStatusCode(204).end();
        } else if (!SAFE.contains(request.method()) && !isPermitted(origin)) {
            refuse(response);
        } else {
            context.next();
        }
    }

    /** Browsers name the origin on every state change; a caller without one is no browser and carries no one's cookie. */
    private boolean isPermitted(@Nullable String origin) {
        return origin == null
                || origin.equals(config.origins().self())
                || config.origins().catalogue().contains(origin);
    }

    private void secure(HttpServerRequest request, HttpServerResponse response) {
        response.putHeader("X-Content-Type-Options", "nosniff");
        response.putHeader("Referrer-Policy", "same-origin");
        response.putHeader("Cross-Origin-Opener-Policy", "same-origin");
        if (!request.path().startsWith("/q/")) {
            // Swagger UI brings inline scripts of its own.
            response.putHeader("Content-Security-Policy", contentPolicy);
        }
    }

    private void refuse(HttpServerResponse response) {
        Problem problem = Problems.originNotPermitted();
        response.setStatusCode(problem.status()).putHeader("Content-Type", Problem.MEDIA_TYPE);
        try {
            response.end(mapper.writeValueAsString(problem));
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException(bug);
        }
    }
}
