package dev.furikomi.bank.window;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The bank's window. */
@ConfigMapping(prefix = "bank.window")
interface WindowConfig {

    /**
     * At least 32 characters, the same in all replicas: the key that seals the windows' ephemeral private keys in the
     * database is derived from it.
     */
    String secret();

    /** A window in which nothing happens for so long closes with {@code window-idle}. */
    @WithDefault("5m")
    Duration idleTimeout();

    /** How long a bridge session lasts: from the session request to the acceptance. */
    @WithDefault("5m")
    Duration sessionLifetime();

    /** How long the customer waits for S307; after that the window says that the transfer is under way. */
    @WithDefault("10s")
    Duration executionPatience();

    /** Where customers get Card Bridge; without it the page offers no link. */
    Optional<URI> bridgeInstallUrl();

    /** How often idle windows are looked for. */
    @WithDefault("10s")
    Duration sweepInterval();
}
