package dev.furikomi.bridge.window;

import dev.furikomi.bridge.session.Answer;
import dev.furikomi.bridge.session.Closing;
import dev.furikomi.bridge.session.Dialogue;
import dev.furikomi.bridge.session.Password;
import dev.furikomi.bridge.session.RefusalCode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One session's window: a numbered list of messages that the page fetches by long polling, and the two questions that
 * it answers. A page that stops fetching is gone, and its session with it.
 */
final class WindowSession implements Dialogue {
    private static final Duration GONE_AFTER = Duration.ofSeconds(8);

    private final InstantSource clock;
    private final Duration longPoll;
    private final List<Map<String, Object>> messages = new ArrayList<>();
    private int listening;
    private long lastHeardMillis;
    private boolean over;
    private @Nullable CompletableFuture<Password> password;
    private @Nullable CompletableFuture<Boolean> acceptance;

    WindowSession(InstantSource clock, Duration longPoll) {
        this.clock = clock;
        this.longPoll = longPoll;
        this.lastHeardMillis = clock.millis();
    }

    /** The messages after the first {@code heard}; waits a while when there are none. */
    synchronized List<Map<String, Object>> messagesAfter(int heard) throws InterruptedException {
        listening++;
        try {
            long until = System.nanoTime() + longPoll.toNanos();
            long left = longPoll.toMillis();
            while (messages.size() <= heard && !over && left > 0) {
                wait(left);
                left = (until - System.nanoTime()) / 1_000_000;
            }
            return List.copyOf(messages.subList(Math.min(Math.max(heard, 0), messages.size()), messages.size()));
        } finally {
            listening--;
            lastHeardMillis = clock.millis();
        }
    }

    synchronized void answered(int id, Answer answer) {
        Map<String, Object> message = answer.fold(
                granted -> message("result", "result", granted.result()),
                refused ->
                        message("error", "error", Map.of("code", refused.code().wire(), "message", refused.message())));
        message.put("id", id);
        put(message);
    }

    /** False when no password is asked for. */
    synchronized boolean typed(Password typed) {
        CompletableFuture<Password> asked = password;
        password = null;
        return asked != null && asked.complete(typed);
    }

    /** False when no acceptance is asked for. */
    synchronized boolean decided(boolean accepted) {
        CompletableFuture<Boolean> asked = acceptance;
        acceptance = null;
        return asked != null && asked.complete(accepted);
    }

    @Override
    public synchronized void show(Step step) {
        put(message("display", "display", step.wire()));
    }

    @Override
    public synchronized void card(CardState state) {
        put(message("card", "state", state.wire()));
    }

    @Override
    public synchronized CompletableFuture<Password> askPassword() {
        CompletableFuture<Password> asked = new CompletableFuture<>();
        password = asked;
        put(message("display", "display", "password"));
        return asked;
    }

    @Override
    public synchronized CompletableFuture<Boolean> askAcceptance(Consent consent) {
        CompletableFuture<Boolean> asked = new CompletableFuture<>();
        acceptance = asked;
        Map<String, Object> message = message("display", "display", "accept");
        message.put("label", consent.wire());
        put(message);
        return asked;
    }

    @Override
    public synchronized void ended(RefusalCode code) {
        Map<String, Object> message = message("over", "display", "ended");
        message.put("code", code.wire());
        putLast(message);
    }

    @Override
    public synchronized void closed(Closing closing) {
        Map<String, Object> message = message("over", "display", "closed");
        message.put("outcome", closing.outcome());
        if (closing.reason() != null) {
            message.put("reason", closing.reason());
        }
        putLast(message);
    }

    @Override
    public synchronized boolean attended() {
        return listening > 0 || clock.millis() - lastHeardMillis < GONE_AFTER.toMillis();
    }

    /** The questions die with the session, so that a late answer is refused rather than kept. */
    private void putLast(Map<String, Object> message) {
        over = true;
        password = null;
        acceptance = null;
        put(message);
    }

    private void put(Map<String, Object> message) {
        messages.add(message);
        notifyAll();
    }

    private static Map<String, Object> message(String kind, String name, Object value) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("kind", kind);
        message.put(name, value);
        return message;
    }
}
