package dev.furikomi.catalog.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.furikomi.catalog.http.Problem.Violation;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every refusal that the framework makes into a problem. */
class ProblemMapper {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
    private static final String MISSING = "missing";
    private static final Set<String> REASONS = Set.of(MISSING, "too-long", "out-of-range", "malformed", "too-many");

    @ServerExceptionMapper
    public Response invalid(ConstraintViolationException invalid) {
        List<Violation> violations = invalid.getConstraintViolations().stream()
                .map(ProblemMapper::violation)
                .sorted(Comparator.comparing(Violation::field).thenComparing(Violation::reason))
                .toList();
        return Problem.invalidRequest(violations).response();
    }

    @ServerExceptionMapper({JacksonException.class, MismatchedInputException.class})
    public Response malformedJson(Exception malformed) {
        return malformed();
    }

    @ServerExceptionMapper
    public Response refused(WebApplicationException refused) {
        Throwable cause = refused.getCause();
        if (cause instanceof JacksonException) {
            return malformed();
        }
        Response response = refused.getResponse();
        if (response.getStatus() == 404 && cause != null) {
            // JAX-RS calls a parameter that is not of its type "not found".
            return Problem.of(400, "invalid-request", "The request is not valid", "A parameter is not in its form.")
                    .response();
        }
        Problem problem =
                switch (response.getStatus()) {
                    case 400 -> Problem.of(400, "invalid-request", "The request is not valid", "It cannot be read.");
                    case 404 -> Problem.of(404, "not-found", "There is nothing here", "Check the address.");
                    case 405 ->
                        Problem.of(
                                405,
                                "method-not-allowed",
                                "Not with this method",
                                "This address answers to other methods.");
                    case 406 ->
                        Problem.of(406, "not-acceptable", "Not in this form", "Ask for another media type in Accept.");
                    case 413 -> Problem.of(413, "request-too-large", "The request is too large", "Send less.");
                    case 415 ->
                        Problem.of(415, "media-type-unsupported", "Not this media type", "Send another Content-Type.");
                    default ->
                        response.getStatus() >= 500
                                ? internal(refused)
                                : Problem.of(
                                        response.getStatus(),
                                        "request-refused",
                                        "The request was refused",
                                        "Change it.");
                };
        Response.ResponseBuilder answer = Response.fromResponse(problem.response());
        String allow = response.getHeaderString(HttpHeaders.ALLOW);
        return (allow == null ? answer : answer.header(HttpHeaders.ALLOW, allow)).build();
    }

    @ServerExceptionMapper
    public Response failed(Throwable failure) {
        return internal(failure).response();
    }

    private static Problem internal(Throwable failure) {
        LOG.error("A call failed", failure);
        return Problem.of(
                500,
                "internal-error",
                "Something broke here",
                "It is not known whether the call took effect; repeat it with the same Idempotency-Key.");
    }

    private static Response malformed() {
        return Problem.of(400, "invalid-request", "The request is not valid", "The body is not JSON of this shape.")
                .response();
    }

    private static Violation violation(ConstraintViolation<?> violation) {
        String message = violation.getMessage();
        String reason = REASONS.contains(message) ? message : "malformed";
        return new Violation(field(violation.getPropertyPath()), reason, detail(reason));
    }

    private static String detail(String reason) {
        return switch (reason) {
            case MISSING -> "This has to be given.";
            case "too-long" -> "This is too long.";
            case "out-of-range" -> "This is out of range.";
            case "too-many" -> "There are too many of these.";
            default -> "This is not in its form.";
        };
    }

    /** The path as the caller wrote it: without the method's name and, for a body, its parameter's. */
    private static String field(Path path) {
        StringBuilder field = new StringBuilder();
        String parameter = "";
        for (Path.Node node : path) {
            if (node.getKind() == ElementKind.PARAMETER) {
                parameter = node.getName();
            } else if (node.getKind() == ElementKind.PROPERTY || node.getKind() == ElementKind.CONTAINER_ELEMENT) {
                if (node.getIndex() != null) {
                    field.append('[').append(node.getIndex()).append(']');
                }
                if (node.getKind() == ElementKind.PROPERTY) {
                    field.append(field.isEmpty() ? "" : ".").append(node.getName());
                }
            }
        }
        return field.isEmpty() ? parameter : field.toString();
    }
}
