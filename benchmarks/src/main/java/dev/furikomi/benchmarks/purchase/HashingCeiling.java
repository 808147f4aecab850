package dev.furikomi.benchmarks.purchase;

import dev.furikomi.bank.customer.PasswordHash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** How many passwords could be verified if nothing else had to be done: the bank's own code, its defaults, its threads. */
final class HashingCeiling {

    /** The bank's defaults, which the scenario leaves as they are. */
    static final int THREADS = 2;

    private static final int MEMORY_KIBIBYTES = 19_456;
    private static final int ITERATIONS = 2;
    private static final byte[] PASSWORD = "password of the benchmark".getBytes(StandardCharsets.UTF_8);

    private final PasswordHash hash = new PasswordHash(new byte[32], MEMORY_KIBIBYTES, ITERATIONS);
    private final String stored = hash.hash(PASSWORD);

    /** Verifications per second. */
    double measure(Duration span) {
        return new PurchaseLoad(THREADS, number -> {
                    if (!hash.verify(PASSWORD, stored)) {
                        throw new IllegalStateException("A right password is not verified.");
                    }
                })
                .run(new AtomicInteger(), Duration.ofMillis(500), span);
    }
}
