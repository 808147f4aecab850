package dev.furikomi.card.piv;

import dev.furikomi.card.apdu.DataObject;
import dev.furikomi.card.apdu.MalformedTlvException;
import dev.furikomi.card.certificate.P256;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** ECDSA signatures on P-256 and P-384: from the DER form that cards answer with (RFC 3279 section 2.2.3) to r‖s of JOSE. */
public final class EcdsaSignature {

    private static final int TAG_SEQUENCE = 0x30;
    private static final int TAG_INTEGER = 0x02;
    private static final BigInteger P384_ORDER = new BigInteger(
            "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973", 16);

    private EcdsaSignature() {}

    /** r‖s, each as long as the order; empty when this is not the DER of two integers from 1 to the order less 1. */
    public static Optional<byte[]> toConcatenated(SignatureAlgorithm algorithm, byte[] der) {
        BigInteger order = order(algorithm);
        int numberLength = order.bitLength() / Byte.SIZE;
        try {
            List<DataObject> integers = DataObject.readOnly(TAG_SEQUENCE, der).parts();
            if (integers.size() != 2) {
                return Optional.empty();
            }
            byte[] concatenated = new byte[2 * numberLength];
            for (int i = 0; i < 2; i++) {
                Optional<BigInteger> number = inRange(integers.get(i), order);
                if (number.isEmpty()) {
                    return Optional.empty();
                }
                byte[] bytes = number.get().toByteArray();
                int length = Math.min(bytes.length, numberLength);
                System.arraycopy(bytes, bytes.length - length, concatenated, (i + 1) * numberLength - length, length);
            }
            return Optional.of(concatenated);
        } catch (MalformedTlvException malformed) {
            return Optional.empty();
        }
    }

    private static BigInteger order(SignatureAlgorithm algorithm) {
        return switch (algorithm) {
            case ES256 -> P256.ORDER;
            case ES384 -> P384_ORDER;
            case RS256 -> throw new IllegalArgumentException("RSA has no order.");
        };
    }

    private static Optional<BigInteger> inRange(DataObject integer, BigInteger order) {
        byte[] value = integer.value();
        if (integer.tag() != TAG_INTEGER || value.length == 0 || value.length > order.bitLength() / Byte.SIZE + 1) {
            return Optional.empty();
        }
        BigInteger number = new BigInteger(value);
        boolean minimal = Arrays.equals(number.toByteArray(), value);
        boolean inRange = number.signum() > 0 && number.compareTo(order) < 0;
        return minimal && inRange ? Optional.of(number) : Optional.empty();
    }
}
