package dev.furikomi.reliable;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Topics that refused an event wait a while, longer each time, so that one of them does not hold up all others. */
final class PausedTopics {

    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Duration first;
    private final Map<String, Pause> pauses = new HashMap<>();

    PausedTopics(Duration first) {
        this.first = first;
    }

    void pause(String topic) {
        Pause last = pauses.get(topic);
        Duration length = last == null ? first : last.length.multipliedBy(2);
        Duration bounded = length.compareTo(LONGEST) > 0 ? LONGEST : length;
        pauses.put(topic, new Pause(bounded, System.nanoTime() + bounded.toNanos()));
    }

    boolean isPaused(String topic) {
        Pause pause = pauses.isEmpty() ? null : pauses.get(topic);
        return pause != null && !pause.over;
    }

    /** Whether a pause has ended since the last call: rows of that topic were passed over and have to be read again. */
    boolean endPauses() {
        boolean ended = false;
        for (Pause pause : pauses.values()) {
            if (!pause.over && System.nanoTime() - pause.untilNanos >= 0) {
                pause.over = true;
                ended = true;
            }
        }
        return ended;
    }

    /** A topic that takes events again begins with a short pause the next time. */
    void taken(String topic) {
        if (!pauses.isEmpty()) {
            pauses.computeIfPresent(topic, (name, pause) -> pause.over ? null : pause);
        }
    }

    private static final class Pause {

        private final Duration length;
        private final long untilNanos;
        private boolean over;

        Pause(Duration length, long untilNanos) {
            this.length = length;
            this.untilNanos = untilNanos;
        }
    }
}
