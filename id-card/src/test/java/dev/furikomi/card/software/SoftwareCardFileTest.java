package dev.furikomi.card.software;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.furikomi.card.Fixtures;
import dev.furikomi.card.issuing.CardIssuer;
import dev.furikomi.card.piv.PivSlot;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoftwareCardFileTest {

    @TempDir
    Path directory;

    @Test
    void readsWhatItWrote() throws IOException {
        SoftwareCardFile card = SoftwareCardFile.create(directory.resolve("a.card.json"), "花子のカード", "87654321");
        card.generateKey(PivSlot.SIGNATURE);
        card.faults(CardFault.delay(0x87, 2, 100), CardFault.statusWord(0xCB, 0, 0x6F00));

        SoftwareCardFile again = SoftwareCardFile.open(card.path());

        assertThat(again.label()).isEqualTo("花子のカード");
        assertThat(again.read().pin().value()).isEqualTo("87654321");
        assertThat(again.read().faults())
                .containsExactly(CardFault.delay(0x87, 2, 100), CardFault.statusWord(0xCB, 0, 0x6F00));
        assertThat(again.publicKey(PivSlot.SIGNATURE)).isEqualTo(card.publicKey(PivSlot.SIGNATURE));
        assertThat(again.publicKey(PivSlot.AUTHENTICATION)).isEmpty();
    }

    @Test
    void neverOverwritesACard() throws IOException {
        Path path = directory.resolve("a.card.json");
        SoftwareCardFile.create(path, "A card");

        assertThatThrownBy(() -> SoftwareCardFile.create(path, "B card"))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(SoftwareCardFile.open(path).label()).isEqualTo("A card");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            before                              | after
            furikomi-software-card:1            | furikomi-software-card:2
            "triesLeft":5                       | "triesLeft":6
            "triesLeft":5                       | "triesLeft":-1
            "triesMax":5                        | "triesMax":99
            "value":"123456"                    | "value":"12345"
            "value":"123456"                    | "value":123456
            "9E"                                | "9F"
            "7E"                                | "XY"
            "crv":"P-256"                       | "crv":"P-384"
            "pin"                               | "pins"
            "label"                             | "lable"
            "faults":[]                         | "faults":[{"instruction":"87","effect":"explosion"}]
            """)
    void refusesWhatIsNoCard(String before, String after) throws IOException {
        SoftwareCardFile card = SoftwareCardFile.create(directory.resolve("a.card.json"), "A card");
        String text = Files.readString(card.path());
        assertThat(text).contains(before);
        Files.writeString(card.path(), text.replace(before, after));

        assertThatThrownBy(() -> SoftwareCardFile.open(card.path()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Not a software card: ");
    }

    @Test
    void showsTheCardsInADrawer() throws IOException {
        SoftwareCardFile blank = SoftwareCardFile.create(directory.resolve("b.card.json"), "Blank");
        SoftwareCardFile issued = SoftwareCardFile.create(directory.resolve("a.card.json"), "Issued");
        new CardIssuer(Fixtures.MINATO_KEYS.cardAuthority()).issue(issued, "ref", Fixtures.ONE_YEAR);
        Files.writeString(directory.resolve("c.card.json"), "not a card");
        Files.writeString(directory.resolve("notes.txt"), "not a card either");

        assertThat(new CardDrawer(directory).cards())
                .containsExactly(
                        new CardDrawer.DrawnCard(issued.path(), "Issued", true),
                        new CardDrawer.DrawnCard(blank.path(), "Blank", false));
        assertThat(new CardDrawer(directory.resolve("missing")).cards()).isEmpty();
    }
}
