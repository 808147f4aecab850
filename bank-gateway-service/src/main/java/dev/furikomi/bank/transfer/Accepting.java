package dev.furikomi.bank.transfer;

import dev.furikomi.bank.batch.RepeatBatchException;
import dev.furikomi.bank.batch.Together;
import dev.furikomi.bank.ledger.Ledger;
import dev.furikomi.bank.ledger.LedgerOrder;
import dev.furikomi.bank.ledger.LockedBooks;
import dev.furikomi.bank.ledger.Posting;
import dev.furikomi.bank.ledger.PostingOutcome;
import dev.furikomi.bank.transfer.AcceptanceOutcome.Accepted;
import dev.furikomi.bank.transfer.AcceptanceOutcome.Refused;
import dev.furikomi.bank.transfer.AcceptanceOutcome.Replayed;
import dev.furikomi.bank.transfer.AcceptanceOutcome.TurnLost;
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
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * S110: payment requests are consumed and the money reserved, together or not at all; those that come at the same time in
 * one transaction, each with its own outcome. A refusal writes nothing.
 */
@ApplicationScoped
class Accepting {

    private static final long FIRST = 1;

    private final RequestChecks checks;
    private final TransferEvents events;
    private final TransferConfig config;
    private final Ledger ledger;
    private final Outbox outbox;
    private final AcceptanceWindows windows;
    private final Clock clock;

    Accepting(
            RequestChecks checks,
            TransferEvents events,
            TransferConfig config,
            Ledger ledger,
            Outbox outbox,
            AcceptanceWindows windows,
            Clock clock) {
        this.checks = checks;
        this.events = events;
        this.config = config;
        this.ledger = ledger;
        this.outbox = outbox;
        this.windows = windows;
        this.clock = clock;
    }

    /** Locks and reads what the acceptances need. */
    Uni<Found> find(SqlConnection connection, List<Acceptance> acceptances) {
        List<WindowTurn> turns = acceptances.stream()
                .map(Acceptance::turn)
                .filter(Objects::nonNull)
                .toList();
        List<UUID> ids =
                acceptances.stream().map(Acceptance::transferId).distinct().toList();
        List<TransferApplication> applications =
                acceptances.stream().map(Acceptance::application).toList();
        return Together.all(
                windows.lock(connection, turns),
                TransferRows.read(connection, TransferSql.LOCK, ids),
                ledger.lock(connection, reserving(applications)),
                checks.facts(connection, applications),
                Found::new);
    }

    /** Gives the outcomes in the acceptances' order. */
    Uni<List<AcceptanceOutcome>> accept(SqlConnection connection, List<Acceptance> acceptances, Found found) {
        // The clock is read once the rows are ours, so that waiting for them does not stretch expiries.
        return new Batch(connection, acceptances, found, clock.instant()).run();
    }

    /** What a batch looks at: locked on the way to the database in one go, in the order in which everybody locks. */
    record Found(
            AcceptanceWindows.Locked windows,
            Map<UUID, CustomerCreditTransfer> transfers,
            LockedBooks books,
            RequestChecks.Facts facts) {}

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

    private static List<LedgerOrder> reserving(List<TransferApplication> applications) {
        List<LedgerOrder> orders = new ArrayList<>();
        for (TransferApplication application : applications) {
            orders.add(LedgerOrder.reserve(new Posting(
                    application.transferId(),
                    application.payerAccount(),
                    application.creditor().account(),
                    application.instructedAmount())));
        }
        return orders;
    }

    /** How the ledger is asked to reserve, and what is written with it. */
    private interface Reserving {
        Uni<List<PostingOutcome>> reserve(
                List<LedgerOrder> orders, Function<List<PostingOutcome>, Uni<Void>> alongside);
    }

    /** One batch under its locks. */
    private final class Batch {
        private final SqlConnection connection;
        private final List<Acceptance> acceptances;
        private final Found found;
        private final Instant now;
        private final @Nullable AcceptanceOutcome[] outcomes;
        private final Freshness fresh = new Freshness();

        Batch(SqlConnection connection, List<Acceptance> acceptances, Found found, Instant now) {
            this.connection = connection;
            this.acceptances = acceptances;
            this.found = found;
            this.now = now;
            this.outcomes = new AcceptanceOutcome[acceptances.size()];
        }

        Uni<List<AcceptanceOutcome>> run() {
            List<Integer> undecided = undecided();
            return checks.refusals(connection, applications(undecided), now, found.facts, found.books.accounts())
                    .chain(refusals -> reserve(standing(undecided, refusals), this::reserveFirst))
                    .map(accepted -> answers());
        }

        private List<Integer> undecided() {
            List<Integer> undecided = new ArrayList<>();
            for (int index = 0; index < acceptances.size(); index++) {
                Acceptance acceptance = acceptances.get(index);
                WindowTurn turn = acceptance.turn();
                outcomes[index] = turn != null && !found.windows.isTurn(turn)
                        ? new TurnLost()
                        : known(acceptance.application(), found.transfers.get(acceptance.transferId()));
                if (outcomes[index] == null) {
                    undecided.add(index);
                }
            }
            return undecided;
        }

        private List<Integer> standing(List<Integer> undecided, Map<TransferApplication, TransferRefusal> refusals) {
            List<Integer> standing = new ArrayList<>();
            for (int index : undecided) {
                TransferRefusal refusal = refusals.get(acceptances.get(index).application());
                if (refusal == null) {
                    standing.add(index);
                } else {
                    outcomes[index] = new Refused(refusal);
                }
            }
            return standing;
        }

        /** Those of one order or request meet in a batch too: what the first reserves, the next ones find taken. */
        private Uni<Void> reserve(List<Integer> standing, Reserving how) {
            List<Integer> reserving = new ArrayList<>();
            List<Integer> waiting = new ArrayList<>();
            for (int index : standing) {
                (fresh.take(acceptances.get(index).application()) ? reserving : waiting).add(index);
            }
            if (reserving.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            return how.reserve(reserving(applications(reserving)), reserved -> write(reserving, reserved))
                    .chain(reserved -> again(waiting));
        }

        private Uni<List<PostingOutcome>> reserveFirst(
                List<LedgerOrder> orders, Function<List<PostingOutcome>, Uni<Void>> alongside) {
            return ledger.apply(connection, orders, found.books, alongside);
        }

        /** The books are not what they were when they were locked: the batch itself has written to them. */
        private Uni<List<PostingOutcome>> reserveAgain(
                List<LedgerOrder> orders, Function<List<PostingOutcome>, Uni<Void>> alongside) {
            return ledger.apply(connection, orders, alongside);
        }

        /** What met another of the same order or request in this batch is decided after that one. */
        private Uni<Void> again(List<Integer> waiting) {
            List<Integer> free = new ArrayList<>();
            for (int index : waiting) {
                AcceptanceOutcome taken = fresh.taken(acceptances.get(index).application());
                if (taken == null) {
                    free.add(index);
                } else {
                    outcomes[index] = taken;
                }
            }
            return free.isEmpty() ? Uni.createFrom().voidItem() : reserve(free, this::reserveAgain);
        }

        private Uni<Void> write(List<Integer> reserving, List<PostingOutcome> reserved) {
            List<Acceptance> accepted = new ArrayList<>();
            for (int position = 0; position < reserving.size(); position++) {
                int index = reserving.get(position);
                Acceptance acceptance = acceptances.get(index);
                PostingOutcome outcome = reserved.get(position);
                if (outcome instanceof PostingOutcome.Reserved) {
                    accepted.add(acceptance);
                    fresh.accepted(acceptance.application());
                    outcomes[index] = new Accepted(acceptance.transferId(), now);
                } else if (outcome instanceof PostingOutcome.Declined declined) {
                    fresh.declined(acceptance.application());
                    outcomes[index] = new Refused(RequestChecks.of(declined.reason()));
                } else {
                    throw new IllegalStateException("The ledger knew a transfer that was only requested.");
                }
            }
            return accepted.isEmpty() ? Uni.createFrom().voidItem() : write(accepted);
        }

        private Uni<Void> write(List<Acceptance> accepted) {
            List<TransferApplication> unwritten = accepted.stream()
                    .map(Acceptance::application)
                    .filter(application -> !found.transfers.containsKey(application.transferId()))
                    .toList();
            return TransferRows.insert(connection, unwritten, now)
                    .invoke(inserted -> {
                        if (!inserted) {
                            throw new RepeatBatchException("A transfer was requested meanwhile.");
                        }
                    })
                    .chain(() -> Together.all(List.of(
                            consume(accepted),
                            found.windows.accept(accepted.stream()
                                    .map(Acceptance::turn)
                                    .filter(Objects::nonNull)
                                    .toList()),
                            outbox.write(connection, told(accepted)))));
        }

        private Uni<Void> consume(List<Acceptance> accepted) {
            Tuple row = Tuple.tuple()
                    .addArrayOfUUID(
                            accepted.stream().map(Acceptance::transferId).toArray(UUID[]::new))
                    .addArrayOfString(
                            accepted.stream().map(Acceptance::evidence).toArray(String[]::new))
                    .addOffsetDateTime(TransferRows.column(now))
                    .addOffsetDateTime(TransferRows.column(now.plus(config.claimDuration())));
            return connection
                    .preparedQuery(TransferSql.ACCEPT)
                    .execute(row)
                    .invoke(rows -> {
                        if (rows.rowCount() != accepted.size()) {
                            throw new IllegalStateException("A request changed under its lock.");
                        }
                    })
                    .replaceWithVoid();
        }

        /** The row's number is that of the request's event; acceptance counts on from it. */
        private List<OutgoingEvent> told(List<Acceptance> accepted) {
            List<OutgoingEvent> told = new ArrayList<>();
            for (Acceptance acceptance : accepted) {
                TransferApplication application = acceptance.application();
                CustomerCreditTransfer requested = found.transfers.get(application.transferId());
                if (requested == null) {
                    told.add(events.requested(application, FIRST, now));
                }
                long sequence = requested == null ? FIRST : requested.eventSequence();
                told.add(events.accepted(application, sequence + 1, now));
            }
            return told;
        }

        private List<TransferApplication> applications(List<Integer> indexes) {
            return indexes.stream()
                    .map(index -> acceptances.get(index).application())
                    .toList();
        }

        private List<AcceptanceOutcome> answers() {
            List<AcceptanceOutcome> answers = new ArrayList<>();
            for (AcceptanceOutcome outcome : outcomes) {
                answers.add(Objects.requireNonNull(outcome));
            }
            return answers;
        }
    }
}
