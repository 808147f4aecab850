package dev.furikomi.bank.ledger.seal;

import dev.furikomi.audit.Seal;
import dev.furikomi.audit.SealRange;
import dev.furikomi.audit.SealSigner;
import dev.furikomi.audit.database.SealTable;
import dev.furikomi.card.issuing.KeyFiles;
import dev.furikomi.reliable.ReliableEventsConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Seals every few seconds, in each replica that may, and tells how far behind sealing is. */
@ApplicationScoped
class SealSchedule {

    private static final Logger LOG = Logger.getLogger(SealSchedule.class);
    private static final int COUNTED_MAX = 1_000_000;

    private final DataSource database;
    private final SealConfig config;
    private final Clock clock;
    private final Sealer sealer;
    private volatile Backlog backlog = new Backlog(0, 0, 0, null);

    SealSchedule(
            DataSource database, SealConfig config, ReliableEventsConfig events, Clock clock, MeterRegistry metrics) {
        this.database = database;
        this.config = config;
        this.clock = clock;
        this.sealer = new Sealer(database, signer(events), clock, config.size());
        metrics.gauge("bank.ledger.seal.number", this, each -> each.backlog.newest());
        metrics.gauge("bank.ledger.seal.time.seconds", this, each -> each.backlog.sealedAtMicros() / 1e6);
        metrics.gauge("bank.ledger.entries.unsealed", this, each -> each.backlog.unsealed());
        metrics.gauge("bank.ledger.entries.unsealed.age.seconds", this, SealSchedule::oldestUnsealedSeconds);
    }

    /** How it stood after the last round. */
    private record Backlog(
            long newest,
            long sealedAtMicros,
            long unsealed,
            @Nullable OffsetDateTime oldest) {}

    private static SealSigner signer(ReliableEventsConfig events) {
        try {
            return new SealSigner(KeyFiles.readPrivateKey(events.signingKey()), events.source());
        } catch (IOException unusable) {
            throw new UncheckedIOException("The event signing key cannot be read.", unusable);
        }
    }

    @Scheduled(every = "${bank.ledger.seal.interval:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void seal() {
        try {
            if (config.enabled()) {
                sealer.seal();
            }
            backlog = look();
        } catch (SQLException | RuntimeException failed) {
            LOG.warnf("Sealing waits for the next round: %s", failed.toString());
        }
    }

    private Backlog look() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(SealSql.COUNT_UNSEALED)) {
            Seal newest = SealTable.newest(connection).orElse(null);
            SealRange range = newest == null ? SealRange.BEGINNING : newest.range();
            statement.setLong(1, range.toWrittenIn());
            statement.setLong(2, range.toId());
            statement.setInt(3, COUNTED_MAX);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Backlog(
                        newest == null ? 0 : newest.number(),
                        newest == null ? 0 : newest.sealedAtMicros(),
                        row.getLong(1),
                        row.getObject(2, OffsetDateTime.class));
            }
        }
    }

    private double oldestUnsealedSeconds() {
        OffsetDateTime oldest = backlog.oldest();
        return oldest == null
                ? 0
                : Duration.between(oldest.toInstant(), clock.instant()).toMillis() / 1e3;
    }
}
