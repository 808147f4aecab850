package dev.furikomi.card.piv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.card.apdu.CardConnection;
import dev.furikomi.card.apdu.DataObject;
import dev.furikomi.card.software.CardSettings;
import dev.furikomi.card.software.SoftwareCard;
import dev.furikomi.card.software.SoftwareCardFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.smartcardio.ResponseAPDU;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class DataObjectTransportPropertyTest {

    private static final int TAG = 0x5FC10A;

    private static Path directory;
    private static PivSession session;
    private static PivPersonalisation personalisation;

    @BeforeContainer
    static void authenticate() throws IOException {
        directory = Files.createTempDirectory("data-object-transport");
        SoftwareCardFile file =
                SoftwareCardFile.create(directory.resolve("a.card.json"), "A card", CardSettings.standard());
        SoftwareCard card = SoftwareCard.powerOn(file);
        CardConnection connection =
                command -> new ResponseAPDU(card.transmit(command.getBytes()).orElseThrow());
        session = value(PivSession.select(connection));
        try (ManagementKey key = file.managementKey().orElseThrow()) {
            personalisation = value(PivPersonalisation.authenticate(session, key));
        }
    }

    @AfterContainer
    static void clear() throws IOException {
        Files.delete(directory.resolve("a.card.json"));
        Files.delete(directory);
    }

    @Property(tries = 60)
    void anObjectOfAnyLengthArrivesInChainsAndComesBackInPortions(
            @ForAll @IntRange(min = 1, max = 4080) int length, @ForAll long seed) {
        byte[] value = new byte[length];
        new Random(seed).nextBytes(value);
        DataObject object = DataObject.of(Piv.TAG_DISCRETIONARY_DATA, value);

        value(personalisation.storeDataObject(TAG, object));

        assertThat(value(session.commands().getData(TAG)).getData()).isEqualTo(object.toBytes());
    }

    private static <T> T value(PivOutcome<T> outcome) {
        assertThat(outcome).isInstanceOf(PivOutcome.Answered.class);
        return ((PivOutcome.Answered<T>) outcome).value();
    }
}
