package dev.furikomi.bridge.session;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Waiting that looks up regularly, so that nothing in a session waits for ever. */
final class Await {
    private Await() {}

    /** The person's answer; the look-out may end the wait with a refusal. */
    static <T> T answer(CompletableFuture<T> asked, Duration glance, LookOut lookOut) throws RefusedException {
        while (true) {
            lookOut.look();
            try {
                return asked.get(glance.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                // Look again.
            } catch (CancellationException no) {
                throw new RefusedException(RefusalCode.CANCELLED, "The person cancelled.");
            } catch (ExecutionException e) {
                throw new IllegalStateException("A dialogue failed.", e.getCause());
            } catch (InterruptedException e) {
                throw stopping();
            }
        }
    }

    /** As {@link #answer}, but empty, and the question withdrawn, once {@code settled} by something else. */
    static <T> Optional<T> unless(CompletableFuture<T> asked, Duration glance, LookOut lookOut, BooleanSupplier settled)
            throws RefusedException {
        try {
            return Optional.of(answer(asked, glance, () -> {
                lookOut.look();
                if (settled.getAsBoolean()) {
                    throw new SettledException();
                }
            }));
        } catch (SettledException byItself) {
            asked.cancel(false);
            return Optional.empty();
        }
    }

    static void glance(Duration glance) throws RefusedException {
        try {
            TimeUnit.MILLISECONDS.sleep(glance.toMillis());
        } catch (InterruptedException e) {
            throw stopping();
        }
    }

    private static RefusedException stopping() {
        Thread.currentThread().interrupt();
        return new RefusedException(RefusalCode.BRIDGE_ERROR, "The bridge is stopping.");
    }

    private static final class SettledException extends RefusedException {
        private static final long serialVersionUID = 1L;

        SettledException() {
            super(RefusalCode.CANCELLED, "The question has settled itself.");
        }
    }

    /** Ends a wait by throwing. */
    interface LookOut {
        void look() throws RefusedException;
    }
}
