package dev.furikomi.bridge.reader;

import dev.furikomi.bridge.reader.CardTroubleException.Trouble;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.certificate.MalformedCertificateException;
import dev.furikomi.card.piv.ContactlessInterface;
import dev.furikomi.card.piv.PivOutcome;
import dev.furikomi.card.piv.PivRefusal;
import dev.furikomi.card.piv.PivSession;
import dev.furikomi.card.piv.PivSlot;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.smartcardio.Card;

/** Slot 9E of a connected PIV card; refused over the air, where a card is easily relayed. */
final class PivSlot9E implements PivCard {
    private static final PivSlot SLOT = PivSlot.CARD_AUTHENTICATION;

    private final PivSession session;

    private PivSlot9E(PivSession session) {
        this.session = session;
    }

    static PivSlot9E select(Card card) throws CardTroubleException {
        if (ContactlessInterface.isContactless(card.getATR())) {
            throw new CardTroubleException(Trouble.UNREADABLE, "A contactless card is not used.");
        }
        return new PivSlot9E(answered(PivSession.select(card)));
    }

    /** Any certificate: that it is no ID card's is for the session to find, by its institution. */
    @Override
    public X509Certificate certificate() throws CardTroubleException {
        try {
            return CardCertificate.x509(answered(session.certificateBytes(SLOT)));
        } catch (MalformedCertificateException e) {
            throw new CardTroubleException(Trouble.UNREADABLE, "The card's certificate cannot be read.", e);
        }
    }

    @Override
    public byte[] sign(byte[] hash) throws CardTroubleException {
        return answered(session.sign(SLOT, hash));
    }

    private static <T> T answered(PivOutcome<T> outcome) throws CardTroubleException {
        if (outcome instanceof PivOutcome.Answered<T> answered) {
            return answered.value();
        }
        Optional<PivRefusal> refusal = outcome.fold(value -> Optional.empty(), Optional::of);
        boolean removed = refusal.map(PivRefusal::reason)
                .filter(PivRefusal.Reason.CARD_REMOVED::equals)
                .isPresent();
        throw new CardTroubleException(
                removed ? Trouble.REMOVED : Trouble.UNREADABLE, "The card refused: " + refusal.orElseThrow());
    }
}
