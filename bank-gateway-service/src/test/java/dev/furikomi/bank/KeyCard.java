package dev.furikomi.bank;

import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.issuing.CardAuthority;
import dev.furikomi.card.issuing.KeyFiles;
import dev.furikomi.card.issuing.Validity;
import dev.furikomi.card.piv.PivSlot;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import javax.crypto.Cipher;

/** A card with a key and a certificate in each of some slots. It signs whatever it is given: its PIN is verified. */
public final class KeyCard {

    private final Map<PivSlot, KeyPair> keys = new EnumMap<>(PivSlot.class);
    private final Map<PivSlot, CardCertificate> certificates = new EnumMap<>(PivSlot.class);

    private KeyCard() {}

    /** A card of a bank's own. */
    public static KeyCard of(
            CardAuthority authority,
            String reference,
            Validity validity,
            SignatureAlgorithm algorithm,
            PivSlot... slots) {
        return of((key, slot) -> authority.issue(key, slot, reference, validity), algorithm, slots);
    }

    public static KeyCard of(
            BiFunction<PublicKey, PivSlot, CardCertificate> issuer, SignatureAlgorithm algorithm, PivSlot... slots) {
        KeyCard card = new KeyCard();
        for (PivSlot slot : slots) {
            KeyPair pair = pair(algorithm);
            card.keys.put(slot, pair);
            card.certificates.put(slot, issuer.apply(pair.getPublic(), slot));
        }
        return card;
    }

    public CardCertificate certificate(PivSlot slot) {
        return certificates.get(slot);
    }

    public String cardId() {
        CardCertificate noPin = certificates.get(PivSlot.CARD_AUTHENTICATION);
        return (noPin == null ? certificates.get(PivSlot.AUTHENTICATION) : noPin).keyId();
    }

    /** As the operator API takes them. */
    public Map<String, String> pems() {
        return certificates.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().hex(),
                        entry -> KeyFiles.pem(entry.getValue().certificate())));
    }

    /** In the protocol's form: r‖s or the 256 bytes of RSA. */
    public byte[] sign(PivSlot slot, byte[] digest) {
        try {
            if (certificate(slot).algorithm() == SignatureAlgorithm.RS256) {
                Cipher raw = Cipher.getInstance("RSA/ECB/NoPadding");
                raw.init(Cipher.ENCRYPT_MODE, keys.get(slot).getPrivate());
                return raw.doFinal(SignatureAlgorithm.rsaBlock(digest));
            }
            Signature signature = Signature.getInstance("NONEwithECDSAinP1363Format");
            signature.initSign(keys.get(slot).getPrivate());
            signature.update(digest);
            return signature.sign();
        } catch (GeneralSecurityException bug) {
            throw new IllegalStateException(bug);
        }
    }

    private static KeyPair pair(SignatureAlgorithm algorithm) {
        try {
            KeyPairGenerator generator =
                    KeyPairGenerator.getInstance(algorithm == SignatureAlgorithm.RS256 ? "RSA" : "EC");
            switch (algorithm) {
                case ES256 -> generator.initialize(new ECGenParameterSpec("secp256r1"));
                case ES384 -> generator.initialize(new ECGenParameterSpec("secp384r1"));
                case RS256 -> generator.initialize(2048);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException bug) {
            throw new IllegalStateException(bug);
        }
    }
}
