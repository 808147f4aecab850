package dev.furikomi.benchmarks.reference;

import java.time.Duration;

/** Runs a script from several clients at once. */
interface Runner {

    String name();

    /** Transactions per second. */
    double run(Script script, int clients, Duration span) throws Exception;
}
