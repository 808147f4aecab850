package dev.furikomi.bank.transfer;

import dev.furikomi.bank.transfer.CheckOutcome.Refused;
import dev.furikomi.bank.transfer.CheckOutcome.Requested;
import dev.furikomi.reliable.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** S305 in the standard procedure. */
@ApplicationScoped
class Requesting {

    private final RequestChecks checks;
    private final TransferEvents events;
    private final Outbox outbox;
    private final Clock clock;

    Requesting(RequestChecks checks, TransferEvents events, Outbox outbox, Clock clock) {
        this.checks = checks;
        this.events = events;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Fails with {@link RolledBack} when the request is refused. */
    Uni<CheckOutcome> request(SqlConnection connection, TransferApplication application) {
        Instant now = clock.instant();
        return TransferRows.read(connection, TransferSql.LOCK, application.transferId())
                .chain(existing -> {
                    if (existing == null) {
                        return checkAndWrite(connection, application, now);
                    }
                    return existing.status() == TransferStatus.REQUESTED
                                    && existing.application().equals(application)
                            ? Uni.createFrom().item(new Requested(application.transferId(), existing.requestedAt()))
                            : RolledBack.with(new Refused(TransferRefusal.TRANSFER_ALTERED));
                });
    }

    private Uni<CheckOutcome> checkAndWrite(SqlConnection connection, TransferApplication application, Instant now) {
        return checks.refusal(connection, application, now).chain(refusal -> {
            if (refusal.isPresent()) {
                return RolledBack.with(new Refused(refusal.get()));
            }
            return TransferRows.insert(connection, application, now).chain(inserted -> {
                if (!inserted) {
                    return RolledBack.with(new Refused(TransferRefusal.TRANSFER_ALTERED));
                }
                return outbox.write(connection, List.of(events.requested(application, 1, now)))
                        .replaceWith(new Requested(application.transferId(), now));
            });
        });
    }
}
