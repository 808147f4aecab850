package dev.furikomi.bank.transfer;

import dev.furikomi.bank.ledger.DeclineReason;
import dev.furikomi.bank.ledger.Ledger;
import dev.furikomi.bank.ledger.LedgerOrder;
import dev.furikomi.bank.ledger.PostingOutcome;
import dev.furikomi.events.WindowOutcome;
import dev.furikomi.reliable.Outbox;
import dev.furikomi.reliable.OutgoingEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** S307: what was accepted is posted, or voided when the payee can no longer be credited. */
@ApplicationScoped
class Executing {

    private final TransferEvents events;
    private final Ledger ledger;
    private final Outbox outbox;
    private final Clock clock;
    private final Instance<SettlementListener> listeners;

    Executing(
            TransferEvents events,
            Ledger ledger,
            Outbox outbox,
            Clock clock,
            @Any Instance<SettlementListener> listeners) {
        this.events = events;
        this.ledger = ledger;
        this.outbox = outbox;
        this.clock = clock;
        this.listeners = listeners;
    }

    Uni<Settlement> execute(SqlConnection connection, UUID transferId) {
        return connection
                .preparedQuery(TransferSql.WINDOW_OF)
                .execute(Tuple.of(transferId))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw new IllegalStateException("No such transfer: " + transferId);
                    }
                    return rows.iterator().next().getUUID("window_id");
                })
                .chain(windowId -> each(listener -> listener.lock(connection, windowId)))
                .chain(() -> TransferRows.read(connection, TransferSql.LOCK, transferId))
                .chain(transfer -> transfer == null
                        ? Uni.createFrom().failure(() -> new IllegalStateException("A transfer vanished."))
                        : settle(connection, transfer));
    }

    private Uni<Settlement> settle(SqlConnection connection, CustomerCreditTransfer transfer) {
        TransferApplication application = transfer.application();
        Instant settledAt = transfer.settledAt();
        if (settledAt != null) {
            return Uni.createFrom()
                    .item(new Settlement(
                            application.transferId(), application.windowId(), transfer.status(), settledAt));
        }
        if (transfer.status() != TransferStatus.ACCEPTED) {
            throw new IllegalStateException("Not accepted: " + application.transferId());
        }
        return ledger.apply(connection, List.of(LedgerOrder.post(application.transferId())))
                .map(outcomes -> outcomes.get(0))
                .chain(outcome -> {
                    if (outcome instanceof PostingOutcome.Posted) {
                        return write(connection, transfer, TransferStatus.COMPLETED, null);
                    }
                    if (outcome instanceof PostingOutcome.Declined declined) {
                        return ledger.apply(connection, List.of(LedgerOrder.voidReservation(application.transferId())))
                                .map(outcomes -> outcomes.get(0))
                                .chain(voided -> {
                                    if (!(voided instanceof PostingOutcome.Voided)) {
                                        throw new IllegalStateException("Neither posted nor voided: " + voided);
                                    }
                                    return write(
                                            connection,
                                            transfer,
                                            TransferStatus.REJECTED,
                                            reasonCode(declined.reason()));
                                });
                    }
                    throw new IllegalStateException("The ledger is ahead of the transfer: " + outcome);
                });
    }

    private Uni<Settlement> write(
            SqlConnection connection,
            CustomerCreditTransfer transfer,
            TransferStatus status,
            @Nullable String reasonCode) {
        TransferApplication application = transfer.application();
        Instant now = clock.instant();
        Tuple settled = Tuple.of(application.transferId(), status.name(), TransferRows.column(now), reasonCode);
        Settlement settlement = new Settlement(application.transferId(), application.windowId(), status, now);
        return TransferRows.sequenced(connection, TransferSql.SETTLE, settled)
                .chain(sequence -> {
                    if (sequence == null) {
                        throw new IllegalStateException("A transfer changed under its lock.");
                    }
                    return closeWindow(connection, transfer, now)
                            .chain(closed ->
                                    outbox.write(connection, told(application, status, sequence, closed, now)));
                })
                .chain(() -> each(listener -> listener.settled(connection, settlement)))
                .replaceWith(settlement);
    }

    /** The window's event goes with the settlement, unless the window closed earlier as pending. */
    private static Uni<@Nullable Long> closeWindow(
            SqlConnection connection, CustomerCreditTransfer transfer, Instant now) {
        return TransferRows.sequenced(
                connection,
                TransferSql.CLOSE_WINDOW,
                Tuple.of(transfer.application().transferId(), TransferRows.column(now)));
    }

    private List<OutgoingEvent> told(
            TransferApplication application,
            TransferStatus status,
            long sequence,
            @Nullable Long closedSequence,
            Instant now) {
        boolean completed = status == TransferStatus.COMPLETED;
        List<OutgoingEvent> told = new ArrayList<>();
        told.add(
                completed ? events.completed(application, sequence, now) : events.rejected(application, sequence, now));
        if (closedSequence != null) {
            WindowOutcome outcome = completed ? WindowOutcome.COMPLETED : WindowOutcome.REFUSED;
            told.add(events.windowClosed(application, outcome, closedSequence, now));
        }
        return told;
    }

    /** ISO 20022 external status reason codes. */
    private static String reasonCode(DeclineReason reason) {
        return switch (reason) {
            case CREDIT_ACCOUNT_CLOSED -> "AC04";
            case BALANCE_TOO_LARGE -> "AM02";
            default -> throw new IllegalStateException("A reservation cannot be refused with " + reason);
        };
    }

    private Uni<Void> each(Function<SettlementListener, Uni<Void>> call) {
        Uni<Void> called = Uni.createFrom().voidItem();
        for (SettlementListener listener : listeners) {
            called = called.chain(() -> call.apply(listener));
        }
        return called;
    }
}
