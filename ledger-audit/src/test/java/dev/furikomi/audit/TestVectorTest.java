package dev.furikomi.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The test vector of docs/ledger-audit.md, put together byte by byte as that page says, not by the product's encoder. */
class TestVectorTest {

    private static final UUID FIRST = UUID.fromString("01935b8e-0000-7000-8000-000000000001");
    private static final UUID SECOND = UUID.fromString("01935b8e-0000-7000-8000-000000000002");

    private final Seal seal = new Seal.Builder()
            .add(
                    new JournalEntry(1, FIRST, 10, 20, 5400, "JPY", -5400, 5400, 1_763_856_000_000_000L, 800, true),
                    "funding-jpy",
                    "1234567")
            .add(
                    new JournalEntry(2, SECOND, 20, 30, 1200, "JPY", 4200, 1200, 1_763_856_000_250_000L, 801, true),
                    "1234567",
                    "花や")
            .build(
                    Seal.Kind.ENTRIES,
                    null,
                    7_574_000_000_000_000_001L,
                    0,
                    SealRange.BEGINNING.upTo(802, 0),
                    1_763_856_005_000_000L);

    @Test
    void isWhatThePageSaysByteByByte() throws Exception {
        byte[] first = entry(1, FIRST, "funding-jpy", "1234567", 5400, -5400, 5400, 1_763_856_000_000_000L, 800);
        byte[] second = entry(2, SECOND, "1234567", "花や", 1200, 4200, 1200, 1_763_856_000_250_000L, 801);
        byte[] rows = sha256(bytes(out -> {
            out.writeBytes("furikomi-journal-rows/1\n");
            out.write(first);
            out.write(second);
        }));
        byte[] contents = bytes(out -> {
            // Differences +1 and +1, in zigzag 2 and 2.
            out.write(2);
            out.write(first, 0, 8);
            out.write(2);
            out.write(second, 0, 8);
        });
        byte[] hash = sha256(bytes(out -> {
            out.writeBytes("furikomi-journal-seal/1\n");
            out.writeByte(0);
            out.writeLong(1);
            out.writeLong(7_574_000_000_000_000_001L);
            out.writeLong(0);
            out.writeLong(0);
            out.writeLong(0);
            out.writeLong(802);
            out.writeLong(0);
            out.writeLong(2);
            out.writeLong(1_763_856_005_000_000L);
            out.write(new byte[32]);
            out.write(rows);
            out.write(sha256(contents));
        }));

        assertThat(seal.rowsHash()).isEqualTo(HexFormat.of().formatHex(rows));
        assertThat(seal.contents().bytes()).isEqualTo(contents);
        assertThat(seal.hash()).isEqualTo(HexFormat.of().formatHex(hash));
    }

    @Test
    void isWhatThePageSaysInDigits() {
        assertThat(seal.rowsHash()).isEqualTo("e7b99bdb7f0595042117751720622ac079a87d12509d8eefce16d6a697ae27e3");
        assertThat(Base64.getEncoder().encodeToString(seal.contents().bytes())).isEqualTo("AoIH6sOz1QOkAtecwgSjv4FI");
        assertThat(seal.hash()).isEqualTo("22fe525de08e90bc287c4cadd193e8db352994af54458a569afe7d28ffb59757");
    }

    private static byte[] entry(
            long id,
            UUID transfer,
            String debit,
            String credit,
            long amount,
            long debitBalance,
            long creditBalance,
            long bookedAt,
            long writtenIn)
            throws Exception {
        return sha256(bytes(out -> {
            out.writeBytes("furikomi-journal-entry/1\n");
            out.writeLong(id);
            out.writeLong(transfer.getMostSignificantBits());
            out.writeLong(transfer.getLeastSignificantBits());
            // Two bytes of length and the text, as docs/ledger-audit.md says.
            for (String number : new String[] {debit, credit}) {
                byte[] text = number.getBytes(StandardCharsets.UTF_8);
                out.writeShort(text.length);
                out.write(text);
            }
            out.writeLong(amount);
            out.writeShort(3);
            out.writeBytes("JPY");
            out.writeLong(debitBalance);
            out.writeLong(creditBalance);
            out.writeLong(bookedAt);
            out.writeLong(writtenIn);
        }));
    }

    private interface Content {
        void write(DataOutputStream out) throws Exception;
    }

    private static byte[] bytes(Content content) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        content.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static byte[] sha256(byte[] bytes) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }
}
