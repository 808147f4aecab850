package dev.furikomi.card.software;

import dev.furikomi.card.apdu.DataObject;
import dev.furikomi.card.apdu.StatusWord;
import dev.furikomi.card.piv.GeneratedKey;
import dev.furikomi.card.piv.Piv;
import dev.furikomi.card.piv.PivSlot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** What YubiKeys know beyond PIV and their tools ask for: version, serial number and metadata. They tell and change nothing. */
final class YubiKeyCommands {

    /** A version whose management key may be AES, and which has metadata. */
    private static final byte[] VERSION = {5, 4, 3};

    private static final String DEFAULT_PIN = "123456";
    private static final String DEFAULT_PUK = "12345678";
    private static final int ALGORITHM_OF_CODES = 0xFF;
    private static final int TOUCH_NEVER = 1;
    private static final int GENERATED = 1;
    private static final int TAG_ALGORITHM = 1;
    private static final int TAG_POLICY = 2;
    private static final int TAG_ORIGIN = 3;
    private static final int TAG_PUBLIC_KEY = 4;
    private static final int TAG_IS_DEFAULT = 5;
    private static final int TAG_RETRIES = 6;

    private final CardMemory memory;

    YubiKeyCommands(CardMemory memory) {
        this.memory = memory;
    }

    Answer version() {
        return new Answer(VERSION.clone(), StatusWord.NO_ERROR);
    }

    Answer serial() {
        byte[] serial = ByteBuffer.allocate(Integer.BYTES)
                .putInt(memory.content().serialNumber())
                .array();
        return new Answer(serial, StatusWord.NO_ERROR);
    }

    Answer metadata(int reference) throws IOException {
        CardContent card = memory.fresh();
        return switch (reference) {
            case Piv.PIN_REFERENCE -> code(card.pin(), DEFAULT_PIN);
            case Piv.PUK_REFERENCE ->
                card.puk().map(puk -> code(puk, DEFAULT_PUK)).orElse(Answer.of(StatusWord.REFERENCED_DATA_NOT_FOUND));
            case Piv.MANAGEMENT_KEY_REFERENCE ->
                card.managementKey()
                        .map(YubiKeyCommands::managementKey)
                        .orElse(Answer.of(StatusWord.REFERENCED_DATA_NOT_FOUND));
            default -> key(reference, card);
        };
    }

    private static Answer code(RetryCode code, String defaultValue) {
        return answer(
                DataObject.of(TAG_ALGORITHM, new byte[] {(byte) ALGORITHM_OF_CODES}),
                DataObject.of(TAG_IS_DEFAULT, flag(code.value().equals(defaultValue))),
                DataObject.of(TAG_RETRIES, new byte[] {(byte) code.triesMax(), (byte) code.triesLeft()}));
    }

    private static Answer managementKey(StoredManagementKey key) {
        return answer(
                DataObject.of(TAG_ALGORITHM, new byte[] {(byte) key.algorithm().pivAlgorithm()}),
                DataObject.of(TAG_POLICY, new byte[] {0, TOUCH_NEVER}),
                DataObject.of(TAG_IS_DEFAULT, flag(key.isYubiKeyDefault())));
    }

    private static Answer key(int reference, CardContent card) {
        Optional<PivSlot> slot = PivSlot.ofKeyReference(reference);
        CardKey key = slot.map(card.keys()::get).orElse(null);
        if (slot.isEmpty() || key == null) {
            return Answer.of(StatusWord.REFERENCED_DATA_NOT_FOUND);
        }
        return answer(
                DataObject.of(TAG_ALGORITHM, new byte[] {(byte) key.algorithm().pivAlgorithm()}),
                DataObject.of(TAG_POLICY, new byte[] {(byte) KeyUse.pinPolicy(slot.get()), TOUCH_NEVER}),
                DataObject.of(TAG_ORIGIN, new byte[] {GENERATED}),
                DataObject.of(TAG_PUBLIC_KEY, publicKey(key)));
    }

    private static byte[] publicKey(CardKey key) {
        return GeneratedKey.template(key.publicKey()).value();
    }

    private static byte[] flag(boolean set) {
        return new byte[] {(byte) (set ? 1 : 0)};
    }

    private static Answer answer(DataObject... parts) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (DataObject part : parts) {
            data.writeBytes(part.toBytes());
        }
        return new Answer(data.toByteArray(), StatusWord.NO_ERROR);
    }
}
