package dev.furikomi.card.piv;

import dev.furikomi.card.apdu.DataObject;
import dev.furikomi.card.apdu.MalformedTlvException;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Optional;

/** The public key that GENERATE ASYMMETRIC KEY PAIR answers with: template 7F49 (SP 800-73-5 part 2, table 20). */
public final class GeneratedKey {

    private static final int TAG_TEMPLATE = 0x7F49;
    private static final int TAG_MODULUS = 0x81;
    private static final int TAG_EXPONENT = 0x82;
    private static final int TAG_POINT = 0x86;
    private static final int UNCOMPRESSED = 0x04;

    private GeneratedKey() {}

    /** The template for a key, as a card answers. */
    public static DataObject template(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return DataObject.of(
                    TAG_TEMPLATE,
                    DataObject.of(
                            TAG_MODULUS,
                            unsigned(rsa.getModulus(), rsa.getModulus().bitLength() / Byte.SIZE)),
                    DataObject.of(TAG_EXPONENT, unsigned(rsa.getPublicExponent(), 3)));
        }
        ECPublicKey ec = (ECPublicKey) key;
        int length = ec.getParams().getCurve().getField().getFieldSize() / Byte.SIZE;
        byte[] point = new byte[1 + 2 * length];
        point[0] = UNCOMPRESSED;
        System.arraycopy(unsigned(ec.getW().getAffineX(), length), 0, point, 1, length);
        System.arraycopy(unsigned(ec.getW().getAffineY(), length), 0, point, 1 + length, length);
        return DataObject.of(TAG_TEMPLATE, DataObject.of(TAG_POINT, point));
    }

    /** Empty when the key is not one of this algorithm's, a point off the curve included. */
    static Optional<PublicKey> read(SignatureAlgorithm algorithm, byte[] answer) throws MalformedTlvException {
        DataObject template = DataObject.readOnly(TAG_TEMPLATE, answer);
        try {
            PublicKey key =
                    switch (algorithm) {
                        case ES256 -> ecKey("secp256r1", template.part(TAG_POINT));
                        case ES384 -> ecKey("secp384r1", template.part(TAG_POINT));
                        case RS256 -> rsaKey(template.part(TAG_MODULUS), template.part(TAG_EXPONENT));
                    };
            return SignatureAlgorithm.of(key).filter(algorithm::equals).map(fits -> key);
        } catch (GeneralSecurityException | IllegalArgumentException noKey) {
            return Optional.empty();
        }
    }

    private static PublicKey ecKey(String curve, byte[] point) throws GeneralSecurityException {
        AlgorithmParameters named = AlgorithmParameters.getInstance("EC");
        named.init(new ECGenParameterSpec(curve));
        ECParameterSpec parameters = named.getParameterSpec(ECParameterSpec.class);
        int length = parameters.getCurve().getField().getFieldSize() / Byte.SIZE;
        if (point.length != 1 + 2 * length || point[0] != UNCOMPRESSED) {
            throw new IllegalArgumentException("Not an uncompressed point of the curve.");
        }
        ECPoint w = new ECPoint(
                new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + length)),
                new BigInteger(1, Arrays.copyOfRange(point, 1 + length, point.length)));
        return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(w, parameters));
    }

    private static PublicKey rsaKey(byte[] modulus, byte[] exponent) throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(new BigInteger(1, modulus), new BigInteger(1, exponent)));
    }

    private static byte[] unsigned(BigInteger number, int length) {
        byte[] signed = number.toByteArray();
        byte[] unsigned = new byte[length];
        int kept = Math.min(signed.length, length);
        System.arraycopy(signed, signed.length - kept, unsigned, length - kept, kept);
        return unsigned;
    }
}
