package dev.furikomi.card.software;

import dev.furikomi.card.piv.PivSlot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A software card that takes commands as they come over the wire. */
abstract class CommandsToACard {

    static final String SELECT = "00A4040009A0000003080000100000";
    static final String CORRECT_PIN = "0020008008313233343536FFFF";
    static final String WRONG_PIN = "0020008008303030303030FFFF";
    static final String CHALLENGE = "267C2482008120" + "AB".repeat(32) + "00";
    static final String SIGN_9A = "0087119A" + CHALLENGE;
    static final String SIGN_9C = "0087119C" + CHALLENGE;
    static final String SIGN_9E = "0087119E" + CHALLENGE;

    @TempDir
    Path directory;

    SoftwareCardFile file;
    SoftwareCard card;

    @BeforeEach
    void powerOn() throws IOException {
        file = SoftwareCardFile.create(directory.resolve("a.card.json"), "A card");
        file.generateKey(PivSlot.AUTHENTICATION);
        file.generateKey(PivSlot.SIGNATURE);
        card = SoftwareCard.powerOn(file);
    }

    /** What is left of the block once its padding is taken off. */
    static byte[] digestInfo(byte[] block) {
        int separator = 2;
        while (block[separator] != 0) {
            separator++;
        }
        return Arrays.copyOfRange(block, separator + 1, block.length);
    }

    byte[] send(String command) {
        return card.transmit(HexFormat.of().parseHex(command)).orElseThrow();
    }

    java.util.List<String> statusWords(String... commands) {
        return Arrays.stream(commands).map(command -> statusWord(send(command))).toList();
    }

    static String statusWord(byte[] answer) {
        return hex(answer).substring(2 * answer.length - 4);
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }
}
