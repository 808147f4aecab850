package dev.furikomi.reliable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.util.Arrays;
import java.util.List;
import javax.crypto.KeyAgreement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The faster elliptic curves take and refuse what the JDK's do. */
class NativeEcdsaTest {

    private static final byte[] MESSAGE = "three bags of tea".getBytes(StandardCharsets.UTF_8);

    @BeforeEach
    void install() {
        Assumptions.assumeTrue(NativeEcdsa.install().startsWith("AmazonCorretto"), "no native library here");
    }

    @AfterEach
    void remove() {
        NativeEcdsa.remove();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            secp256r1, SHA256withECDSA
            secp256r1, NONEwithECDSA
            secp384r1, SHA384withECDSA
            secp384r1, NONEwithECDSA
            """)
    void eachBelievesTheOthersSignatures(String curve, String algorithm) throws GeneralSecurityException {
        KeyPair keys = keys(curve);
        byte[] message = algorithm.startsWith("NONE") ? sha256(MESSAGE) : MESSAGE;

        assertThat(verified(keys, algorithm, message, signed(keys, algorithm, message, false), true))
                .isTrue();
        assertThat(verified(keys, algorithm, message, signed(keys, algorithm, message, true), false))
                .isTrue();
    }

    @Test
    void aChangedMessageAnotherKeyAndABrokenSignatureAreRefused() throws GeneralSecurityException {
        KeyPair keys = keys("secp256r1");
        byte[] signature = signed(keys, "SHA256withECDSA", MESSAGE, false);

        assertThat(verified(keys, "SHA256withECDSA", sha256(MESSAGE), signature, false))
                .isFalse();
        assertThat(verified(keys("secp256r1"), "SHA256withECDSA", MESSAGE, signature, false))
                .isFalse();
        assertThat(verified(keys, "SHA256withECDSA", MESSAGE, new byte[] {0x30, 0x06, 2, 1, 0, 2, 1, 0}, false))
                .isFalse();
        assertThat(verified(keys, "SHA256withECDSA", MESSAGE, new byte[7], false))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"secp256r1", "secp384r1"})
    void bothAgreeOnTheSameSecretWithKeysOfBoth(String curve) throws GeneralSecurityException {
        KeyPair own = keys(curve);
        KeyPairGenerator ofTheJdk = KeyPairGenerator.getInstance("EC", "SunEC");
        ofTheJdk.initialize(new ECGenParameterSpec(curve));
        KeyPair theirs = ofTheJdk.generateKeyPair();

        assertThat(KeyPairGenerator.getInstance("EC").getProvider().getInfo()).contains("AmazonCorretto");
        assertThat(secret(KeyAgreement.getInstance("ECDH"), own, theirs))
                .isEqualTo(secret(KeyAgreement.getInstance("ECDH"), theirs, own))
                .isEqualTo(secret(KeyAgreement.getInstance("ECDH", "SunEC"), own, theirs))
                .isEqualTo(secret(KeyAgreement.getInstance("ECDH", "SunEC"), theirs, own));
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void aPointThatIsNotOnTheCurveMakesNoSecretAndBelievesNoSignature(boolean byTheJdk)
            throws GeneralSecurityException {
        KeyPair own = keys("secp256r1");
        ECPublicKey good = (ECPublicKey) keys("secp256r1").getPublic();
        BigInteger x = good.getW().getAffineX();
        BigInteger y = good.getW().getAffineY();
        BigInteger field = ((ECFieldFp) good.getParams().getCurve().getField()).getP();
        for (ECPoint hostile : List.of(
                new ECPoint(x, y.add(BigInteger.ONE)),
                new ECPoint(BigInteger.ZERO, BigInteger.ZERO),
                new ECPoint(BigInteger.ONE, BigInteger.ONE),
                new ECPoint(x.add(field), y),
                ECPoint.POINT_INFINITY,
                ((ECPublicKey) keys("secp384r1").getPublic()).getW())) {
            ECPublicKey key = new GivenKey(hostile, good.getParams());

            assertThatThrownBy(() -> agree(own, key, byTheJdk)).isInstanceOfAny(INVALID);
            assertThat(isBelieved(key, new byte[] {0x30, 6, 2, 1, 1, 2, 1, 1}, byTheJdk))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void numbersOutOfRangeAndBrokenDerAreNoSignature(boolean byTheJdk) throws GeneralSecurityException {
        KeyPair keys = keys("secp256r1");
        BigInteger order = ((ECPublicKey) keys.getPublic()).getParams().getOrder();
        BigInteger one = BigInteger.ONE;
        for (BigInteger[] numbers : new BigInteger[][] {
            {BigInteger.ZERO, one},
            {one, BigInteger.ZERO},
            {order, one},
            {one, order},
            {order.negate(), one},
            {order.shiftLeft(256), one},
            {order.add(one), order.add(one)}
        }) {
            assertThat(isBelieved(keys.getPublic(), der(numbers[0], numbers[1]), byTheJdk))
                    .isFalse();
        }
        byte[] right = signed(keys, "SHA256withECDSA", MESSAGE, byTheJdk);
        for (byte[] broken : List.of(
                new byte[0],
                new byte[] {0x30},
                new byte[] {0x30, (byte) 0x80},
                new byte[] {0x30, (byte) 0x84, 0x7f, -1, -1, -1},
                Arrays.copyOf(right, right.length - 1),
                Arrays.copyOf(right, right.length + 1))) {
            assertThat(isBelieved(keys.getPublic(), broken, byTheJdk)).isFalse();
        }
    }

    @Test
    void nothingElseChangesItsProvider() throws GeneralSecurityException {
        String digests = MessageDigest.getInstance("SHA-256").getProvider().getName();
        String ofRsa = Signature.getInstance("SHA256withRSA").getProvider().getName();
        NativeEcdsa.remove();

        assertThat(MessageDigest.getInstance("SHA-256").getProvider().getName()).isEqualTo(digests);
        assertThat(Signature.getInstance("SHA256withRSA").getProvider().getName())
                .isEqualTo(ofRsa);
    }

    @Test
    void installingTwiceIsInstallingOnce() throws GeneralSecurityException {
        assertThat(NativeEcdsa.install()).isEqualTo(NativeEcdsa.install());

        assertThat(Signature.getInstance("SHA256withECDSA").getProvider().getInfo())
                .contains("AmazonCorretto");
    }

    private static byte[] signed(KeyPair keys, String algorithm, byte[] message, boolean byTheJdk)
            throws GeneralSecurityException {
        Signature signature = signature(algorithm, byTheJdk);
        signature.initSign(keys.getPrivate());
        signature.update(message);
        return signature.sign();
    }

    private static boolean verified(KeyPair keys, String algorithm, byte[] message, byte[] signed, boolean byTheJdk)
            throws GeneralSecurityException {
        Signature signature = signature(algorithm, byTheJdk);
        signature.initVerify(keys.getPublic());
        signature.update(message);
        try {
            return signature.verify(signed);
        } catch (SignatureException malformed) {
            return false;
        }
    }

    private static Signature signature(String algorithm, boolean byTheJdk) throws GeneralSecurityException {
        return byTheJdk ? Signature.getInstance(algorithm, "SunEC") : Signature.getInstance(algorithm);
    }

    /** The JDK's answer to the point at infinity, which no JWK and no certificate that is read here can name, is the last. */
    private static final Class<?>[] INVALID = {
        InvalidKeyException.class, IllegalArgumentException.class, NullPointerException.class
    };

    /** A key as somebody else may hand it in: nothing has looked at its point. */
    private record GivenKey(ECPoint point, ECParameterSpec params) implements ECPublicKey {

        @Override
        public ECPoint getW() {
            return point;
        }

        @Override
        public ECParameterSpec getParams() {
            return params;
        }

        @Override
        public String getAlgorithm() {
            return "EC";
        }

        @Override
        public String getFormat() {
            return "X.509";
        }

        @Override
        public byte @Nullable [] getEncoded() {
            return null;
        }
    }

    private static void agree(KeyPair own, ECPublicKey key, boolean byTheJdk) throws GeneralSecurityException {
        KeyAgreement agreement =
                byTheJdk ? KeyAgreement.getInstance("ECDH", "SunEC") : KeyAgreement.getInstance("ECDH");
        agreement.init(own.getPrivate());
        agreement.doPhase(key, true);
        agreement.generateSecret();
    }

    private static boolean isBelieved(PublicKey key, byte[] signed, boolean byTheJdk) throws GeneralSecurityException {
        Signature signature = signature("SHA256withECDSA", byTheJdk);
        try {
            signature.initVerify(key);
            signature.update(MESSAGE);
            return signature.verify(signed);
        } catch (InvalidKeyException | SignatureException refused) {
            return false;
        }
    }

    private static byte[] der(BigInteger r, BigInteger s) {
        byte[] first = r.toByteArray();
        byte[] second = s.toByteArray();
        ByteArrayOutputStream der = new ByteArrayOutputStream();
        der.write(0x30);
        der.write(4 + first.length + second.length);
        for (byte[] number : List.of(first, second)) {
            der.write(2);
            der.write(number.length);
            der.writeBytes(number);
        }
        return der.toByteArray();
    }

    private static byte[] secret(KeyAgreement agreement, KeyPair own, KeyPair other) throws GeneralSecurityException {
        agreement.init(own.getPrivate());
        agreement.doPhase(other.getPublic(), true);
        return agreement.generateSecret();
    }

    private static byte[] sha256(byte[] message) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(message);
    }

    private static KeyPair keys(String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }
}
