package dev.furikomi.card.software;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class SoftwareCardPropertyTest {

    private static Path directory;
    private static SoftwareCard card;

    @BeforeContainer
    static void powerOn() throws IOException {
        directory = Files.createTempDirectory("software-card");
        card = SoftwareCard.powerOn(SoftwareCardFile.create(directory.resolve("a.card.json"), "A card"));
        card.transmit(HexFormat.of().parseHex("00A4040009A0000003080000100000"));
    }

    @AfterContainer
    static void clear() throws IOException {
        Files.delete(directory.resolve("a.card.json"));
        Files.delete(directory);
    }

    @Property
    void answersAnyBytesWithAStatusWord(@ForAll byte[] command) {
        assertThat(card.transmit(command).orElseThrow()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Property
    void answersAnyDataOfItsCommandsWithAStatusWord(
            @ForAll("instructions") int instruction, @ForAll @Size(max = 60) byte[] data) {
        byte[] command = new byte[5 + data.length];
        command[1] = (byte) instruction;
        command[2] = (byte) (instruction == 0xCB ? 0x3F : 0x11);
        command[3] = (byte) (instruction == 0xCB ? 0xFF : 0x9E);
        command[4] = (byte) data.length;
        System.arraycopy(data, 0, command, 5, data.length);

        assertThat(card.transmit(command).orElseThrow()).hasSizeGreaterThanOrEqualTo(2);
    }

    @net.jqwik.api.Provide
    net.jqwik.api.Arbitrary<Integer> instructions() {
        return net.jqwik.api.Arbitraries.of(0xCB, 0x87, 0xA4);
    }
}
