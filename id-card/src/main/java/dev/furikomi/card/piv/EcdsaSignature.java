package dev.furikomi.card.piv;

import dev.furikomi.card.apdu.DataObject;
import dev.furikomi.card.apdu.MalformedTlvException;
import dev.furikomi.card.certificate.P256;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** ECDSA signatures on P-256: from the DER form that cards answer with (RFC 3279 section 2.2.3) to r‖s of JOSE. */
public final class EcdsaSignature {

    private static final int TAG_SEQUENCE = 0x30;
    private static final int TAG_INTEGER = 0x02;
    private static final int COORDINATE_LENGTH = 32;

    private EcdsaSignature() {}

    /** 64 bytes r‖s; empty when this is not the DER of two integers from 1 to the order of the curve less 1. */
    public static Optional<byte[]> toConcatenated(byte[] der) {
        try {
            List<DataObject> integers = DataObject.readOnly(TAG_SEQUENCE, der).parts();
            if (integers.size() != 2) {
                return Optional.empty();
            }
            byte[] concatenated = new byte[2 * COORDINATE_LENGTH];
            for (int i = 0; i < 2; i++) {
                Optional<BigInteger> number = inRange(integers.get(i));
                if (number.isEmpty()) {
                    return Optional.empty();
                }
                byte[] bytes = number.get().toByteArray();
                int length = Math.min(bytes.length, COORDINATE_LENGTH);
                System.arraycopy(
                        bytes, bytes.length - length, concatenated, (i + 1) * COORDINATE_LENGTH - length, length);
            }
            return Optional.of(concatenated);
        } catch (MalformedTlvException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<BigInteger> inRange(DataObject integer) {
        byte[] value = integer.value();
        if (integer.tag() != TAG_INTEGER || value.length == 0 || value.length > COORDINATE_LENGTH + 1) {
            return Optional.empty();
        }
        BigInteger number = new BigInteger(value);
        boolean minimal = Arrays.equals(number.toByteArray(), value);
        boolean inRange = number.signum() > 0 && number.compareTo(P256.ORDER) < 0;
        return minimal && inRange ? Optional.of(number) : Optional.empty();
    }
}
