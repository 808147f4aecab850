package dev.furikomi.bridge.session;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * An open session as carriers drive it: calls run one after the other on the session's own thread, which also watches
 * reader, clock and window while nothing is asked. Cancelling and closing interrupt whatever waits.
 */
public final class Session {
    private static final System.Logger LOG = System.getLogger(Session.class.getName());

    private final Conductor conductor;
    private final Consumer<Session> whenOver;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "session");
        made.setDaemon(true);
        return made;
    });

    Session(Conductor conductor, Waits waits, Consumer<Session> whenOver) {
        this.conductor = conductor;
        this.whenOver = whenOver;
        long glance = waits.glance().toMillis();
        this.thread.scheduleWithFixedDelay(this::watch, glance, glance, TimeUnit.MILLISECONDS);
    }

    public SessionView view() {
        return conductor.view();
    }

    /** Runs the call when its turn comes and hands its answer over before the session says that it is over. */
    public void call(Call call, Closing closing, Consumer<Answer> answered) {
        if (call == Call.CLOSE) {
            conductor.interrupt();
        }
        try {
            thread.execute(() -> {
                try {
                    answered.accept(answer(call, closing));
                } catch (Throwable defect) {
                    fail("An answer could not be handed over: " + call, defect);
                } finally {
                    endIfOver();
                }
            });
        } catch (RejectedExecutionException over) {
            answered.accept(conductor.over());
        }
    }

    /** The person does not want to go on, or went away. After the acceptance there is nothing left to cancel. */
    public void cancel() {
        conductor.cancel();
    }

    private Answer answer(Call call, Closing closing) {
        try {
            return conductor.call(call, closing);
        } catch (Throwable defect) {
            return fail("A call failed unexpectedly: " + call, defect);
        }
    }

    /** An Error too: it would end the thread's work unseen, and the session would hold card and turn for good. */
    private Answer fail(String what, Throwable defect) {
        LOG.log(System.Logger.Level.ERROR, what, defect);
        return conductor.failed();
    }

    private void watch() {
        try {
            conductor.watch();
        } catch (Throwable defect) {
            fail("The session's watch failed unexpectedly.", defect);
        } finally {
            endIfOver();
        }
    }

    private void endIfOver() {
        if (conductor.state() == SessionState.CLOSED && !thread.isShutdown()) {
            thread.shutdown();
            try {
                whenOver.accept(this);
            } finally {
                conductor.announceEnd();
            }
        }
    }
}
