package dev.furikomi.card.piv;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.card.jose.SigningKeys;
import java.security.Signature;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class EcdsaSignaturePropertyTest {

    private static final ECKey KEY = SigningKeys.generate();

    @Property(tries = 200)
    void anyCardsSignatureVerifiesInTheConcatenatedForm(@ForAll @Size(32) byte[] digest) throws Exception {
        Signature signer = Signature.getInstance("NONEwithECDSA");
        signer.initSign(KEY.toECPrivateKey());
        signer.update(digest);

        byte[] concatenated = EcdsaSignature.toConcatenated(signer.sign()).orElseThrow();

        Signature verifier = Signature.getInstance("NONEwithECDSAinP1363Format");
        verifier.initVerify(KEY.toECPublicKey());
        verifier.update(digest);
        assertThat(verifier.verify(concatenated)).isTrue();
    }

    @Property
    void anyBytesAreASignatureOrRefused(@ForAll byte[] bytes) {
        EcdsaSignature.toConcatenated(bytes)
                .ifPresent(signature -> assertThat(signature).hasSize(64));
    }
}
