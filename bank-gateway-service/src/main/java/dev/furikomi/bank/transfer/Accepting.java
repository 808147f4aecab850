package dev.furikomi.bank.transfer;

import dev.furikomi.bank.ledger.Ledger;
import dev.furikomi.bank.ledger.LedgerOrder;
import dev.furikomi.bank.ledger.Posting;
import dev.furikomi.bank.ledger.PostingOutcome;
import dev.furikomi.bank.transfer.AcceptanceOutcome.Accepted;
import dev.furikomi.bank.transfer.AcceptanceOutcome.Refused;
import dev.furikomi.bank.transfer.AcceptanceOutcome.Replayed;
import dev.furikomi.events.Procedure;
import dev.furikomi.reliable.Outbox;
import dev.furikomi.reliable.OutgoingEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** S110: the payment request is consumed and the money reserved, together or not at all. */
@ApplicationScoped
class Accepting {

    private final RequestChecks checks;
    private final TransferEvents events;
    private final TransferConfig config;
    private final Ledger ledger;
    private final Outbox outbox;
    private final Clock clock;

    Accepting(
            RequestChecks checks,
            TransferEvents events,
            TransferConfig config,
            Ledger ledger,
            Outbox outbox,
            Clock clock) {
        this.checks = checks;
        this.events = events;
        this.config = config;
        this.ledger = ledger;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Fails with {@link RolledBack} when nothing may be written. */
    Uni<AcceptanceOutcome> accept(SqlConnection connection, TransferApplication application, String evidence) {
        return TransferRows.read(connection, TransferSql.LOCK, application.transferId())
                .chain(existing -> {
                    AcceptanceOutcome known = known(application, existing);
                    if (known != null) {
                        return RolledBack.with(known);
                    }
                    // The clock is read once the row is ours, so that waiting for it does not stretch the expiry.
                    return accept(connection, application, evidence, existing == null, clock.instant());
                });
    }

    /** The outcome that stands already, or null when the transfer can be accepted now. */
    private static @Nullable AcceptanceOutcome known(
            TransferApplication application, @Nullable CustomerCreditTransfer existing) {
        if (existing == null) {
            return application.procedure() == Procedure.SHORT ? null : new Refused(TransferRefusal.TRANSFER_ALTERED);
        }
        if (!existing.application().equals(application) || existing.status() == TransferStatus.WITHDRAWN) {
            return new Refused(TransferRefusal.TRANSFER_ALTERED);
        }
        return existing.status() == TransferStatus.REQUESTED
                ? null
                : new Replayed(application.transferId(), existing.status());
    }

    private Uni<AcceptanceOutcome> accept(
            SqlConnection connection, TransferApplication application, String evidence, boolean isNew, Instant now) {
        return checks.refusal(connection, application, now).chain(refusal -> {
            if (refusal.isPresent()) {
                return RolledBack.with(new Refused(refusal.get()));
            }
            Uni<Boolean> written = isNew
                    ? TransferRows.insert(connection, application, now)
                    : Uni.createFrom().item(true);
            return written.chain(mine -> mine
                    ? consumeAndReserve(connection, application, evidence, isNew, now)
                    : RolledBack.with(new Refused(TransferRefusal.TRANSFER_ALTERED)));
        });
    }

    private Uni<AcceptanceOutcome> consumeAndReserve(
            SqlConnection connection, TransferApplication application, String evidence, boolean isNew, Instant now) {
        Tuple consumed = Tuple.of(
                application.transferId(),
                TransferRows.column(now),
                evidence,
                TransferRows.column(now.plus(config.claimDuration())));
        return TransferRows.sequenced(connection, TransferSql.ACCEPT, consumed).chain(sequence -> {
            if (sequence == null) {
                throw new IllegalStateException("A request changed under its lock.");
            }
            return ledger.apply(connection, List.of(LedgerOrder.reserve(posting(application))))
                    .map(outcomes -> outcomes.get(0))
                    .chain(outcome -> {
                        if (outcome instanceof PostingOutcome.Declined declined) {
                            return RolledBack.with(new Refused(RequestChecks.of(declined.reason())));
                        }
                        if (!(outcome instanceof PostingOutcome.Reserved)) {
                            throw new IllegalStateException("The ledger knew a transfer that was only requested.");
                        }
                        return outbox.write(connection, told(application, isNew, sequence, now))
                                .replaceWith(new Accepted(application.transferId(), now));
                    });
        });
    }

    private List<OutgoingEvent> told(TransferApplication application, boolean isNew, long sequence, Instant now) {
        List<OutgoingEvent> told = new ArrayList<>();
        if (isNew) {
            told.add(events.requested(application, sequence - 1, now));
        }
        told.add(events.accepted(application, sequence, now));
        return told;
    }

    private static Posting posting(TransferApplication application) {
        return new Posting(
                application.transferId(),
                application.payerAccount(),
                application.creditor().account(),
                application.instructedAmount());
    }
}
