package dev.furikomi.bridge.session;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A question that a carrier has put to the person: open until it is answered, asked again, or dropped. */
public final class Question<T> {
    private @Nullable CompletableFuture<T> open;

    public synchronized CompletableFuture<T> ask() {
        CompletableFuture<T> asked = new CompletableFuture<>();
        open = asked;
        return asked;
    }

    /** False when nothing of the kind is asked: then whoever answered still has what was said. */
    public synchronized boolean answer(T said) {
        CompletableFuture<T> asked = open;
        open = null;
        return asked != null && asked.complete(said);
    }

    /** The person's no; false when nothing of the kind is asked. */
    public synchronized boolean decline() {
        CompletableFuture<T> asked = open;
        open = null;
        return asked != null && asked.cancel(false);
    }

    public synchronized boolean isOpen() {
        return open != null;
    }

    public synchronized void drop() {
        open = null;
    }
}
