package dev.furikomi.order.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns everything that ends a request early into a problem; what was not foreseen is logged once, here. */
class ProblemMapper {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    private final Clock clock;

    ProblemMapper(Clock clock) {
        this.clock = clock;
    }

    @ServerExceptionMapper
    public Response refused(ProblemException refusal) {
        Response.ResponseBuilder response = refusal.problem().response();
        if (refusal.problem().reason().equals("order-not-known")) {
            // The event purchase may be on its way.
            response.header("Retry-After", 1);
        }
        if (refusal.problem().extensions().get("retryAfter") instanceof Instant retryAfter) {
            response.header(
                    "Retry-After", Duration.between(clock.instant(), retryAfter).toSeconds() + 1);
        }
        return response.build();
    }

    @ServerExceptionMapper
    public Response invalid(ConstraintViolationException invalid) {
        List<Map<String, String>> violations = invalid.getConstraintViolations().stream()
                .map(violation -> Map.of("field", field(violation), "message", violation.getMessage()))
                .toList();
        return Problems.invalidRequest("Some fields are not as they have to be.")
                .with("violations", violations)
                .response()
                .build();
    }

    @ServerExceptionMapper
    public Response malformed(JsonProcessingException malformed) {
        return Problems.invalidRequest("The body is not JSON of the expected shape.")
                .response()
                .build();
    }

    @ServerExceptionMapper
    public Response web(WebApplicationException thrown) {
        int status = thrown.getResponse().getStatus();
        if (status < 400) {
            return thrown.getResponse();
        }
        // JAX-RS calls a parameter that is not of its type "not found".
        boolean isUnreadable = status == 404 && thrown.getCause() != null;
        if (status == 400 || isUnreadable) {
            return Problems.invalidRequest("The request is not of the expected shape.")
                    .response()
                    .build();
        }
        String title = thrown.getResponse().getStatusInfo().getReasonPhrase();
        Response.ResponseBuilder response = Problem.of(
                        status,
                        title.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-"),
                        title,
                        "The service has no other answer to this request.")
                .response();
        thrown.getResponse().getAllowedMethods().forEach(method -> response.header("Allow", method));
        return response.build();
    }

    @ServerExceptionMapper
    public Response unforeseen(Exception bug) {
        LOG.error("A request failed", bug);
        return Problem.of(
                        500,
                        "internal-error",
                        "Internal error",
                        "Something failed here. Look at the order again to see where it stands.")
                .response()
                .build();
    }

    private static String field(ConstraintViolation<?> violation) {
        String name = "";
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.PROPERTY || node.getKind() == ElementKind.PARAMETER) {
                name = node.getName();
            }
        }
        return name;
    }
}
