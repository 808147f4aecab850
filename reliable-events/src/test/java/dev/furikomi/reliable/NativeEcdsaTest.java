package dev.furikomi.reliable;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECGenParameterSpec;
import javax.crypto.KeyAgreement;
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
