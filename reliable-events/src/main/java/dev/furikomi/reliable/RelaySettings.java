package dev.furikomi.reliable;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Duration;

/**
 * How a relay publishes.
 *
 * @param source CloudEvents source of all its events
 * @param signingKey private P-256 key with its id
 * @param batchSize how many events one read takes at most
 * @param inFlight how many events are read and not yet deleted at most
 * @param lease how long a holder may publish without renewing; also how long a dead holder's events wait at most
 * @param pollInterval the net under the wake-up calls
 */
public record RelaySettings(
        String source, ECKey signingKey, int batchSize, int inFlight, Duration lease, Duration pollInterval) {

    /** With what services use by default. */
    public static RelaySettings of(String source, ECKey signingKey) {
        return new RelaySettings(source, signingKey, 2_000, 10_000, Duration.ofSeconds(5), Duration.ofSeconds(1));
    }

    static RelaySettings of(ReliableEventsConfig config) {
        return new RelaySettings(
                config.source(),
                EventSigner.key(config.signingKey()),
                config.batchSize(),
                config.inFlight(),
                config.leaseDuration(),
                config.pollInterval());
    }
}
