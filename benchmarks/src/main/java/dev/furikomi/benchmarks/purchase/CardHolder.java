package dev.furikomi.benchmarks.purchase;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.impl.ECDSA;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.issuing.CardAuthority;
import dev.furikomi.card.issuing.Validity;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Locale;

/**
 * A customer with an account and a card. The card's key is in memory instead of on a chip: what it signs is the same.
 *
 * @param institution of the card: SHA-256 of its authority's public key
 */
record CardHolder(
        String customer,
        String account,
        String password,
        CardCertificate certificate,
        PrivateKey cardKey,
        String institution) {

    static CardHolder issue(int number, CardAuthority authority, Validity validity) {
        KeyPair pair = keyPair();
        String digits = String.format(Locale.ROOT, "%07d", number);
        return new CardHolder(
                "bench-" + digits,
                "3" + digits,
                "password of bench-" + digits,
                authority.issue(pair.getPublic(), "r-bench-" + digits, validity),
                pair.getPrivate(),
                authority.spkiSha256());
    }

    /** What the card answers when it is given a digest: r‖s. */
    byte[] sign(byte[] digest) {
        try {
            Signature signature = Signature.getInstance("NONEwithECDSA");
            signature.initSign(cardKey);
            signature.update(digest);
            return ECDSA.transcodeSignatureToConcat(signature.sign(), SignatureAlgorithm.ES256.signatureLength());
        } catch (GeneralSecurityException | JOSEException bug) {
            throw new IllegalStateException(bug);
        }
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException bug) {
            throw new IllegalStateException(bug);
        }
    }

    /** Never its password. */
    @Override
    public String toString() {
        return customer;
    }
}
