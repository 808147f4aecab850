package dev.furikomi.card.certificate;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;

/** Which RSA keys the protocol takes: those that SP 800-78-5 has for PIV cards, of exactly 2048 bits, made as they should be. */
final class RsaKeys {

    private static final int MODULUS_BITS = 2048;
    private static final BigInteger EXPONENT = BigInteger.valueOf(65537);

    /** Those of the first primes modulo which 65537 does not generate everything. */
    private static final int[] MARKED_PRIMES = {
        11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157,
    };

    private RsaKeys() {}

    static boolean isPermitted(PublicKey key) {
        return key instanceof RSAPublicKey rsa
                && rsa.getModulus().bitLength() == MODULUS_BITS
                && rsa.getModulus().testBit(0)
                && rsa.getPublicExponent().equals(EXPONENT)
                && !isFactorable(rsa.getModulus());
    }

    /**
     * The mark of the keys that older chips made (CVE-2017-15361, among them YubiKey 4 before 4.3.5): the modulus is a
     * power of 65537 modulo each small prime. From such a public key the private one can be found. A sound key has the
     * mark once in some hundred million.
     */
    private static boolean isFactorable(BigInteger modulus) {
        for (int prime : MARKED_PRIMES) {
            if (!isPowerOfExponent(modulus.mod(BigInteger.valueOf(prime)).intValue(), prime)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPowerOfExponent(int residue, int prime) {
        int generator = EXPONENT.intValue() % prime;
        int power = 1;
        do {
            if (power == residue) {
                return true;
            }
            power = power * generator % prime;
        } while (power != 1);
        return false;
    }
}
