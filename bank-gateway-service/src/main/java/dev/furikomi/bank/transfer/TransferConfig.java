package dev.furikomi.bank.transfer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How accepted transfers are executed. */
@ConfigMapping(prefix = "bank.transfer")
public interface TransferConfig {

    /** How long after acceptance the payee's bank may credit; named in {@code transfer-accepted}. */
    @WithDefault("10s")
    Duration acceptanceDeadline();

    /** How long the process that accepted has for executing before another may take over. */
    @WithDefault("5s")
    Duration claimDuration();

    /** How often the sweeper looks for accepted transfers whose process died. */
    @WithDefault("2s")
    Duration sweepInterval();

    /** How many transfers one round of the sweeper takes. */
    @WithDefault("100")
    int sweepSize();

    /**
     * How many batches of acceptances, and how many of executions, may be under way at once. Where everyone pays the same
     * merchant a second one would only wait for the first one's locks, and both would be smaller.
     */
    @WithDefault("1")
    int lanes();
}
