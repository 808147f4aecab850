package dev.furikomi.quickstart.card;

import dev.furikomi.card.piv.ManagementKey;
import dev.furikomi.card.software.SoftwareCardFile;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The secrets of a card in a reader, by file, environment or prompt only. */
final class PersonalOptions {
    private static final int PIN_LENGTH_MIN = 6;
    private static final int PIN_LENGTH_MAX = 8;

    @Option(
            names = "--management-key-file",
            paramLabel = "FILE",
            description = "the card's management key in hexadecimal"
                    + " (or the environment variable FURIKOMI_CARD_MANAGEMENT_KEY, or a prompt);"
                    + " a software card holds its own")
    private @Nullable Path managementKeyFile;

    @Option(
            names = "--default-management-key",
            description = "the card still has the management key that YubiKeys come with, which everybody knows")
    private boolean defaultManagementKey;

    @Option(
            names = "--pin-file",
            paramLabel = "FILE",
            description = "the card's PIN (or FURIKOMI_CARD_PIN, or a prompt)")
    private @Nullable Path pinFile;

    @Option(names = "--set-pin", description = "give the card a new PIN (FURIKOMI_CARD_NEW_PIN, or a prompt)")
    private boolean setPin;

    @Option(names = "--new-pin-file", paramLabel = "FILE", description = "that new PIN; stands for --set-pin as well")
    private @Nullable Path newPinFile;

    @Option(
            names = "--set-puk",
            description = "give the card a new PUK (FURIKOMI_CARD_PUK and FURIKOMI_CARD_NEW_PUK, or prompts)")
    private boolean setPuk;

    @Option(names = "--puk-file", paramLabel = "FILE", description = "the card's PUK, which --set-puk needs")
    private @Nullable Path pukFile;

    @Option(names = "--new-puk-file", paramLabel = "FILE", description = "that new PUK; stands for --set-puk as well")
    private @Nullable Path newPukFile;

    boolean setsPin() {
        return setPin || newPinFile != null;
    }

    boolean setsPuk() {
        return setPuk || newPukFile != null;
    }

    /** What everybody knows is used only when asked for. */
    ManagementKey managementKey(Secrets secrets, Optional<Path> softwareCard) {
        if (defaultManagementKey) {
            return ManagementKey.yubiKeyDefault();
        }
        Optional<ManagementKey> own =
                managementKeyFile == null ? softwareCard.flatMap(PersonalOptions::keyIn) : Optional.empty();
        return own.orElseGet(() -> readManagementKey(secrets));
    }

    private static Optional<ManagementKey> keyIn(Path softwareCard) {
        try {
            return SoftwareCardFile.open(softwareCard).managementKey();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private ManagementKey readManagementKey(Secrets secrets) {
        byte[] digits = secrets.read(
                "management key", managementKeyFile, "FURIKOMI_CARD_MANAGEMENT_KEY", "--management-key-file");
        CharBuffer characters = StandardCharsets.US_ASCII.decode(java.nio.ByteBuffer.wrap(digits));
        char[] hexadecimal = new char[characters.remaining()];
        characters.get(hexadecimal);
        try {
            return ManagementKey.parse(hexadecimal)
                    .orElseThrow(() -> new CardRefusedException(
                            "secret-unreadable", "a management key has 32, 48 or 64 hexadecimal digits"));
        } finally {
            Arrays.fill(hexadecimal, '\0');
            Arrays.fill(characters.array(), '\0');
            Arrays.fill(digits, (byte) 0);
        }
    }

    byte[] pin(Secrets secrets) {
        return wellFormed(secrets.read("PIN", pinFile, "FURIKOMI_CARD_PIN", "--pin-file"), "PIN");
    }

    byte[] newPin(Secrets secrets) {
        return wellFormed(secrets.readNew("PIN", newPinFile, "FURIKOMI_CARD_NEW_PIN", "--new-pin-file"), "new PIN");
    }

    byte[] puk(Secrets secrets) {
        return wellFormed(secrets.read("PUK", pukFile, "FURIKOMI_CARD_PUK", "--puk-file"), "PUK");
    }

    byte[] newPuk(Secrets secrets) {
        return wellFormed(secrets.readNew("PUK", newPukFile, "FURIKOMI_CARD_NEW_PUK", "--new-puk-file"), "new PUK");
    }

    /** Known before the card is touched. */
    private static byte[] wellFormed(byte[] secret, String what) {
        boolean isWellFormed = secret.length >= PIN_LENGTH_MIN && secret.length <= PIN_LENGTH_MAX;
        for (byte character : secret) {
            isWellFormed &= character >= '0' && character <= '9';
        }
        if (!isWellFormed) {
            Arrays.fill(secret, (byte) 0);
            throw new CardRefusedException("pin-malformed", "a " + what + " has 6 to 8 digits");
        }
        return secret;
    }
}
