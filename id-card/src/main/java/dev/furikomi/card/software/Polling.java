package dev.furikomi.card.software;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.smartcardio.CardException;

/** Waiting for a slot file to change. Polled, because a directory watch is itself polled, and slowly, on some systems. */
final class Polling {

    private static final long INTERVAL_MILLISECONDS = 40;

    private Polling() {}

    /**
     * Waits until the condition holds.
     *
     * @param timeout milliseconds; 0 waits for ever, as {@code javax.smartcardio} has it
     * @return false when the time was up first
     */
    static boolean await(BooleanSupplier condition, long timeout) throws CardException {
        if (timeout < 0) {
            throw new IllegalArgumentException("A timeout is not negative.");
        }
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            long elapsed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            if (timeout > 0 && elapsed >= timeout) {
                return false;
            }
            pause(timeout == 0 ? INTERVAL_MILLISECONDS : Math.min(INTERVAL_MILLISECONDS, timeout - elapsed));
        }
        return true;
    }

    private static void pause(long milliseconds) throws CardException {
        try {
            TimeUnit.MILLISECONDS.sleep(milliseconds);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CardException("Waiting was interrupted.", interrupted);
        }
    }
}
