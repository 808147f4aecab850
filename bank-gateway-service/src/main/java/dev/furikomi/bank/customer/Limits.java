package dev.furikomi.bank.customer;

import dev.furikomi.bank.ledger.LedgerConfig;
import dev.furikomi.events.Money;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The customers' limits as staff sets them; the ledger keeps to them under the accounts' locks. The order of locks is
 * customer, accounts by id, limit: that of who opens an account for the customer, and of the ledger.
 */
@ApplicationScoped
public class Limits {

    /** Who opens or moves an account for the customer locks the same row, so that no account is missed. */
    private static final String LOCK_CUSTOMER = "select id from customer where id = $1 for no key update";

    private static final String LOCK_ACCOUNTS =
            "select id from account where customer_id = $1 order by id for no key update";

    private static final String SET = """
            insert into customer_limit (customer_id, currency, per_transfer_minor, per_day_minor)
            values ($1, $2, $3, $4)
            on conflict (customer_id, currency)
            do update set per_transfer_minor = excluded.per_transfer_minor, per_day_minor = excluded.per_day_minor""";

    private static final String REMOVE = "delete from customer_limit where customer_id = $1 and currency = $2";

    private static final String MARK_ACCOUNTS = """
            update account a set limited = l.any
              from (select exists (select from customer_limit where customer_id = $1) as any) l
             where a.customer_id = $1 and a.limited <> l.any""";

    private static final String FIND = """
            select per_transfer_minor, per_day_minor, day, used_minor
              from customer_limit where customer_id = $1 and currency = $2""";

    private final Pool pool;
    private final Clock clock;
    private final ZoneId zone;

    Limits(Pool pool, Clock clock, LedgerConfig ledger) {
        this.pool = pool;
        this.clock = clock;
        this.zone = ledger.timeZone();
    }

    /**
     * Sets both limits, null being none; the day's use stays.
     *
     * @return false when there is no such customer
     */
    public Uni<Boolean> set(
            String customerId, String currency, @Nullable Long perTransferMinor, @Nullable Long perDayMinor) {
        return locked(customerId, connection -> connection
                .preparedQuery(SET)
                .execute(Tuple.of(customerId, currency, perTransferMinor, perDayMinor))
                .replaceWithVoid());
    }

    /**
     * Removes the limits with the day's use.
     *
     * @return false when there is no such customer
     */
    public Uni<Boolean> remove(String customerId, String currency) {
        return locked(customerId, connection -> connection
                .preparedQuery(REMOVE)
                .execute(Tuple.of(customerId, currency))
                .replaceWithVoid());
    }

    /** The customer's limits in this currency, if any were set. */
    public Uni<Optional<AgreedLimits>> find(String customerId, String currency) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(customerId, currency))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(
                                limits(customerId, currency, rows.iterator().next())));
    }

    /** Whether there is such a customer at all. */
    public Uni<Boolean> isCustomer(String customerId) {
        return pool.preparedQuery("select from customer where id = $1")
                .execute(Tuple.of(customerId))
                .map(rows -> rows.size() > 0);
    }

    private Uni<Boolean> locked(String customerId, Function<SqlConnection, Uni<Void>> change) {
        Tuple customer = Tuple.of(customerId);
        return pool.withTransaction(connection -> connection
                .preparedQuery(LOCK_CUSTOMER)
                .execute(customer)
                .chain(found -> found.size() == 0
                        ? Uni.createFrom().item(false)
                        : connection
                                .preparedQuery(LOCK_ACCOUNTS)
                                .execute(customer)
                                .chain(() -> change.apply(connection))
                                .chain(() ->
                                        connection.preparedQuery(MARK_ACCOUNTS).execute(customer))
                                .replaceWith(true)));
    }

    private AgreedLimits limits(String customerId, String currency, Row row) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        LocalDate used = row.getLocalDate("day");
        return new AgreedLimits(
                customerId,
                currency,
                money(row.getLong("per_transfer_minor"), currency),
                money(row.getLong("per_day_minor"), currency),
                today,
                Money.ofMinor(today.isAfter(used) ? 0 : row.getLong("used_minor"), currency));
    }

    private static @Nullable Money money(@Nullable Long minor, String currency) {
        return minor == null ? null : Money.ofMinor(minor, currency);
    }
}
