package dev.furikomi.bank.window;

import dev.furikomi.bank.http.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** What a call on a window came to, on the wire. */
@ApplicationScoped
class WindowAnswers {

    private final WindowConfig config;

    WindowAnswers(WindowConfig config) {
        this.config = config;
    }

    Response of(StepOutcome outcome) {
        if (outcome instanceof StepOutcome.Done done) {
            return view(done.window());
        }
        if (outcome instanceof StepOutcome.Refused refused) {
            return refused(refused.window());
        }
        if (outcome instanceof StepOutcome.AlreadyClosed closed) {
            return Problem.of(409, "window-closed", "This window has ended. No money moved in it.")
                    .with("closedBecause", closed.because().getCode())
                    .response()
                    .build();
        }
        if (outcome instanceof StepOutcome.OutOfOrder early) {
            return Problem.of(409, "step-out-of-order", "It is not the turn of this step; nothing changed.")
                    .with("windowStatus", early.status().name())
                    .response()
                    .build();
        }
        return Problem.of(503, "busy", "Too much to do just now; nothing was counted. Send the same again.")
                .response()
                .header(HttpHeaders.RETRY_AFTER, 1)
                .build();
    }

    Response view(Window window) {
        return Response.ok(WindowView.of(window, config.idleTimeout()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** A window that could not be opened. */
    static Problem problem(WindowReason reason) {
        return Problem.of(reason.status(), reason.getCode(), "No window was opened and no money has moved.");
    }

    static Problem notYours() {
        return Problem.of(
                403, "window-not-yours", "There is no such window, or its cookie did not come with the call.");
    }

    /** The short procedure takes the transfer only together with the card's signature. */
    static Response applicationMissing() {
        return Problem.of(400, "invalid-request", "The short procedure needs the card's application.")
                .response()
                .build();
    }

    private static Response refused(Window window) {
        WindowReason reason = window.closedBecause();
        if (reason == null) {
            throw new IllegalStateException("Refused without a reason.");
        }
        Problem problem = Problem.of(
                        reason.status(),
                        reason.getCode(),
                        "The window is closed; no money has moved and none is reserved.")
                .with("windowStatus", window.status().name());
        Integer attemptsLeft = window.attemptsLeft();
        if (attemptsLeft != null && reason == WindowReason.CREDENTIALS_WRONG) {
            problem = problem.with("attemptsLeft", attemptsLeft);
        }
        return problem.response().build();
    }
}
