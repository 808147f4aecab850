package dev.furikomi.bridge.reader;

import dev.furikomi.bridge.reader.CardSlot.Patience;
import dev.furikomi.bridge.reader.CardTroubleException.Trouble;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The one thread that speaks to the reader, with a deadline for each piece of work: PC/SC blocks without limit while
 * another program holds the card, and no interrupt ends that. A thread that overstays is left behind and a new one takes
 * over; once the old one wakes up it finds its turn given up and begins no further operation with the card.
 */
final class CardThread implements AutoCloseable {
    /** So many may hang; then nothing more is tried until one of them comes back. */
    static final int LEFT_BEHIND_MAX = 4;

    private static final long GLANCE_MILLIS = 50;

    private final Runnable whenLeftBehind;
    private final AtomicInteger leftBehind = new AtomicInteger();
    private ExecutorService thread = newThread();

    /** @param whenLeftBehind runs before another thread takes over: what the hanging one uses must not be touched by it */
    CardThread(Runnable whenLeftBehind) {
        this.whenLeftBehind = whenLeftBehind;
    }

    synchronized <T> T run(Patience patience, CardWork<T> work) throws CardTroubleException {
        if (leftBehind.get() >= LEFT_BEHIND_MAX) {
            throw new CardTroubleException(Trouble.BUSY, "The readers still hang from earlier attempts.");
        }
        Turn turn = new Turn();
        Future<T> running = thread.submit(() -> finish(turn, work));
        long end = System.nanoTime() + patience.deadline().toNanos();
        while (true) {
            try {
                return running.get(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                if (System.nanoTime() - end >= 0) {
                    giveUp(
                            turn,
                            turn.isHeld() ? Trouble.BUSY : Trouble.NO_ANSWER,
                            "The reader did not answer in time.");
                } else if (!patience.lookOut().goesOn(turn.isHeld())) {
                    giveUp(turn, Trouble.GIVEN_UP, "Nobody waits for the card any more.");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                giveUp(turn, Trouble.GIVEN_UP, "The bridge is stopping.");
            } catch (ExecutionException e) {
                if (e.getCause() instanceof CardTroubleException trouble) {
                    throw trouble;
                }
                throw new IllegalStateException("Card work failed unexpectedly.", e.getCause());
            }
        }
    }

    int leftBehind() {
        return leftBehind.get();
    }

    @Override
    public synchronized void close() {
        thread.shutdownNow();
    }

    /** Does nothing when the work was done at the last moment: then its result counts. */
    private void giveUp(Turn turn, Trouble trouble, String message) throws CardTroubleException {
        leftBehind.incrementAndGet();
        if (!turn.giveUp()) {
            leftBehind.decrementAndGet();
            return;
        }
        whenLeftBehind.run();
        thread.shutdown();
        thread = newThread();
        throw new CardTroubleException(trouble, message);
    }

    private <T> T finish(Turn turn, CardWork<T> work) throws CardTroubleException {
        try {
            return work.run(turn);
        } finally {
            if (!turn.end()) {
                leftBehind.decrementAndGet();
            }
        }
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
        T run(Turn turn) throws CardTroubleException;
    }

    /** One piece of work's turn at the reader, until it is done or given up. */
    static final class Turn {
        private enum State {
            /** The card is not ours yet: another program may hold it. */
            WAITING,
            HOLDING,
            DONE,
            GIVEN_UP
        }

        private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

        /** Whether anybody still waits for the work. */
        boolean isWanted() {
            return state.get() != State.GIVEN_UP;
        }

        /** Asked before each operation with a card, and before each command of one. */
        void require() throws CardTroubleException {
            if (!isWanted()) {
                throw new CardTroubleException(Trouble.GIVEN_UP, "Nobody waits for the card any more.");
            }
        }

        void holding() {
            state.compareAndSet(State.WAITING, State.HOLDING);
        }

        private boolean isHeld() {
            return state.get() == State.WAITING;
        }

        private boolean giveUp() {
            return state.compareAndSet(State.WAITING, State.GIVEN_UP)
                    || state.compareAndSet(State.HOLDING, State.GIVEN_UP);
        }

        private boolean end() {
            return state.getAndUpdate(before -> before == State.GIVEN_UP ? before : State.DONE) != State.GIVEN_UP;
        }
    }
}
