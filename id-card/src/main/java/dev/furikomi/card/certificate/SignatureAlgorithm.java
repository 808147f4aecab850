package dev.furikomi.card.certificate;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How a card's key signs. It follows from the key alone and names hash, signature form and PIV algorithm at once, so that
 * no message can choose another one for a key.
 */
public enum SignatureAlgorithm {
    /** P-256 with SHA-256; a signature is r‖s, 64 bytes. */
    ES256(0x11, "SHA-256", 32, 64, key -> key instanceof ECPublicKey ec && NamedCurve.P256.has(ec)) {
        @Override
        boolean isGenuine(PublicKey key, byte[] digest, byte[] signature) {
            return isEcdsa(NamedCurve.P256, key, digest, signature);
        }
    },
    /** P-384 with SHA-384; a signature is r‖s, 96 bytes. */
    ES384(0x14, "SHA-384", 48, 96, key -> key instanceof ECPublicKey ec && NamedCurve.P384.has(ec)) {
        @Override
        boolean isGenuine(PublicKey key, byte[] digest, byte[] signature) {
            return isEcdsa(NamedCurve.P384, key, digest, signature);
        }
    },
    /** RSA of 2048 bits, PKCS#1 v1.5 with SHA-256; a signature has 256 bytes. For cards that can do no better. */
    RS256(0x07, "SHA-256", 32, 256, RsaKeys::isPermitted) {
        @Override
        boolean isGenuine(PublicKey key, byte[] digest, byte[] signature) {
            return isRsa((RSAPublicKey) key, digest, signature);
        }
    };

    /** DER of DigestInfo up to the digest (RFC 8017 section 9.2, note 1). */
    private static final byte[] DIGEST_INFO_SHA256 = HexFormat.of().parseHex("3031300d060960864801650304020105000420");

    private final int pivAlgorithm;
    private final String hash;
    private final int digestLength;
    private final int signatureLength;
    private final Predicate<PublicKey> fits;

    SignatureAlgorithm(
            int pivAlgorithm, String hash, int digestLength, int signatureLength, Predicate<PublicKey> fits) {
        this.pivAlgorithm = pivAlgorithm;
        this.hash = hash;
        this.digestLength = digestLength;
        this.signatureLength = signatureLength;
        this.fits = fits;
    }

    /** The algorithm of a key; empty when the protocol takes no such key. */
    public static Optional<SignatureAlgorithm> of(PublicKey key) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.fits.test(key))
                .findFirst();
    }

    /** Its name in tokens, that of RFC 7518. */
    public String wireName() {
        return name();
    }

    /** The algorithm identifier in GENERAL AUTHENTICATE (SP 800-78-5 table 10). */
    public int pivAlgorithm() {
        return pivAlgorithm;
    }

    /** Length of what {@link #digest} gives, in bytes. */
    public int digestLength() {
        return digestLength;
    }

    /** Length of a signature in the protocol's form, in bytes. */
    public int signatureLength() {
        return signatureLength;
    }

    public byte[] digest(byte[] message) {
        try {
            return MessageDigest.getInstance(hash).digest(message);
        } catch (NoSuchAlgorithmException bug) {
            throw new IllegalStateException("Each Java platform has " + hash + ".", bug);
        }
    }

    /** What an RSA card is given to sign: the digest in its block of 256 bytes (EMSA-PKCS1-v1_5, RFC 8017 section 9.2). */
    public static byte[] rsaBlock(byte[] digest) {
        if (digest.length != RS256.digestLength) {
            throw new IllegalArgumentException("A digest of SHA-256 has 32 bytes.");
        }
        byte[] block = new byte[RS256.signatureLength];
        Arrays.fill(block, (byte) 0xFF);
        block[0] = 0;
        block[1] = 1;
        int digestAt = block.length - digest.length;
        int infoAt = digestAt - DIGEST_INFO_SHA256.length;
        block[infoAt - 1] = 0;
        System.arraycopy(DIGEST_INFO_SHA256, 0, block, infoAt, DIGEST_INFO_SHA256.length);
        System.arraycopy(digest, 0, block, digestAt, digest.length);
        return block;
    }

    /** Whether {@code signature}, in exactly the protocol's form, is this key's over {@code digest}. Never throws. */
    public boolean verifies(PublicKey key, byte[] digest, byte[] signature) {
        return digest.length == digestLength
                && signature.length == signatureLength
                && fits.test(key)
                && isGenuine(key, digest, signature);
    }

    abstract boolean isGenuine(PublicKey key, byte[] digest, byte[] signature);

    private static boolean isEcdsa(NamedCurve curve, PublicKey key, byte[] digest, byte[] signature) {
        int half = signature.length / 2;
        BigInteger r = new BigInteger(1, signature, 0, half);
        BigInteger s = new BigInteger(1, signature, half, half);
        if (!isInRange(r, curve.order()) || !isInRange(s, curve.order())) {
            return false;
        }
        try {
            // The form in DER is the one that faster providers than the JDK's know too.
            Signature verifier = Signature.getInstance("NONEwithECDSA");
            verifier.initVerify(key);
            verifier.update(digest);
            return verifier.verify(der(r, s));
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    /** ECDSA-Sig-Value (RFC 5480, appendix A) of two positive numbers of at most 48 bytes each. */
    private static byte[] der(BigInteger r, BigInteger s) {
        byte[] first = r.toByteArray();
        byte[] second = s.toByteArray();
        int length = 2 + first.length + 2 + second.length;
        return ByteBuffer.allocate(2 + length)
                .put((byte) 0x30)
                .put((byte) length)
                .put((byte) 0x02)
                .put((byte) first.length)
                .put(first)
                .put((byte) 0x02)
                .put((byte) second.length)
                .put(second)
                .array();
    }

    /** Compares with the one block that may come out, since reading a block has been lenient too often (CVE-2006-4339). */
    private static boolean isRsa(RSAPublicKey key, byte[] digest, byte[] signature) {
        BigInteger number = new BigInteger(1, signature);
        return number.compareTo(key.getModulus()) < 0
                && number.modPow(key.getPublicExponent(), key.getModulus()).equals(new BigInteger(1, rsaBlock(digest)));
    }

    private static boolean isInRange(BigInteger number, BigInteger order) {
        return number.signum() > 0 && number.compareTo(order) < 0;
    }
}
