package dev.furikomi.bridge.window;

import dev.furikomi.bridge.screen.ScreenDialogue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One session's window: a numbered list of messages that the page fetches by long polling. A page that stops fetching
 * is gone, and its session with it.
 */
final class WindowSession implements ScreenDialogue.Transport {
    private static final Duration GONE_AFTER = Duration.ofSeconds(8);

    private final InstantSource clock;
    private final Duration longPoll;
    private final ScreenDialogue dialogue = new ScreenDialogue(this);
    private final List<Map<String, Object>> messages = new ArrayList<>();
    private int listening;
    private long lastHeardMillis;
    private boolean over;

    WindowSession(InstantSource clock, Duration longPoll) {
        this.clock = clock;
        this.longPoll = longPoll;
        this.lastHeardMillis = clock.millis();
    }

    ScreenDialogue dialogue() {
        return dialogue;
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

    @Override
    public synchronized void tell(Map<String, Object> message) {
        over |= "over".equals(message.get("kind"));
        messages.add(message);
        notifyAll();
    }

    @Override
    public synchronized boolean attended() {
        return listening > 0 || clock.millis() - lastHeardMillis < GONE_AFTER.toMillis();
    }
}
