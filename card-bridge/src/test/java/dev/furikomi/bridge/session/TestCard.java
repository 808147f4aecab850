package dev.furikomi.bridge.session;

import dev.furikomi.bridge.reader.CardTroubleException;
import dev.furikomi.bridge.reader.CardTroubleException.Trouble;
import dev.furikomi.bridge.reader.PivCard;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;

/** A card with a real key and certificate, without the APDUs. */
final class TestCard implements PivCard {
    private final KeyPair keys = TestAuthority.newKeys();
    private final X509Certificate certificate;

    TestCard(TestAuthority authority, String accountReference) {
        this.certificate = authority.card(accountReference, keys);
    }

    PublicKey publicKey() {
        return keys.getPublic();
    }

    @Override
    public X509Certificate certificate() {
        return certificate;
    }

    @Override
    public byte[] sign(byte[] hash) throws CardTroubleException {
        try {
            Signature signature = Signature.getInstance("NONEwithECDSAinP1363Format");
            signature.initSign(keys.getPrivate());
            signature.update(hash);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new CardTroubleException(Trouble.UNREADABLE, "The key does not sign.", e);
        }
    }
}
