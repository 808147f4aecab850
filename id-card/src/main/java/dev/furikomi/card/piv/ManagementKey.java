package dev.furikomi.card.piv;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** The secret of who may personalise a card (key reference 9B). Closing it wipes it. */
public final class ManagementKey implements AutoCloseable {

    private static final byte[] YUBIKEY_DEFAULT =
            HexFormat.of().parseHex("010203040506070801020304050607080102030405060708");

    private final byte[] key;
    private final Optional<ManagementKeyAlgorithm> algorithm;

    private ManagementKey(byte[] key, Optional<ManagementKeyAlgorithm> algorithm) {
        this.key = key.clone();
        this.algorithm = algorithm;
    }

    /** A key whose algorithm follows from its length or, for 24 bytes, from what the card says or takes. */
    public static ManagementKey of(byte[] key) {
        if (Arrays.stream(ManagementKeyAlgorithm.values()).noneMatch(known -> known.keyLength() == key.length)) {
            throw new IllegalArgumentException("A management key has 16, 24 or 32 bytes.");
        }
        return new ManagementKey(key, Optional.empty());
    }

    public static ManagementKey of(ManagementKeyAlgorithm algorithm, byte[] key) {
        if (key.length != algorithm.keyLength()) {
            throw new IllegalArgumentException("The management key has not its algorithm's length.");
        }
        return new ManagementKey(key, Optional.of(algorithm));
    }

    /** Reads hexadecimal digits; empty when there are not 32, 48 or 64 of them. The caller wipes them. */
    public static Optional<ManagementKey> parse(char[] hexadecimal) {
        byte[] bytes = new byte[hexadecimal.length / 2];
        try {
            for (int i = 0; i < 2 * bytes.length; i++) {
                int digit = Character.digit(hexadecimal[i], 16);
                if (digit < 0) {
                    return Optional.empty();
                }
                bytes[i / 2] = (byte) (bytes[i / 2] << 4 | digit);
            }
            boolean isAKey = hexadecimal.length % 2 == 0
                    && Arrays.stream(ManagementKeyAlgorithm.values())
                            .anyMatch(known -> known.keyLength() == bytes.length);
            return isAKey ? Optional.of(of(bytes)) : Optional.empty();
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** The key of a new or reset YubiKey: known to everyone, so a card that is given out should have another one. */
    public static ManagementKey yubiKeyDefault() {
        return of(YUBIKEY_DEFAULT);
    }

    /** What to try, the likelier first, on a card that does not say which it is. */
    List<ManagementKeyAlgorithm> candidates() {
        return algorithm.map(List::of).orElseGet(() -> Arrays.stream(ManagementKeyAlgorithm.values())
                .filter(known -> known.keyLength() == key.length)
                .toList());
    }

    byte[] encrypt(ManagementKeyAlgorithm cipher, byte[] block) {
        return apply(Cipher.ENCRYPT_MODE, cipher, block);
    }

    byte[] decrypt(ManagementKeyAlgorithm cipher, byte[] block) {
        return apply(Cipher.DECRYPT_MODE, cipher, block);
    }

    private byte[] apply(int mode, ManagementKeyAlgorithm algorithmOfCard, byte[] block) {
        try {
            // One random block: there is nothing that a mode of operation could hide.
            Cipher cipher = Cipher.getInstance(algorithmOfCard.cipher() + "/ECB/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, algorithmOfCard.cipher()));
            return cipher.doFinal(block);
        } catch (GeneralSecurityException bug) {
            throw new IllegalStateException("Each Java platform has " + algorithmOfCard + ".", bug);
        }
    }

    @Override
    public void close() {
        Arrays.fill(key, (byte) 0);
    }

    /** Not the key. */
    @Override
    public String toString() {
        return "ManagementKey[" + key.length + " bytes]";
    }
}
