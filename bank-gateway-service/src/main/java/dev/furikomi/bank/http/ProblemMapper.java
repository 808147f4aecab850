package dev.furikomi.bank.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.furikomi.reliable.PassingFailure;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever ends a request into a problem; what is not the caller's fault is logged here, once. */
class ProblemMapper {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @ServerExceptionMapper
    public Response problem(ProblemException refused) {
        return refused.problem().response().build();
    }

    @ServerExceptionMapper
    public Response invalid(ConstraintViolationException invalid) {
        List<Map<String, String>> violations = invalid.getConstraintViolations().stream()
                .map(ProblemMapper::violation)
                .toList();
        return Problem.of(400, "invalid-request", "The request breaks a rule of its schema.")
                .with("violations", violations)
                .response()
                .build();
    }

    @ServerExceptionMapper
    public Response malformed(MismatchedInputException malformed) {
        return malformed();
    }

    @ServerExceptionMapper
    public Response malformed(JsonProcessingException malformed) {
        return malformed();
    }

    @ServerExceptionMapper
    public Response refused(WebApplicationException refused) {
        Response response = refused.getResponse();
        if (hasBody(response) || response.getStatus() < 400) {
            return response;
        }
        if (refused.getCause() instanceof JsonProcessingException) {
            return malformed();
        }
        Response.ResponseBuilder problem = of(response.getStatus()).response();
        String allow = response.getHeaderString(HttpHeaders.ALLOW);
        return allow == null
                ? problem.build()
                : problem.header(HttpHeaders.ALLOW, allow).build();
    }

    @ServerExceptionMapper
    public Response failed(Throwable failure) {
        if (isConflict(failure)) {
            return Problem.of(409, "changed-meanwhile", "Somebody else changed the same thing. Please try again.")
                    .response()
                    .build();
        }
        if (PassingFailure.is(failure)) {
            LOG.warnf("The database is away or does not answer: %s", failure.toString());
            return Problem.of(503, "unavailable", "The service cannot work just now. Please try again.")
                    .response()
                    .header(HttpHeaders.RETRY_AFTER, 2)
                    .build();
        }
        LOG.error("A request failed.", failure);
        return of(500).response().build();
    }

    private static Problem of(int status) {
        return switch (status) {
            case 400 -> Problem.of(400, "invalid-request", "The request cannot be read.");
            case 404 -> Problem.of(404, "not-found", "There is nothing at this address.");
            case 405 -> Problem.of(405, "method-not-allowed", "This address does not take that method.");
            case 406 -> Problem.of(406, "not-acceptable", "This address does not answer in that format.");
            case 413 -> Problem.of(413, "request-too-large", "The request is too large.");
            case 415 -> Problem.of(415, "media-type-not-supported", "This address does not read that format.");
            case 500 -> Problem.of(500, "internal-error", "Something went wrong here. Nothing is known about why.");
            default -> Problem.of(status, "refused", "The request was refused.");
        };
    }

    private static Response malformed() {
        // Without the parser's message: it quotes the request, which may hold a password.
        return Problem.of(400, "invalid-request", "The request's JSON cannot be read as what is expected here.")
                .response()
                .build();
    }

    private static boolean hasBody(Response response) {
        return response.hasEntity() && response.getEntity() instanceof Problem;
    }

    private static Map<String, String> violation(ConstraintViolation<?> violation) {
        String path = violation.getPropertyPath().toString();
        int parameters = path.indexOf('.');
        return Map.of(
                "field", parameters < 0 ? path : path.substring(parameters + 1), "message", violation.getMessage());
    }

    private static boolean isConflict(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof org.hibernate.exception.ConstraintViolationException violation
                    && violation.getKind() == ConstraintKind.UNIQUE) {
                return true;
            }
        }
        return false;
    }
}
