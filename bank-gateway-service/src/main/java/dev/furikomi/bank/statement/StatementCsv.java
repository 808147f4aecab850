package dev.furikomi.bank.statement;

import dev.furikomi.bank.statement.StatementEntry.PaidOrder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Entries as CSV (RFC 4180) in UTF-8. A text that a spreadsheet would take for a formula, or that begins with an
 * apostrophe, gets an apostrophe before it, so that taking one away gives the text again.
 */
public final class StatementCsv implements StatementSink {

    private static final List<String> HEADINGS = List.of(
            "id",
            "bookedAt",
            "transferId",
            "creditDebit",
            "amount",
            "currency",
            "balance",
            "counterpartyName",
            "counterpartyAccount",
            "merchant",
            "orderNumber",
            "requestId");

    /** Also in the wide forms that Japanese spreadsheets read alike. */
    private static final String BEGINS_FORMULA = "=+-@\t\r\n＝＋－＠'";

    private final Writer out;

    public StatementCsv(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    @Override
    public void begin(AccountStatement statement) throws IOException {
        begin();
    }

    /** Writes the headings. */
    public void begin() throws IOException {
        row(HEADINGS.stream());
    }

    @Override
    public void entries(List<StatementEntry> page) throws IOException {
        for (StatementEntry entry : page) {
            PaidOrder order = entry.order();
            row(Stream.of(
                    Long.toString(entry.id()),
                    entry.bookedAt().toString(),
                    entry.transferId().toString(),
                    entry.creditDebit().name(),
                    entry.amount().amount(),
                    entry.amount().currencyCode(),
                    entry.balance().amount(),
                    text(entry.counterparty().name()),
                    text(entry.counterparty().account()),
                    order == null ? "" : text(order.merchant()),
                    order == null ? "" : text(order.orderNumber()),
                    order == null ? "" : text(order.requestId())));
        }
    }

    @Override
    public void end() throws IOException {
        out.flush();
    }

    private void row(Stream<String> fields) throws IOException {
        out.write(fields.map(StatementCsv::quoted).collect(Collectors.joining(",", "", "\r\n")));
    }

    private static String text(String value) {
        return !value.isEmpty() && BEGINS_FORMULA.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(character -> character == ',' || character == '"' || character < ' ');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
