package dev.furikomi.benchmarks;

import dev.furikomi.quickstart.embedded.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a scenario finds when it runs.
 *
 * @param root the checkout, with the built services
 * @param postgres the server that reference and engine share, with full durability
 * @param span how long one measurement takes
 * @param rounds how many rounds there will be
 * @param quick whether sizes are to be small
 * @param progress told what happens
 */
public record Stage(Path root, PostgresServer postgres, Duration span, int rounds, boolean quick, Progress progress) {

    private static final Duration QUIET = Duration.ofSeconds(15);
    private static final Duration QUIET_IF_QUICK = Duration.ofSeconds(1);

    /** Waits until what was measured before has come to rest, within bounds. */
    public void settle() throws InterruptedException {
        Quiet.await(quick ? QUIET_IF_QUICK : QUIET);
    }
}
