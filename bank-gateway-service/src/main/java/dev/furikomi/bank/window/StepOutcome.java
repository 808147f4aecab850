package dev.furikomi.bank.window;

/** What a call on a window came to. */
sealed interface StepOutcome {

    /** The step is done, now or by the same call before. */
    record Done(Window window) implements StepOutcome {}

    /** A check failed: the window is closed by this call. */
    record Refused(Window window) implements StepOutcome {}

    /** 409 {@code step-out-of-order}: nothing changed. */
    record OutOfOrder(WindowStatus status) implements StepOutcome {}

    /** 409 {@code window-closed}: the window had ended before. */
    record AlreadyClosed(WindowReason because) implements StepOutcome {}

    /** 503 {@code busy}: nothing was counted or changed; the same call may come again. */
    record Busy() implements StepOutcome {}
}
