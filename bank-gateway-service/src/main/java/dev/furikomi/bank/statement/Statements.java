package dev.furikomi.bank.statement;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads accounts' statements. Each answer comes from one statement of the database and so from one snapshot. What was
 * booked stays as it is; a moment that has only just passed may still get entries of transactions under way.
 */
@ApplicationScoped
public class Statements {

    private final Pool pool;
    private final Clock clock;

    Statements(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** What the account held at a moment that is not to come, or holds now when none is named. */
    public Uni<Optional<AccountBalance>> balance(String number, @Nullable Instant moment) {
        Instant at = moment == null ? clock.instant() : moment;
        return pool.preparedQuery(StatementSql.BALANCE)
                .execute(Tuple.of(
                        number, stored(at.truncatedTo(ChronoUnit.MICROS).plus(1, ChronoUnit.MICROS))))
                .map(rows -> StatementRows.first(rows, row -> StatementRows.balance(row, at, moment == null)));
    }

    /** A page of the account's entries. */
    public Uni<Optional<EntryPage>> entries(
            String number, Period period, EntryOrder order, int limit, @Nullable EntryKey after) {
        return account(number)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : page(found.get(), period, order, limit, after).map(Optional::of));
    }

    /** A statement without its entries; they are read by {@link #next}. */
    public Uni<Optional<AccountStatement>> statement(String number, Period period) {
        Instant now = clock.instant();
        Period past = new Period(period.from(), period.to().isAfter(now) ? now : period.to());
        return pool.preparedQuery(StatementSql.STATEMENT)
                .execute(Tuple.of(
                        number,
                        stored(EntryKey.before(past.from()).bookedAt()),
                        stored(EntryKey.before(past.to()).bookedAt())))
                .map(rows -> StatementRows.first(rows, row -> StatementRows.statement(row, past, now)));
    }

    /** The statement's entries after this one, oldest first; none when it was the last. */
    public Uni<List<StatementEntry>> next(AccountStatement statement, EntryKey after, int limit, boolean creditsOnly) {
        String sql = creditsOnly ? StatementSql.credits(limit) : StatementSql.entries(EntryOrder.OLDEST, limit);
        EntryKey end =
                new EntryKey(statement.last().bookedAt(), statement.last().id() + 1);
        return pool.preparedQuery(sql)
                .execute(between(statement.account(), after, end))
                .map(rows -> StatementRows.entries(statement.account(), rows));
    }

    /** The account, if there is one. */
    public Uni<Optional<StatementAccount>> account(String number) {
        return pool.preparedQuery(StatementSql.ACCOUNT)
                .execute(Tuple.of(number))
                .map(rows -> StatementRows.first(rows, StatementRows::account));
    }

    /** What one transfer brought to the account, if it did. */
    public Uni<Optional<StatementEntry>> credit(StatementAccount account, UUID transferId) {
        return pool.preparedQuery(StatementSql.CREDIT_OF_TRANSFER)
                .execute(Tuple.of(account.id(), transferId))
                .map(rows -> StatementRows.first(rows, row -> StatementRows.entry(account, row)));
    }

    private Uni<EntryPage> page(
            StatementAccount account, Period period, EntryOrder order, int limit, @Nullable EntryKey after) {
        EntryKey first = EntryKey.before(period.from());
        EntryKey end = EntryKey.before(period.to());
        if (after != null && order == EntryOrder.OLDEST) {
            first = isLater(after, first) ? after : first;
        } else if (after != null) {
            end = isLater(after, end) ? end : after;
        }
        return pool.preparedQuery(StatementSql.entries(order, limit + 1))
                .execute(between(account, first, end))
                .map(rows -> page(account, order, limit, StatementRows.entries(account, rows)));
    }

    private static EntryPage page(StatementAccount account, EntryOrder order, int limit, List<StatementEntry> found) {
        if (found.size() <= limit) {
            return new EntryPage(account, found, null);
        }
        List<StatementEntry> shown = List.copyOf(found.subList(0, limit));
        return new EntryPage(
                account, shown, new EntryCursor(order, shown.get(limit - 1).key()));
    }

    private static boolean isLater(EntryKey one, EntryKey other) {
        int moments = one.bookedAt().compareTo(other.bookedAt());
        return moments > 0 || (moments == 0 && one.id() > other.id());
    }

    private static Tuple between(StatementAccount account, EntryKey first, EntryKey end) {
        return Tuple.of(account.id(), stored(first.bookedAt()), first.id(), stored(end.bookedAt()), end.id());
    }

    private static OffsetDateTime stored(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
