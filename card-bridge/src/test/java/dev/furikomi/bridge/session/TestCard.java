package dev.furikomi.bridge.session;

import dev.furikomi.bridge.reader.CardTroubleException;
import dev.furikomi.bridge.reader.CardTroubleException.Trouble;
import dev.furikomi.bridge.reader.PinAnswer;
import dev.furikomi.bridge.reader.PivCard;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.piv.PinStatus;
import dev.furikomi.card.piv.PivSlot;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** A card with real keys and certificates and a PIN, without the APDUs; it notes what it was asked for. */
final class TestCard implements PivCard {
    static final String PIN = "123456";

    private final Map<PivSlot, KeyPair> keys = new EnumMap<>(PivSlot.class);
    private final Map<PivSlot, X509Certificate> certificates = new EnumMap<>(PivSlot.class);
    final List<String> asked = new ArrayList<>();
    final List<String> readerSpoke = new ArrayList<>();
    int triesLeft = 3;
    /** What the reader's own keys answer; null: the reader has none. */
    PinAnswer onReader;

    private boolean verified;

    TestCard(TestAuthority authority, String accountReference) {
        for (PivSlot slot : PivSlot.values()) {
            KeyPair pair = TestAuthority.newKeys();
            keys.put(slot, pair);
            certificates.put(slot, authority.card(accountReference, pair, slot));
        }
    }

    PublicKey publicKey() {
        return publicKey(PivSlot.CARD_AUTHENTICATION);
    }

    PublicKey publicKey(PivSlot slot) {
        return keys.get(slot).getPublic();
    }

    void has(PivSlot slot, X509Certificate certificate) {
        certificates.put(slot, certificate);
    }

    void lacks(PivSlot slot) {
        certificates.remove(slot);
    }

    @Override
    public X509Certificate certificate(PivSlot slot) throws CardTroubleException {
        asked.add("certificate " + slot.hex());
        if (!certificates.containsKey(slot)) {
            throw new CardTroubleException(Trouble.NO_CERTIFICATE, "No certificate.");
        }
        return certificates.get(slot);
    }

    @Override
    public byte[] sign(PivSlot slot, SignatureAlgorithm algorithm, byte[] digest) throws CardTroubleException {
        asked.add("sign " + slot.hex());
        if (slot != PivSlot.CARD_AUTHENTICATION && !verified) {
            throw new CardTroubleException(Trouble.UNREADABLE, "The PIN comes first.");
        }
        verified = false;
        try {
            Signature signature = Signature.getInstance("NONEwithECDSAinP1363Format");
            signature.initSign(keys.get(slot).getPrivate());
            signature.update(digest);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new CardTroubleException(Trouble.UNREADABLE, "The key does not sign.", e);
        }
    }

    @Override
    public PinStatus pinStatus() {
        asked.add("status");
        return new PinStatus(false, OptionalInt.of(triesLeft));
    }

    @Override
    public PinAnswer verifyPin(byte[] pin) {
        asked.add("verify");
        if (triesLeft == 0) {
            return new PinAnswer.Blocked();
        }
        if (Arrays.equals(pin, PIN.getBytes(StandardCharsets.US_ASCII))) {
            triesLeft = 3;
            verified = true;
            return new PinAnswer.Accepted();
        }
        triesLeft--;
        return triesLeft == 0 ? new PinAnswer.Blocked() : new PinAnswer.Wrong(OptionalInt.of(triesLeft));
    }

    @Override
    public boolean hasPinPad() {
        return onReader != null;
    }

    @Override
    public PinAnswer verifyPinOnReader(Locale language) {
        asked.add("verify on reader");
        readerSpoke.add(language.getLanguage());
        verified = onReader instanceof PinAnswer.Accepted;
        return onReader;
    }
}
