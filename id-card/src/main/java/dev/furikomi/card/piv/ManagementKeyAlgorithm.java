package dev.furikomi.card.piv;

import java.util.Arrays;
import java.util.Optional;

/** The ciphers of a management key (SP 800-78-5 table 10; 3DES is deprecated there, and what older cards have). */
public enum ManagementKeyAlgorithm {
    TRIPLE_DES(0x03, "DESede", 24, 8),
    AES_128(0x08, "AES", 16, 16),
    AES_192(0x0A, "AES", 24, 16),
    AES_256(0x0C, "AES", 32, 16);

    private final int pivAlgorithm;
    private final String cipher;
    private final int keyLength;
    private final int blockLength;

    ManagementKeyAlgorithm(int pivAlgorithm, String cipher, int keyLength, int blockLength) {
        this.pivAlgorithm = pivAlgorithm;
        this.cipher = cipher;
        this.keyLength = keyLength;
        this.blockLength = blockLength;
    }

    public static Optional<ManagementKeyAlgorithm> ofPivAlgorithm(int identifier) {
        // Identifier 00 is 3DES as well.
        return identifier == 0
                ? Optional.of(TRIPLE_DES)
                : Arrays.stream(values())
                        .filter(algorithm -> algorithm.pivAlgorithm == identifier)
                        .findFirst();
    }

    public int pivAlgorithm() {
        return pivAlgorithm;
    }

    public int keyLength() {
        return keyLength;
    }

    public int blockLength() {
        return blockLength;
    }

    /** The JCA's name. */
    String cipher() {
        return cipher;
    }
}
