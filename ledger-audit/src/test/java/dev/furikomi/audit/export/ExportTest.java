package dev.furikomi.audit.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.furikomi.audit.LedgerVerifier;
import dev.furikomi.audit.SampleLedger;
import dev.furikomi.audit.VerificationReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An export says the same as the ledger, and a damaged one says nothing. */
class ExportTest {

    private final SampleLedger ledger = SampleLedger.atRandom(42);
    private final byte[] export = export(ledger);

    @Test
    void provesWhatTheLedgerProves() throws Exception {
        LedgerVerifier direct = new LedgerVerifier(LedgerVerifier.Expectations.none());
        ledger.replay(direct);

        VerificationReport report = verify(export);

        assertThat(report).isEqualTo(direct.report());
        assertThat(report.isProven()).isTrue();
        assertThat(report.sealedEntries()).isPositive();
    }

    @Test
    void isNothingWhenItIsCutOff() {
        for (int length = 0; length < export.length; length += 7) {
            byte[] cut = Arrays.copyOf(export, length);

            assertThatThrownBy(() -> verify(cut)).isInstanceOf(MalformedExportException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
            what                            | instead
            \\{"type":"end".*               | ''
            \\{"type":"account".*\\n        | ''
            "type":"unsealed"               | "type":"else"
            "type":"end"                    | "type":"unsealed"
            "writtenIn":[0-9]+              | "writtenIn":"many"
            "writtenIn":[0-9]+              | "writtenIn":{}
            "transferId":"[^"]+"            | "transferId":"x"
            furikomi-ledger-export/1        | furikomi-ledger-export/2
            """)
    void isNothingWhenALineIsNotOfAnExport(String what, String instead) throws IOException {
        String text = new String(
                new GZIPInputStream(new ByteArrayInputStream(export)).readAllBytes(), StandardCharsets.UTF_8);
        String other = text.replaceFirst(what, instead);
        assertThat(other).isNotEqualTo(text);
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(other.getBytes(StandardCharsets.UTF_8));
        }

        assertThatThrownBy(() -> verify(zipped.toByteArray())).isInstanceOf(MalformedExportException.class);
    }

    private static byte[] export(SampleLedger ledger) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ExportWriter writer =
                new ExportWriter(out, new ExportHead("Minato Bank", "2026-11-23T00:00:00Z", 1, 2, 3))) {
            ledger.replay(writer);
            writer.finish();
        } catch (IOException bug) {
            throw new IllegalStateException(bug);
        }
        return out.toByteArray();
    }

    private static VerificationReport verify(byte[] export) throws IOException, MalformedExportException {
        LedgerVerifier verifier = new LedgerVerifier(LedgerVerifier.Expectations.none());
        try (ExportReader reader = new ExportReader(new ByteArrayInputStream(export))) {
            reader.read(verifier);
        }
        return verifier.report();
    }
}
