package dev.furikomi.audit.export;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.furikomi.audit.AuditedAccount;
import dev.furikomi.audit.AuditedTransfer;
import dev.furikomi.audit.JournalEntry;
import dev.furikomi.audit.LedgerSink;
import dev.furikomi.audit.Seal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Writes a ledger as lines of JSON, compressed by gzip. */
public final class ExportWriter implements LedgerSink, AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final JsonGenerator json;
    private long lines;
    private boolean isUnsealed;

    public ExportWriter(OutputStream out, ExportHead head) throws IOException {
        OutputStream zipped = new GZIPOutputStream(out, BUFFER) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        };
        json = new JsonFactory().createGenerator(zipped, JsonEncoding.UTF8);
        json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
        write("export", () -> {
            json.writeStringField("format", ExportHead.FORMAT);
            json.writeStringField("ledger", head.ledger());
            json.writeStringField("takenAt", head.takenAt());
            json.writeNumberField("accounts", head.accounts());
            json.writeNumberField("seals", head.seals());
            json.writeNumberField("entries", head.entries());
        });
    }

    private interface Fields {
        void write() throws IOException;
    }

    private void write(String type, Fields fields) {
        try {
            json.writeStartObject();
            json.writeStringField("type", type);
            fields.write();
            json.writeEndObject();
            lines++;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** 64 bits that many JSON readers would round stand as text. */
    private void text(String name, long value) throws IOException {
        json.writeStringField(name, Long.toString(value));
    }

    @Override
    public void account(AuditedAccount account) {
        write("account", () -> {
            json.writeNumberField("id", account.id());
            json.writeStringField("number", account.number());
            json.writeStringField("currency", account.currency());
            text("balanceMinor", account.balanceMinor());
            text("reservedMinor", account.reservedMinor());
        });
    }

    @Override
    public void transfer(AuditedTransfer transfer) {
        write("transfer", () -> {
            json.writeStringField("id", transfer.id().toString());
            json.writeNumberField("debitAccount", transfer.debitAccount());
            json.writeNumberField("creditAccount", transfer.creditAccount());
            text("amountMinor", transfer.amountMinor());
            json.writeStringField("currency", transfer.currency());
            json.writeStringField("status", transfer.status());
        });
    }

    @Override
    public void seal(Seal seal) {
        write("seal", () -> {
            json.writeNumberField("number", seal.number());
            json.writeStringField("kind", seal.kind().name());
            json.writeStringField("previousHash", seal.previousHash());
            text("cluster", seal.cluster());
            json.writeNumberField("xidOffset", seal.xidOffset());
            json.writeNumberField("fromWrittenIn", seal.range().fromWrittenIn());
            json.writeNumberField("fromId", seal.range().fromId());
            json.writeNumberField("toWrittenIn", seal.range().toWrittenIn());
            json.writeNumberField("toId", seal.range().toId());
            json.writeNumberField("count", seal.count());
            json.writeStringField("rowsHash", seal.rowsHash());
            json.writeBinaryField("contents", seal.contents().bytes());
            json.writeNumberField("sealedAtMicros", seal.sealedAtMicros());
            json.writeStringField("hash", seal.hash());
            if (seal.signature() != null) {
                json.writeStringField("signature", seal.signature());
            }
        });
    }

    @Override
    public void entry(JournalEntry entry) {
        write("entry", () -> {
            json.writeNumberField("id", entry.id());
            json.writeStringField("transferId", entry.transferId().toString());
            json.writeNumberField("debitAccount", entry.debitAccount());
            json.writeNumberField("creditAccount", entry.creditAccount());
            text("amountMinor", entry.amountMinor());
            json.writeStringField("currency", entry.currency());
            text("debitBalanceMinor", entry.debitBalanceMinor());
            text("creditBalanceMinor", entry.creditBalanceMinor());
            json.writeNumberField("bookedAtMicros", entry.bookedAtMicros());
            json.writeNumberField("writtenIn", entry.writtenIn());
            json.writeBooleanField("asItsTransfer", entry.asItsTransfer());
        });
    }

    @Override
    public void unsealed() {
        isUnsealed = true;
        write("unsealed", () -> {});
    }

    /** Writes the last line, without which the export is not whole. */
    public void finish() {
        if (!isUnsealed) {
            unsealed();
        }
        long before = lines;
        write("end", () -> json.writeNumberField("linesBefore", before));
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
