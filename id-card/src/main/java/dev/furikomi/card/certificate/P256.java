package dev.furikomi.card.certificate;

import java.math.BigInteger;

/** The parameters by which P-256 (FIPS 186-5, SEC 2 secp256r1) is told from other curves of 256 bits. */
public final class P256 {

    public static final BigInteger ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    static final BigInteger GENERATOR_X =
            new BigInteger("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296", 16);

    private P256() {}
}
