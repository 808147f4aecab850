package dev.furikomi.card.certificate;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;

/** Which RSA keys the protocol takes: those that SP 800-78-5 has for PIV cards, of exactly 2048 bits. */
final class RsaKeys {

    private static final int MODULUS_BITS = 2048;
    private static final BigInteger EXPONENT = BigInteger.valueOf(65537);

    private RsaKeys() {}

    static boolean isPermitted(PublicKey key) {
        return key instanceof RSAPublicKey rsa
                && rsa.getModulus().bitLength() == MODULUS_BITS
                && rsa.getModulus().testBit(0)
                && rsa.getPublicExponent().equals(EXPONENT);
    }
}
