package dev.furikomi.reliable;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Wakes one waiting thread; raising it again before it was seen costs nothing. */
final class Signal {

    private final AtomicBoolean raised = new AtomicBoolean();
    private final AtomicBoolean committed = new AtomicBoolean(true);
    private volatile @Nullable Thread waiting;

    /** Something was committed, so reading is worth while. */
    void raiseForCommit() {
        if (!committed.get()) {
            committed.set(true);
        }
        raise();
    }

    /** Whether something was committed since the last call. */
    boolean takeCommit() {
        return committed.get() && committed.getAndSet(false);
    }

    void raise() {
        if (!raised.get() && raised.compareAndSet(false, true)) {
            Thread thread = waiting;
            if (thread != null) {
                LockSupport.unpark(thread);
            }
        }
    }

    /** Waits until it is raised, or this long. */
    void await(Duration atMost) throws InterruptedException {
        waiting = Thread.currentThread();
        long end = System.nanoTime() + atMost.toNanos();
        long left = atMost.toNanos();
        while (!raised.get() && left > 0) {
            LockSupport.parkNanos(this, left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            left = end - System.nanoTime();
        }
        raised.set(false);
    }
}
