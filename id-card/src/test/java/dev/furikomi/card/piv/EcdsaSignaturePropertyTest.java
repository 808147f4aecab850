package dev.furikomi.card.piv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.card.certificate.SignatureAlgorithm;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class EcdsaSignaturePropertyTest {

    private static final KeyPair P256 = keyPair("secp256r1");
    private static final KeyPair P384 = keyPair("secp384r1");

    @Property(tries = 200)
    void anySignatureOnP256VerifiesInTheConcatenatedForm(@ForAll @Size(32) byte[] digest) throws Exception {
        verifiesWhenConcatenated(SignatureAlgorithm.ES256, P256, digest);
    }

    @Property(tries = 200)
    void anySignatureOnP384VerifiesInTheConcatenatedForm(@ForAll @Size(48) byte[] digest) throws Exception {
        verifiesWhenConcatenated(SignatureAlgorithm.ES384, P384, digest);
    }

    @Property
    void anyBytesAreASignatureOrRefused(@ForAll byte[] bytes) {
        EcdsaSignature.toConcatenated(SignatureAlgorithm.ES256, bytes)
                .ifPresent(signature -> assertThat(signature).hasSize(64));
        EcdsaSignature.toConcatenated(SignatureAlgorithm.ES384, bytes)
                .ifPresent(signature -> assertThat(signature).hasSize(96));
    }

    private static void verifiesWhenConcatenated(SignatureAlgorithm algorithm, KeyPair key, byte[] digest)
            throws GeneralSecurityException {
        Signature signer = Signature.getInstance("NONEwithECDSA");
        signer.initSign(key.getPrivate());
        signer.update(digest);

        byte[] concatenated =
                EcdsaSignature.toConcatenated(algorithm, signer.sign()).orElseThrow();

        assertThat(algorithm.verifies(key.getPublic(), digest, concatenated)).isTrue();
    }

    private static KeyPair keyPair(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException bug) {
            throw new IllegalStateException(bug);
        }
    }
}
