package dev.furikomi.card.software;

import dev.furikomi.card.piv.ManagementKeyAlgorithm;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** The management key as the card keeps it (key reference 9B). */
@SuppressWarnings("ArrayRecordComponent")
record StoredManagementKey(ManagementKeyAlgorithm algorithm, byte[] value) {

    private static final byte[] YUBIKEY_DEFAULT =
            HexFormat.of().parseHex("010203040506070801020304050607080102030405060708");

    static StoredManagementKey random() {
        byte[] value = new byte[ManagementKeyAlgorithm.AES_256.keyLength()];
        new SecureRandom().nextBytes(value);
        return new StoredManagementKey(ManagementKeyAlgorithm.AES_256, value);
    }

    /** The key of new YubiKeys, on a card whose maker asked for it. */
    static StoredManagementKey yubiKeyDefault() {
        return new StoredManagementKey(ManagementKeyAlgorithm.TRIPLE_DES, YUBIKEY_DEFAULT.clone());
    }

    boolean isYubiKeyDefault() {
        return MessageDigest.isEqual(value, YUBIKEY_DEFAULT);
    }

    byte[] encrypt(byte[] block) {
        String name = algorithm == ManagementKeyAlgorithm.TRIPLE_DES ? "DESede" : "AES";
        try {
            Cipher cipher = Cipher.getInstance(name + "/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(value, name));
            return cipher.doFinal(block);
        } catch (GeneralSecurityException bug) {
            throw new IllegalStateException("Each Java platform has " + name + ".", bug);
        }
    }

    /** Not the key. */
    @Override
    public String toString() {
        return "StoredManagementKey[" + algorithm + "]";
    }
}
