package dev.furikomi.bank.ledger.seal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the journal is sealed. */
@ConfigMapping(prefix = "bank.ledger.seal")
interface SealConfig {

    /** Whether this process seals at all; one replica is enough, and more do no harm. */
    @WithDefault("true")
    boolean enabled();

    /** How often entries are sealed. */
    @WithDefault("5s")
    Duration interval();

    /** How many entries one seal holds at most. */
    @WithDefault("10000")
    int size();
}
