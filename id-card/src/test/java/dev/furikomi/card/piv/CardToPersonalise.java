package dev.furikomi.card.piv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.card.apdu.CardConnection;
import dev.furikomi.card.software.CardSettings;
import dev.furikomi.card.software.SoftwareCard;
import dev.furikomi.card.software.SoftwareCardFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import javax.smartcardio.ResponseAPDU;
import org.junit.jupiter.api.io.TempDir;

/** A blank software card and the session that fills it. */
abstract class CardToPersonalise {

    static final byte[] PIN = ascii(SoftwareCardFile.PIN_OF_NEW_CARDS);
    static final byte[] PUK = ascii("87654321");

    @TempDir
    Path directory;

    SoftwareCardFile blankCard(CardSettings settings) throws IOException {
        return SoftwareCardFile.create(directory.resolve(UUID.randomUUID() + ".card.json"), "A card", settings);
    }

    static PivPersonalisation authenticated(PivSession session, SoftwareCardFile file) throws IOException {
        try (ManagementKey key = file.managementKey().orElseThrow()) {
            return value(PivPersonalisation.authenticate(session, key));
        }
    }

    static CardConnection connection(SoftwareCardFile file) throws IOException {
        return connection(SoftwareCard.powerOn(file));
    }

    static CardConnection connection(SoftwareCard card) {
        return command -> new ResponseAPDU(card.transmit(command.getBytes())
                .orElseThrow(() -> new javax.smartcardio.CardException(new Exception("SCARD_W_REMOVED_CARD"))));
    }

    static byte[] bytes(String hex) {
        return java.util.HexFormat.of().parseHex(hex);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static PivRefusal.Reason reason(PivOutcome<?> outcome) {
        return refusal(outcome).reason();
    }

    static <T> T value(PivOutcome<T> outcome) {
        assertThat(outcome).isInstanceOf(PivOutcome.Answered.class);
        return ((PivOutcome.Answered<T>) outcome).value();
    }

    static PivRefusal refusal(PivOutcome<?> outcome) {
        assertThat(outcome).isInstanceOf(PivOutcome.Refused.class);
        return ((PivOutcome.Refused<?>) outcome).refusal();
    }
}
