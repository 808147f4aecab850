package dev.furikomi.card.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SignatureAlgorithmTest {

    private static final byte[] MESSAGE = "5400 yen".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            algorithm, piv, digest, signature
            ES256,      17,     32,        64
            ES384,      20,     48,        96
            RS256,       7,     32,       256
            """)
    void hasTheNumbersOfTheStandards(SignatureAlgorithm algorithm, int piv, int digest, int signature) {
        assertThat(algorithm.wireName()).isEqualTo(algorithm.name());
        assertThat(algorithm.pivAlgorithm()).isEqualTo(piv);
        assertThat(algorithm.digestLength()).isEqualTo(digest).isEqualTo(algorithm.digest(MESSAGE).length);
        assertThat(algorithm.signatureLength()).isEqualTo(signature);
    }

    @ParameterizedTest
    @EnumSource
    void takesWhatTheJavaPlatformSignsWithSuchAKey(SignatureAlgorithm algorithm) throws Exception {
        KeyPair pair = pair(algorithm);
        byte[] signature = sign(algorithm, pair);

        assertThat(SignatureAlgorithm.of(pair.getPublic())).contains(algorithm);
        assertThat(algorithm.verifies(pair.getPublic(), algorithm.digest(MESSAGE), signature))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void refusesEachAlteredByteAndEachOtherLength(SignatureAlgorithm algorithm) throws Exception {
        KeyPair pair = pair(algorithm);
        PublicKey key = pair.getPublic();
        byte[] digest = algorithm.digest(MESSAGE);
        byte[] signature = sign(algorithm, pair);
        for (int i = 0; i < signature.length; i++) {
            byte[] altered = signature.clone();
            altered[i] ^= 1;
            assertThat(algorithm.verifies(key, digest, altered)).isFalse();
        }
        assertThat(algorithm.verifies(key, digest, Arrays.copyOf(signature, signature.length - 1)))
                .isFalse();
        assertThat(algorithm.verifies(key, digest, Arrays.copyOf(signature, signature.length + 1)))
                .isFalse();
        assertThat(algorithm.verifies(key, Arrays.copyOf(digest, digest.length - 1), signature))
                .isFalse();
        assertThat(algorithm.verifies(key, algorithm.digest(new byte[0]), signature))
                .isFalse();
        assertThat(algorithm.verifies(key, digest, new byte[signature.length])).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"ES256, ES384", "ES256, RS256", "ES384, ES256", "ES384, RS256", "RS256, ES256", "RS256, ES384"})
    void refusesAKeyOfAnotherAlgorithm(SignatureAlgorithm algorithm, SignatureAlgorithm other) throws Exception {
        KeyPair pair = pair(algorithm);

        assertThat(other.verifies(
                        pair.getPublic(),
                        other.digest(MESSAGE),
                        Arrays.copyOf(sign(algorithm, pair), other.signatureLength())))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            bits, exponent
            1024,    65537
            2040,    65537
            2048,        3
            2048,       17
            3072,    65537
            """)
    void knowsNoOtherRsaKeys(int bits, BigInteger exponent) throws Exception {
        PublicKey key =
                generate("RSA", new RSAKeyGenParameterSpec(bits, exponent)).getPublic();

        assertThat(SignatureAlgorithm.of(key)).isEmpty();
        assertThat(SignatureAlgorithm.RS256.verifies(key, new byte[32], new byte[256]))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"secp521r1", "secp256k1"})
    void knowsNoOtherCurves(String curve) throws Exception {
        try {
            assertThat(SignatureAlgorithm.of(
                            generate("EC", new ECGenParameterSpec(curve)).getPublic()))
                    .isEmpty();
        } catch (GeneralSecurityException removed) {
            // The platform has done away with secp256k1; then nobody can bring such a key either.
            assertThat(curve).isEqualTo("secp256k1");
        }
    }

    @Test
    void knowsNoOtherKindsOfKeys() throws Exception {
        assertThat(SignatureAlgorithm.of(KeyPairGenerator.getInstance("Ed25519")
                        .generateKeyPair()
                        .getPublic()))
                .isEmpty();
    }

    @Test
    void takesNoPointThatIsNotOnTheCurve() throws Exception {
        ECPublicKey key = (ECPublicKey) pair(SignatureAlgorithm.ES256).getPublic();

        assertThat(NamedCurve.P256.has(key)).isTrue();
        assertThat(NamedCurve.P384.has(key)).isFalse();
        assertThat(NamedCurve.P256.has(at(
                        key,
                        new ECPoint(
                                key.getW().getAffineX().add(BigInteger.ONE),
                                key.getW().getAffineY()))))
                .isFalse();
        assertThat(NamedCurve.P256.has(at(key, new ECPoint(BigInteger.ZERO, BigInteger.ZERO))))
                .isFalse();
        assertThat(NamedCurve.P256.has(at(key, ECPoint.POINT_INFINITY))).isFalse();
    }

    /** What is known as Bleichenbacher's forgery of 2006: a block that begins well and ends in anything. */
    @Test
    void refusesAnRsaBlockWithAnythingBehindTheDigest() throws Exception {
        KeyPair pair = pair(SignatureAlgorithm.RS256);
        byte[] digest = SignatureAlgorithm.RS256.digest(MESSAGE);
        byte[] good = SignatureAlgorithm.rsaBlock(digest);
        byte[] shortPadding = new byte[good.length];
        System.arraycopy(good, 0, shortPadding, 0, 10);
        System.arraycopy(good, good.length - 52, shortPadding, 10, 52);

        assertThat(SignatureAlgorithm.RS256.verifies(pair.getPublic(), digest, rsa(pair, good)))
                .isTrue();
        assertThat(SignatureAlgorithm.RS256.verifies(pair.getPublic(), digest, rsa(pair, shortPadding)))
                .isFalse();
    }

    @Test
    void refusesAnRsaSignatureThatIsNotLessThanTheModulus() throws Exception {
        KeyPair pair = pair(SignatureAlgorithm.RS256);
        // A modulus with room above it, so that a signature can be found which still has 256 bytes with it added.
        while (((RSAPublicKey) pair.getPublic()).getModulus().shiftRight(2040).intValue() > 0xE0) {
            pair = pair(SignatureAlgorithm.RS256);
        }
        BigInteger modulus = ((RSAPublicKey) pair.getPublic()).getModulus();
        byte[] digest = new byte[32];
        BigInteger more;
        do {
            digest[0]++;
            digest[1] += digest[0] == 0 ? 1 : 0;
            more = new BigInteger(1, rsa(pair, SignatureAlgorithm.rsaBlock(digest))).add(modulus);
        } while (more.bitLength() > 2048);
        byte[] bytes = more.toByteArray();

        assertThat(SignatureAlgorithm.RS256.verifies(
                        pair.getPublic(), digest, Arrays.copyOfRange(bytes, bytes.length - 256, bytes.length)))
                .isFalse();
    }

    /** A modulus as the chips of CVE-2017-15361 made them, put together for this test. */
    @Test
    void knowsNoRsaKeyFromWhichThePrivateOneCanBeFound() throws Exception {
        BigInteger factorable = new BigInteger(
                "fc9c386866e178304937f402ec93ec418a2111f1997f808f94cfa2819d3dff67"
                        + "ac6921141253eb50f47c71c81a2ec3591df1c82d340832a86d30212cb5352b68"
                        + "91ddc1282cd4337d78adc0c9f773bffb5a7c2ef783303bd6590eb8a755f51cbd"
                        + "7de95350250f4e2849bd90761e8f43ddec2d7ba4fa86f6b064ae886125f3a6a1"
                        + "01d327b26e6d28a791dcbe6873f7548bbd874dc298938f0593f1071c76db299a"
                        + "5c3e9d4be369eca60c87ab0c4b2c8a19c8d2f75bfa3f904c4bbcc8705d494f02"
                        + "c307bc8078f9fdbefc83d081d1a95fd2e0d870e1b5840d2505d9bae4a7316994"
                        + "762405c856ea16fd8c7631f8a681c1ac88cd3c87cc67f3ed9deb8c2f18142fbf",
                16);
        PublicKey key = java.security.KeyFactory.getInstance("RSA")
                .generatePublic(new java.security.spec.RSAPublicKeySpec(factorable, RSAKeyGenParameterSpec.F4));

        assertThat(factorable.bitLength()).isEqualTo(2048);
        assertThat(SignatureAlgorithm.of(key)).isEmpty();
    }

    @Test
    void padsDigestsOfItsHashOnly() {
        assertThatThrownBy(() -> SignatureAlgorithm.rsaBlock(new byte[48]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    static KeyPair pair(SignatureAlgorithm algorithm) throws GeneralSecurityException {
        return switch (algorithm) {
            case ES256 -> generate("EC", new ECGenParameterSpec("secp256r1"));
            case ES384 -> generate("EC", new ECGenParameterSpec("secp384r1"));
            case RS256 -> generate("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));
        };
    }

    private static byte[] sign(SignatureAlgorithm algorithm, KeyPair pair) throws GeneralSecurityException {
        Signature signer = Signature.getInstance(
                switch (algorithm) {
                    case ES256 -> "SHA256withECDSAinP1363Format";
                    case ES384 -> "SHA384withECDSAinP1363Format";
                    case RS256 -> "SHA256withRSA";
                });
        signer.initSign(pair.getPrivate());
        signer.update(MESSAGE);
        return signer.sign();
    }

    private static byte[] rsa(KeyPair pair, byte[] block) throws GeneralSecurityException {
        javax.crypto.Cipher raw = javax.crypto.Cipher.getInstance("RSA/ECB/NoPadding");
        raw.init(javax.crypto.Cipher.ENCRYPT_MODE, pair.getPrivate());
        return raw.doFinal(block);
    }

    private static KeyPair generate(String kind, AlgorithmParameterSpec parameters) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
        generator.initialize(parameters);
        return generator.generateKeyPair();
    }

    private static ECPublicKey at(ECPublicKey key, ECPoint point) {
        return new ECPublicKey() {
            @Override
            public ECPoint getW() {
                return point;
            }

            @Override
            public java.security.spec.ECParameterSpec getParams() {
                return key.getParams();
            }

            @Override
            public String getAlgorithm() {
                return key.getAlgorithm();
            }

            @Override
            public String getFormat() {
                return key.getFormat();
            }

            @Override
            public byte[] getEncoded() {
                return key.getEncoded();
            }
        };
    }
}
