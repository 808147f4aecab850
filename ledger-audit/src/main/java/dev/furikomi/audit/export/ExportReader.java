package dev.furikomi.audit.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.furikomi.audit.AuditedAccount;
import dev.furikomi.audit.AuditedTransfer;
import dev.furikomi.audit.JournalEntry;
import dev.furikomi.audit.LedgerSink;
import dev.furikomi.audit.Seal;
import dev.furikomi.audit.SealContents;
import dev.furikomi.audit.SealRange;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads an export line by line. */
public final class ExportReader implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final JsonParser json;
    private final Line line = new Line();
    private final ExportHead head;
    private long lines;
    private @Nullable Seal lastSeal;
    private @Nullable JournalEntry lastEntry;

    public ExportReader(InputStream in) throws IOException, MalformedExportException {
        try {
            json = new JsonFactory().createParser(new GZIPInputStream(in, BUFFER));
            if (!next() || !line.type().equals("export")) {
                throw new MalformedExportException(1, "not an export of a ledger");
            }
            if (!line.text("format").equals(ExportHead.FORMAT)) {
                throw new MalformedExportException(1, "an export of another format than " + ExportHead.FORMAT);
            }
            head = new ExportHead(
                    line.text("ledger"),
                    line.text("takenAt"),
                    line.number("accounts"),
                    line.number("seals"),
                    line.number("entries"));
        } catch (ZipException | EOFException notZipped) {
            throw new MalformedExportException(1, "not compressed by gzip, or cut off");
        } catch (JsonProcessingException | IllegalArgumentException malformed) {
            throw new MalformedExportException(1, "not a line of an export");
        }
    }

    public ExportHead head() {
        return head;
    }

    /** Reads all that follows the first line. */
    public void read(LedgerSink sink) throws IOException, MalformedExportException {
        try {
            while (next()) {
                if (line.type().equals("end")) {
                    end();
                    return;
                }
                hand(sink);
            }
        } catch (ZipException | EOFException cut) {
            throw new MalformedExportException(lines, "the file is damaged or cut off here" + lastRow());
        } catch (JsonProcessingException | IllegalArgumentException malformed) {
            throw new MalformedExportException(lines, "not a line of an export" + lastRow());
        }
        throw new MalformedExportException(lines, "the file ends here without its last line" + lastRow());
    }

    private void end() throws IOException, MalformedExportException {
        if (line.number("linesBefore") != lines - 1) {
            throw new MalformedExportException(lines, "lines are missing or added before this one", true);
        }
        if (next()) {
            throw new MalformedExportException(lines, "something follows the last line");
        }
    }

    /** The row after which something is wrong; a line that cannot be read does not say which row it is. */
    private String lastRow() {
        String row = "";
        if (lastEntry != null) {
            row = "entry " + lastEntry.id() + ", transfer " + lastEntry.transferId();
        }
        if (lastSeal != null) {
            row = "seal " + lastSeal.number() + (row.isEmpty() ? "" : ", " + row);
        }
        return row.isEmpty() ? "" : "; the last whole row before it: " + row;
    }

    private boolean next() throws IOException {
        lines++;
        JsonToken token = json.nextToken();
        if (token == null) {
            lines--;
            return false;
        }
        line.read(json, token);
        return true;
    }

    private void hand(LedgerSink sink) throws MalformedExportException {
        switch (line.type()) {
            case "entry" -> {
                JournalEntry entry = entry();
                sink.entry(entry);
                lastEntry = entry;
            }
            case "seal" -> {
                Seal seal = seal();
                sink.seal(seal);
                lastSeal = seal;
                lastEntry = null;
            }
            case "account" ->
                sink.account(new AuditedAccount(
                        line.number("id"),
                        line.text("number"),
                        line.text("currency"),
                        line.number("balanceMinor"),
                        line.number("reservedMinor")));
            case "transfer" ->
                sink.transfer(new AuditedTransfer(
                        UUID.fromString(line.text("id")),
                        line.number("debitAccount"),
                        line.number("creditAccount"),
                        line.number("amountMinor"),
                        line.text("currency"),
                        line.text("status")));
            case "unsealed" -> {
                sink.unsealed();
                lastEntry = null;
            }
            default -> throw new MalformedExportException(lines, "a line of no known type");
        }
    }

    private JournalEntry entry() {
        return new JournalEntry(
                line.number("id"),
                UUID.fromString(line.text("transferId")),
                line.number("debitAccount"),
                line.number("creditAccount"),
                line.number("amountMinor"),
                line.text("currency"),
                line.number("debitBalanceMinor"),
                line.number("creditBalanceMinor"),
                line.number("bookedAtMicros"),
                line.number("writtenIn"),
                line.text("asItsTransfer").equals("true"));
    }

    private Seal seal() {
        return new Seal(
                line.number("number"),
                Seal.Kind.valueOf(line.text("kind")),
                line.text("previousHash"),
                line.number("cluster"),
                line.number("xidOffset"),
                new SealRange(
                        line.number("fromWrittenIn"),
                        line.number("fromId"),
                        line.number("toWrittenIn"),
                        line.number("toId")),
                line.number("count"),
                line.text("rowsHash"),
                new SealContents(Base64.getDecoder().decode(line.text("contents"))),
                line.number("sealedAtMicros"),
                line.text("hash"),
                line.optional("signature"));
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
