package dev.furikomi.reliable;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** The outbox of a service: who it speaks for and how it publishes. */
@ConfigMapping(prefix = "reliable-events")
public interface ReliableEventsConfig {

    /** CloudEvents source of all events of this service, for example {@code /banks/MNTOJPJT}. */
    String source();

    /** File with the private P-256 JWK (with {@code kid}) that signs this service's events. */
    Path signingKey();

    /** Whether this process publishes at all; off only in tests that look at the table. */
    @WithDefault("true")
    boolean relay();

    /** Whether ECDSA is done by a native library where there is one for this machine; the JDK's otherwise. */
    @WithDefault("true")
    boolean nativeEcdsa();

    /** How many events one read of the outbox takes at most. */
    @WithDefault("2000")
    int batchSize();

    /** How many events are read and not yet acknowledged and deleted at most. */
    @WithDefault("10000")
    int inFlight();

    /** How long a holder may publish without renewing; also how long a dead holder's events wait at most. */
    @WithDefault("5s")
    Duration leaseDuration();

    /** The net under the wake-up calls: how often the table is looked at without one. */
    @WithDefault("1s")
    Duration pollInterval();
}
