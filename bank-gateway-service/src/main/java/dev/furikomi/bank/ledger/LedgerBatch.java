package dev.furikomi.bank.ledger;

import dev.furikomi.bank.batch.RepeatBatchException;
import dev.furikomi.bank.batch.Together;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Moves money, and is the only code that does: any number of orders in the caller's transaction, in as many round trips
 * as one order takes. Locks the accounts in id order, reads what stands under the ids, lets {@link LedgerRules} decide
 * one by one in the given order, and writes everything in one statement.
 *
 * <p>The result is that of the orders one after the other. A declined order leaves nothing and does not disturb the
 * others.
 */
public final class LedgerBatch {

    private static final Function<List<PostingOutcome>, Uni<Void>> NOTHING_ELSE =
            outcomes -> Uni.createFrom().voidItem();

    private final Clock clock;
    private final ZoneId zone;

    /** @param zone where the bank's day begins */
    public LedgerBatch(Clock clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * Gives the outcomes in the orders' order. Fails with {@link RepeatBatchException} when somebody claimed one of
     * several ids meanwhile: the transaction is then to be rolled back and tried again.
     */
    public Uni<List<PostingOutcome>> apply(SqlConnection connection, List<? extends LedgerOrder> orders) {
        return lock(connection, orders)
                .chain(locked -> decideAndWrite(connection, orders, locked, NOTHING_ELSE))
                .chain(outcomes -> outcomes != null ? Uni.createFrom().item(outcomes) : repeat(connection, orders));
    }

    /**
     * The same, and on the way to the database with the write what else follows from the outcomes. An id that was claimed
     * meanwhile always fails the batch, because that was written already.
     *
     * @param alongside statements on the same connection, in whatever order with the ledger's
     */
    public Uni<List<PostingOutcome>> apply(
            SqlConnection connection,
            List<? extends LedgerOrder> orders,
            Function<List<PostingOutcome>, Uni<Void>> alongside) {
        return lock(connection, orders).chain(locked -> apply(connection, orders, locked, alongside));
    }

    /**
     * The same for orders whose accounts are locked already, so that the locks can be on the way with the caller's own.
     *
     * @param orders any of those that were given to {@link #lock}
     */
    public Uni<List<PostingOutcome>> apply(
            SqlConnection connection,
            List<? extends LedgerOrder> orders,
            LockedBooks locked,
            Function<List<PostingOutcome>, Uni<Void>> alongside) {
        return decideAndWrite(connection, orders, locked, alongside)
                .onItem()
                .ifNull()
                .failWith(() -> new RepeatBatchException("An id was claimed meanwhile."));
    }

    /**
     * Locks the orders' accounts in id order until the transaction ends. The transfers are read by a statement that begins
     * when the locks are there, and so sees all that they waited for.
     */
    public Uni<LockedBooks> lock(SqlConnection connection, List<? extends LedgerOrder> orders) {
        if (orders.isEmpty()) {
            return Uni.createFrom().item(LockedBooks.EMPTY);
        }
        Ids ids = new Ids(orders);
        return Together.all(accounts(connection, ids), LedgerRows.transfers(connection, ids.all), LockedBooks::new);
    }

    /** A single order wrote nothing when its id was claimed; that is committed now, so it is found. */
    private Uni<List<PostingOutcome>> repeat(SqlConnection connection, List<? extends LedgerOrder> orders) {
        if (orders.size() > 1) {
            return Uni.createFrom().failure(new RepeatBatchException("An id was claimed meanwhile."));
        }
        return lock(connection, orders)
                .chain(locked -> decideAndWrite(connection, orders, locked, NOTHING_ELSE))
                .onItem()
                .ifNull()
                .failWith(() -> new RepeatBatchException("A reservation changed under its accounts' locks."));
    }

    private static Uni<List<LedgerAccount>> accounts(SqlConnection connection, Ids ids) {
        if (ids.settled.isEmpty()) {
            return LedgerRows.accounts(connection, LedgerSql.LOCK_ACCOUNTS, ids.accounts);
        }
        Tuple keys = Tuple.tuple()
                .addArrayOfString(ids.accounts.toArray(String[]::new))
                .addArrayOfUUID(ids.settled.toArray(UUID[]::new));
        return connection
                .preparedQuery(LedgerSql.LOCK_ACCOUNTS_OF_TRANSFERS)
                .execute(keys)
                .map(LedgerRows::accounts);
    }

    private Uni<@Nullable List<PostingOutcome>> decideAndWrite(
            SqlConnection connection,
            List<? extends LedgerOrder> orders,
            LockedBooks locked,
            Function<List<PostingOutcome>, Uni<Void>> alongside) {
        return limits(connection, locked.accounts()).chain(limits -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            BatchBooks books = new BatchBooks(now, zone, locked.accounts(), locked.transfers(), limits);
            List<PostingOutcome> outcomes = new ArrayList<>(orders.size());
            orders.forEach(order -> outcomes.add(books.decide(order)));
            return Together.both(write(connection, books, now), alongside.apply(outcomes))
                    .map(whole -> whole ? outcomes : null);
        });
    }

    private static Uni<List<CustomerLimit>> limits(SqlConnection connection, List<LedgerAccount> accounts) {
        Set<String> customers = new HashSet<>();
        for (LedgerAccount account : accounts) {
            String customer = account.limitedCustomer();
            if (customer != null) {
                customers.add(customer);
            }
        }
        return customers.isEmpty() ? Uni.createFrom().item(List.of()) : LedgerRows.limits(connection, customers);
    }

    private static Uni<Boolean> write(SqlConnection connection, BatchBooks books, Instant now) {
        if (books.isUnchanged()) {
            return Uni.createFrom().item(true);
        }
        Uni<Boolean> written = connection
                .preparedQuery(LedgerSql.WRITE)
                .execute(BatchRows.write(books, now))
                .map(LedgerBatch::answer);
        Collection<CustomerLimit> used = books.limitChanges();
        return used.isEmpty()
                ? written
                : written.chain(whole -> whole
                        ? connection
                                .preparedQuery(LedgerSql.USE_LIMITS)
                                .execute(BatchRows.use(used))
                                .replaceWith(true)
                        : Uni.createFrom().item(false));
    }

    private static boolean answer(RowSet<Row> rows) {
        return rows.iterator().next().getBoolean(0);
    }

    private static @Nullable Posting posting(LedgerOrder order) {
        if (order instanceof LedgerOrder.Direct direct) {
            return direct.posting();
        }
        return order instanceof LedgerOrder.Reserve reserve ? reserve.posting() : null;
    }

    /** What has to be looked at for the orders. */
    private static final class Ids {
        private final Set<String> accounts = new HashSet<>();
        private final Set<UUID> settled = new HashSet<>();
        private final Set<UUID> all = new HashSet<>();

        Ids(List<? extends LedgerOrder> orders) {
            for (LedgerOrder order : orders) {
                Posting posting = posting(order);
                if (posting == null) {
                    settled.add(order.transferId());
                } else {
                    accounts.add(posting.debitAccount());
                    accounts.add(posting.creditAccount());
                }
                all.add(order.transferId());
            }
        }
    }
}
