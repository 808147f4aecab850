package dev.furikomi.card.software;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.furikomi.card.Fixtures;
import dev.furikomi.card.issuing.CardIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Any bytes as commands, as other people's tools send them over the virtual reader: each gets an answer with a status. */
class SoftwareCardFuzzTest {

    private static final byte[] SELECT = {0x00, (byte) 0xA4, 0x04, 0x00, 0x05, (byte) 0xA0, 0x00, 0x00, 0x03, 0x08};
    private static final int[] INSTRUCTIONS = {
        0xA4, 0xC0, 0xCB, 0xDB, 0x20, 0x24, 0x2C, 0x87, 0x47, 0xFD, 0xF8, 0xF7, 0xFB, 0xFF, 0xF6, 0xF9
    };
    private static final Path CARD = issue();

    @FuzzTest(maxDuration = "60s")
    void answersEachCommand(FuzzedDataProvider reader) throws IOException {
        Path file = Files.createTempFile(CARD.getParent(), "fuzz", ".card.json");
        try {
            Files.copy(CARD, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            SoftwareCard card = SoftwareCard.powerOn(SoftwareCardFile.open(file));
            check(card.transmit(SELECT));
            for (int commands = 0; commands < 8 && reader.remainingBytes() > 0; commands++) {
                check(card.transmit(command(reader)));
            }
            SoftwareCard.powerOn(SoftwareCardFile.open(file)); // What is on disk is still a card.
        } finally {
            Files.delete(file);
        }
    }

    private static byte[] command(FuzzedDataProvider reader) {
        byte[] raw = reader.consumeBytes(reader.consumeInt(0, 300));
        if (raw.length > 4 && reader.consumeBoolean()) {
            raw[0] = (byte) (raw[0] & 0x10);
            raw[1] = (byte) reader.pickValue(INSTRUCTIONS);
            if (raw.length <= 260) {
                raw[4] = (byte) (raw.length - 5);
            }
        }
        return raw;
    }

    private static void check(Optional<byte[]> answer) {
        if (answer.isEmpty() || answer.get().length < 2 || answer.get().length > 258) {
            throw new AssertionError("not an answer with a status word");
        }
    }

    private static Path issue() {
        try {
            Path directory = Files.createTempDirectory("software-card-fuzz");
            directory.toFile().deleteOnExit();
            Path card = directory.resolve("card.card.json");
            new CardIssuer(Fixtures.MINATO_KEYS.cardAuthority())
                    .issue(card, "Fuzz", Fixtures.ACCOUNT_REFERENCE, Fixtures.ONE_YEAR);
            card.toFile().deleteOnExit();
            return card;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
