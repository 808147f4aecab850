package dev.furikomi.bank.ledger;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a batch is handed to the database: an array for each column. */
final class BatchRows {

    private BatchRows() {}

    /** The parameters of {@link LedgerSql#WRITE}. */
    static Tuple write(BatchBooks books, Instant now) {
        Tuple tuple = Tuple.tuple();
        addWritten(tuple, books, now);
        addSettled(tuple, books);
        addEntries(tuple, books);
        addAccounts(tuple, books);
        return tuple;
    }

    /** The parameters of {@link LedgerSql#USE_LIMITS}. */
    static Tuple use(Collection<CustomerLimit> limits) {
        return Tuple.tuple()
                .addArrayOfString(strings(limits, CustomerLimit::customerId))
                .addArrayOfString(strings(limits, CustomerLimit::currency))
                .addArrayOfLocalDate(limits.stream().map(CustomerLimit::day).toArray(LocalDate[]::new))
                .addArrayOfLong(longs(limits, CustomerLimit::usedMinor));
    }

    private static void addWritten(Tuple tuple, BatchBooks books, Instant now) {
        Collection<LedgerTransfer> written = books.written();
        tuple.addArrayOfUUID(ids(written))
                .addArrayOfLong(longs(written, transfer -> books.accountId(transfer.debitAccount())))
                .addArrayOfLong(longs(written, transfer -> books.accountId(transfer.creditAccount())))
                .addArrayOfLong(longs(written, transfer -> transfer.amount().amountMinor()))
                .addArrayOfString(strings(written, transfer -> transfer.amount().currencyCode()))
                .addArrayOfBoolean(
                        written.stream().map(LedgerTransfer::twoPhase).toArray(Boolean[]::new))
                .addArrayOfString(strings(written, transfer -> transfer.status().name()))
                .addArrayOfOffsetDateTime(times(written, LedgerTransfer::settledAt))
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
    }

    private static void addSettled(Tuple tuple, BatchBooks books) {
        Collection<LedgerTransfer> settled = books.settled();
        tuple.addArrayOfUUID(ids(settled))
                .addArrayOfString(strings(settled, transfer -> transfer.status().name()))
                .addArrayOfOffsetDateTime(times(settled, LedgerTransfer::settledAt));
    }

    private static void addEntries(Tuple tuple, BatchBooks books) {
        List<BatchBooks.JournalEntry> entries = books.entries();
        tuple.addArrayOfUUID(
                        entries.stream().map(entry -> entry.transfer().id()).toArray(UUID[]::new))
                .addArrayOfLong(longs(entries, entry -> entry.debit().id()))
                .addArrayOfLong(longs(entries, entry -> entry.credit().id()))
                .addArrayOfLong(
                        longs(entries, entry -> entry.transfer().amount().amountMinor()))
                .addArrayOfString(
                        strings(entries, entry -> entry.transfer().amount().currencyCode()))
                .addArrayOfLong(longs(entries, entry -> entry.debit().balanceMinor()))
                .addArrayOfLong(longs(entries, entry -> entry.credit().balanceMinor()))
                .addArrayOfOffsetDateTime(times(entries, BatchBooks.JournalEntry::bookedAt));
    }

    private static void addAccounts(Tuple tuple, BatchBooks books) {
        List<BatchBooks.AccountChange> changes = books.accountChanges();
        tuple.addArrayOfLong(longs(changes, change -> change.after().id()))
                .addArrayOfLong(longs(
                        changes,
                        change ->
                                change.after().balanceMinor() - change.before().balanceMinor()))
                .addArrayOfLong(longs(
                        changes,
                        change ->
                                change.after().reservedMinor() - change.before().reservedMinor()))
                .addArrayOfOffsetDateTime(
                        times(changes, change -> change.after().bookedUntil()));
    }

    private static UUID[] ids(Collection<LedgerTransfer> transfers) {
        return transfers.stream().map(LedgerTransfer::id).toArray(UUID[]::new);
    }

    private static <T> Long[] longs(Collection<T> rows, Function<T, Long> column) {
        return rows.stream().map(column).toArray(Long[]::new);
    }

    private static <T> String[] strings(Collection<T> rows, Function<T, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    private static <T> OffsetDateTime[] times(Collection<T> rows, Function<T, @Nullable Instant> column) {
        return rows.stream()
                .map(row -> {
                    Instant instant = column.apply(row);
                    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
                })
                .toArray(OffsetDateTime[]::new);
    }
}
