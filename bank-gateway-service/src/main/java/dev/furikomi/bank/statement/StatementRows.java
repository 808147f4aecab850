package dev.furikomi.bank.statement;

import dev.furikomi.bank.statement.AccountStatement.Totals;
import dev.furikomi.bank.statement.StatementEntry.Counterparty;
import dev.furikomi.bank.statement.StatementEntry.PaidOrder;
import dev.furikomi.events.Money;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads what {@link StatementSql} asks for. */
final class StatementRows {

    private StatementRows() {}

    static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> read) {
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(read.apply(rows.iterator().next()));
    }

    static StatementAccount account(Row row) {
        return new StatementAccount(
                row.getLong("id"), row.getString("number"), row.getString("holder"), row.getString("currency"));
    }

    static List<StatementEntry> entries(StatementAccount account, RowSet<Row> rows) {
        List<StatementEntry> entries = new ArrayList<>(rows.size());
        rows.forEach(row -> entries.add(entry(account, row)));
        return entries;
    }

    static StatementEntry entry(StatementAccount account, Row row) {
        long signedMinor = row.getLong("signed_minor");
        String shownPayee = row.getString("creditor_name");
        String holder = row.getString("counter_holder");
        return new StatementEntry(
                row.getLong("id"),
                row.getUUID("transfer_id"),
                row.getOffsetDateTime("booked_at").toInstant(),
                CreditDebit.of(signedMinor),
                account.money(Math.abs(signedMinor)),
                account.money(row.getLong("balance_minor")),
                new Counterparty(
                        signedMinor < 0 && shownPayee != null ? shownPayee : holder, row.getString("counter_number")),
                row.getString("order_number") == null
                        ? null
                        : new PaidOrder(
                                row.getString("merchant"), row.getString("order_number"), row.getString("request_id")));
    }

    /** Now, or at a past moment. */
    static AccountBalance balance(Row row, Instant at, boolean now) {
        String currency = row.getString("currency");
        long booked = row.getLong("balance_minor");
        long reserved = row.getLong("reserved_minor");
        long creditLine = row.getLong("overdraft_limit_minor");
        return new AccountBalance(
                row.getString("number"),
                at,
                Money.ofMinor(now ? booked : row.getLong("past_minor"), currency),
                Money.ofMinor(booked, currency),
                Money.ofMinor(reserved, currency),
                Money.ofMinor(creditLine, currency),
                Money.ofMinor(booked - reserved + creditLine, currency));
    }

    static AccountStatement statement(Row row, Period period, Instant madeAt) {
        EntryKey first = EntryKey.before(period.from());
        OffsetDateTime lastBookedAt = row.getOffsetDateTime("last_booked_at");
        return new AccountStatement(
                account(row),
                period,
                madeAt,
                row.getLong("opening_minor"),
                row.getLong("closing_minor"),
                new Totals(row.getLong("credits"), row.getBigDecimal("credit_minor")),
                new Totals(row.getLong("debits"), row.getBigDecimal("debit_minor")),
                first,
                lastBookedAt == null ? first : new EntryKey(lastBookedAt.toInstant(), row.getLong("last_id")));
    }
}
