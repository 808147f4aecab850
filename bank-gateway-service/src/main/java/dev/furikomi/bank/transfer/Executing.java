package dev.furikomi.bank.transfer;

import dev.furikomi.bank.batch.Together;
import dev.furikomi.bank.ledger.DeclineReason;
import dev.furikomi.bank.ledger.Ledger;
import dev.furikomi.bank.ledger.LedgerOrder;
import dev.furikomi.bank.ledger.LockedBooks;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * S307: what was accepted is posted, or voided when the payee can no longer be credited; those that come at the same time
 * in one transaction.
 */
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

    /** Locks and reads what the transfers need. */
    Uni<Found> find(SqlConnection connection, List<UUID> transferIds) {
        List<UUID> distinct = transferIds.stream().distinct().toList();
        List<LedgerOrder.Post> posts = distinct.stream().map(LedgerOrder::post).toList();
        return Together.all(
                lockWindows(connection, distinct),
                TransferRows.read(connection, TransferSql.LOCK, distinct),
                ledger.lock(connection, posts),
                Found::new);
    }

    /** What a batch looks at: locked on the way to the database in one go, in the order in which everybody locks. */
    record Found(
            List<SettlementListener.Locked> windows, Map<UUID, CustomerCreditTransfer> transfers, LockedBooks books) {}

    /** Gives the settlements in the ids' order. */
    Uni<List<Settlement>> execute(SqlConnection connection, List<UUID> transferIds, Found found) {
        Map<UUID, Settlement> settlements = new LinkedHashMap<>();
        List<CustomerCreditTransfer> accepted = new ArrayList<>();
        for (UUID transferId : transferIds.stream().distinct().toList()) {
            CustomerCreditTransfer transfer = found.transfers.get(transferId);
            if (transfer == null) {
                throw new IllegalStateException("No such transfer: " + transferId);
            }
            Instant settledAt = transfer.settledAt();
            if (settledAt != null) {
                settlements.put(transferId, settlement(transfer, transfer.status(), settledAt));
            } else if (transfer.status() == TransferStatus.ACCEPTED) {
                accepted.add(transfer);
            } else {
                throw new IllegalStateException("Not accepted: " + transferId);
            }
        }
        return post(
                        connection,
                        accepted,
                        found.books,
                        reasons -> write(connection, accepted, reasons, settlements, found.windows))
                .map(written -> transferIds.stream()
                        .map(id -> Objects.requireNonNull(settlements.get(id)))
                        .toList());
    }

    /**
     * Posts, and voids what cannot be posted.
     *
     * @param alongside what follows from the reasons of the latter, which are null for what was posted
     */
    private Uni<List<PostingOutcome>> post(
            SqlConnection connection,
            List<CustomerCreditTransfer> accepted,
            LockedBooks books,
            Function<List<@Nullable DeclineReason>, Uni<Void>> alongside) {
        List<LedgerOrder> orders = new ArrayList<>();
        accepted.forEach(
                transfer -> orders.add(LedgerOrder.post(transfer.application().transferId())));
        return ledger.apply(connection, orders, books, outcomes -> alongside.apply(reasons(outcomes)))
                .call(outcomes -> ledger.apply(connection, declined(outcomes)).invoke(Executing::requireVoided));
    }

    private static List<@Nullable DeclineReason> reasons(List<PostingOutcome> outcomes) {
        List<@Nullable DeclineReason> reasons = new ArrayList<>();
        for (PostingOutcome outcome : outcomes) {
            if (outcome instanceof PostingOutcome.Declined declined) {
                reasons.add(declined.reason());
            } else if (outcome instanceof PostingOutcome.Posted) {
                reasons.add(null);
            } else {
                throw new IllegalStateException("The ledger is ahead of the transfer: " + outcome);
            }
        }
        return reasons;
    }

    private static List<LedgerOrder> declined(List<PostingOutcome> outcomes) {
        List<LedgerOrder> voided = new ArrayList<>();
        for (PostingOutcome outcome : outcomes) {
            if (outcome instanceof PostingOutcome.Declined) {
                voided.add(LedgerOrder.voidReservation(outcome.transferId()));
            }
        }
        return voided;
    }

    private static void requireVoided(List<PostingOutcome> outcomes) {
        for (PostingOutcome outcome : outcomes) {
            if (!(outcome instanceof PostingOutcome.Voided)) {
                throw new IllegalStateException("Neither posted nor voided: " + outcome);
            }
        }
    }

    private Uni<Void> write(
            SqlConnection connection,
            List<CustomerCreditTransfer> accepted,
            List<@Nullable DeclineReason> reasons,
            Map<UUID, Settlement> settlements,
            List<SettlementListener.Locked> windows) {
        if (accepted.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Instant now = clock.instant();
        List<Settlement> settled = new ArrayList<>();
        List<OutgoingEvent> told = new ArrayList<>();
        for (int index = 0; index < accepted.size(); index++) {
            CustomerCreditTransfer transfer = accepted.get(index);
            TransferStatus status = reasons.get(index) == null ? TransferStatus.COMPLETED : TransferStatus.REJECTED;
            Settlement settlement = settlement(transfer, status, now);
            settled.add(settlement);
            settlements.put(settlement.transferId(), settlement);
            told.addAll(told(transfer, status, now));
        }
        Tuple rows = Tuple.tuple()
                .addArrayOfUUID(settled.stream().map(Settlement::transferId).toArray(UUID[]::new))
                .addArrayOfString(settled.stream()
                        .map(settlement -> settlement.status().name())
                        .toArray(String[]::new))
                .addArrayOfString(reasons.stream()
                        .map(reason -> reason == null ? null : reasonCode(reason))
                        .toArray(String[]::new))
                .addOffsetDateTime(TransferRows.column(now));
        Uni<Void> written = connection
                .preparedQuery(TransferSql.SETTLE)
                .execute(rows)
                .invoke(updated -> {
                    if (updated.rowCount() != settled.size()) {
                        throw new IllegalStateException("A transfer changed under its lock.");
                    }
                })
                .replaceWithVoid();
        List<Uni<Void>> all = new ArrayList<>(List.of(written, outbox.write(connection, told)));
        windows.forEach(locked -> all.add(locked.settle(settled)));
        return Together.all(all);
    }

    private List<OutgoingEvent> told(CustomerCreditTransfer transfer, TransferStatus status, Instant now) {
        TransferApplication application = transfer.application();
        boolean completed = status == TransferStatus.COMPLETED;
        long sequence = transfer.eventSequence() + 1;
        List<OutgoingEvent> told = new ArrayList<>();
        told.add(
                completed ? events.completed(application, sequence, now) : events.rejected(application, sequence, now));
        if (!transfer.windowClosed()) {
            WindowOutcome outcome = completed ? WindowOutcome.COMPLETED : WindowOutcome.REFUSED;
            told.add(events.windowClosed(application, outcome, sequence + 1, now));
        }
        return told;
    }

    private static Settlement settlement(CustomerCreditTransfer transfer, TransferStatus status, Instant settledAt) {
        return new Settlement(
                transfer.application().transferId(), transfer.application().windowId(), status, settledAt);
    }

    /** ISO 20022 external status reason codes. */
    private static String reasonCode(DeclineReason reason) {
        return switch (reason) {
            case CREDIT_ACCOUNT_CLOSED -> "AC04";
            case BALANCE_TOO_LARGE -> "AM02";
            default -> throw new IllegalStateException("A reservation cannot be refused with " + reason);
        };
    }

    private Uni<List<SettlementListener.Locked>> lockWindows(SqlConnection connection, List<UUID> transferIds) {
        return Together.each(listeners.stream()
                .map(listener -> listener.lock(connection, transferIds))
                .toList());
    }
}
