package dev.furikomi.bridge.reader;

import dev.furikomi.bridge.reader.CardTroubleException.Trouble;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The one thread that speaks to the reader, with a deadline for each piece of work: PC/SC blocks without limit while
 * another program holds the card. A thread that overstays is left behind and a new one takes over.
 */
final class CardThread implements AutoCloseable {
    private final Duration deadline;
    private ExecutorService thread = newThread();

    CardThread(Duration deadline) {
        this.deadline = deadline;
    }

    synchronized <T> T run(CardWork<T> work) throws CardTroubleException {
        Future<T> running = thread.submit((Callable<T>) work::run);
        try {
            return running.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            running.cancel(true);
            thread.shutdownNow();
            thread = newThread();
            throw new CardTroubleException(Trouble.NO_ANSWER, "The reader did not answer in time.", e);
        } catch (InterruptedException e) {
            running.cancel(true);
            Thread.currentThread().interrupt();
            throw new CardTroubleException(Trouble.NO_ANSWER, "The bridge is stopping.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CardTroubleException trouble) {
                throw trouble;
            }
            throw new IllegalStateException("Card work failed unexpectedly.", e.getCause());
        }
    }

    @Override
    public synchronized void close() {
        thread.shutdownNow();
    }

    private static ExecutorService newThread() {
        return Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "card");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** A piece of work at the reader. */
    interface CardWork<T> {
        T run() throws CardTroubleException;
    }
}
