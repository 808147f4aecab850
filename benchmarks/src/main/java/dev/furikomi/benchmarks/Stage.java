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
public record Stage(Path root, PostgresServer postgres, Duration span, int rounds, boolean quick, Progress progress) {}
