package dev.furikomi.card.software;

import dev.furikomi.card.apdu.DataObject;
import dev.furikomi.card.piv.Piv;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/** The data objects that each PIV card has from the start (SP 800-73-5 part 1, section 3.1 and table 10). */
final class StandardObjects {

    /** FASC-N of cards that no federal agency issued: agency code 9999 and nothing else of meaning. */
    private static final byte[] FASC_N = HexFormat.of().parseHex("d4e739da739ced39ce739d836858210842108421c84210c3eb");

    private static final int TAG_FASC_N = 0x30;
    private static final int TAG_GUID = 0x34;
    private static final int TAG_EXPIRATION = 0x35;
    private static final int TAG_ISSUER_SIGNATURE = 0x3E;
    private static final int GUID_LENGTH = 16;
    private static final byte[] NEVER = "20991231".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CAPABILITY_IDENTIFIER = HexFormat.of().parseHex("a000000116ff02");
    private static final int CARD_IDENTIFIER_LENGTH = 14;
    private static final byte[] NOTHING = new byte[0];
    private static final SecureRandom RANDOM = new SecureRandom();

    private StandardObjects() {}

    static Map<Integer, byte[]> forNewCard() {
        return Map.of(
                Piv.OBJECT_DISCOVERY, discovery().toBytes(),
                Piv.OBJECT_CHUID, cardholderUniqueIdentifier().toBytes(),
                Piv.OBJECT_CARD_CAPABILITY, cardCapability().toBytes());
    }

    /** The PIV PIN, and no other, satisfies the access rules (section 3.3.2). */
    private static DataObject discovery() {
        return DataObject.of(
                Piv.OBJECT_DISCOVERY,
                DataObject.of(Piv.TAG_APPLICATION_IDENTIFIER, Piv.applicationIdentifier()),
                DataObject.of(Piv.TAG_PIN_USAGE_POLICY, new byte[] {0x40, 0}));
    }

    /** Unsigned: it tells cards apart for caches, and nothing is decided by it. */
    private static DataObject cardholderUniqueIdentifier() {
        return DataObject.of(
                Piv.TAG_DISCRETIONARY_DATA,
                DataObject.of(TAG_FASC_N, FASC_N),
                DataObject.of(TAG_GUID, random(GUID_LENGTH)),
                DataObject.of(TAG_EXPIRATION, NEVER),
                DataObject.of(TAG_ISSUER_SIGNATURE, NOTHING),
                DataObject.of(Piv.TAG_ERROR_DETECTION_CODE, NOTHING));
    }

    /** The capability container of the older GSC-IS, which some middleware still reads first. */
    private static DataObject cardCapability() {
        byte[] identifier = Arrays.copyOf(CAPABILITY_IDENTIFIER, CAPABILITY_IDENTIFIER.length + CARD_IDENTIFIER_LENGTH);
        System.arraycopy(
                random(CARD_IDENTIFIER_LENGTH), 0, identifier, CAPABILITY_IDENTIFIER.length, CARD_IDENTIFIER_LENGTH);
        return DataObject.of(
                Piv.TAG_DISCRETIONARY_DATA,
                DataObject.of(0xF0, identifier),
                DataObject.of(0xF1, new byte[] {0x21}),
                DataObject.of(0xF2, new byte[] {0x21}),
                DataObject.of(0xF3, NOTHING),
                DataObject.of(0xF4, new byte[] {0}),
                DataObject.of(0xF5, new byte[] {0x10}),
                DataObject.of(0xF6, NOTHING),
                DataObject.of(0xF7, NOTHING),
                DataObject.of(0xFA, NOTHING),
                DataObject.of(0xFB, NOTHING),
                DataObject.of(0xFC, NOTHING),
                DataObject.of(0xFD, NOTHING),
                DataObject.of(Piv.TAG_ERROR_DETECTION_CODE, NOTHING));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
