package dev.furikomi.bridge.session;

import dev.furikomi.bridge.reader.CardTroubleException;
import dev.furikomi.bridge.reader.CardTroubleException.Trouble;
import dev.furikomi.bridge.reader.PivCard;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.piv.PivSlot;
import dev.furikomi.card.token.CardPolicy;
import dev.furikomi.card.token.CardToken;
import dev.furikomi.card.token.Identification;
import dev.furikomi.card.token.PasswordEnvelope;
import dev.furikomi.card.token.SessionRequest;
import dev.furikomi.card.token.SessionRequestOutcome.Permitted;
import dev.furikomi.card.token.SignedBytes;
import dev.furikomi.card.token.SigningContext;
import dev.furikomi.card.token.SigningLabel;
import dev.furikomi.card.token.Transfer;
import dev.furikomi.card.trust.Bank;
import dev.furikomi.card.trust.BankList;
import dev.furikomi.card.trust.RecognisedCard;
import dev.furikomi.events.Procedure;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The verified request of a session, and the messages to the bank that are made from it. Holds no state of its own. */
final class SessionPapers {
    private final Permitted permitted;
    private final BankList banks;
    private final String version;

    SessionPapers(Permitted permitted, BankList banks, String version) {
        this.permitted = permitted;
        this.banks = banks;
        this.version = version;
    }

    SessionView view() {
        SessionRequest request = permitted.request();
        Bank bank = permitted.bank();
        Transfer transfer = request.transfer();
        return new SessionView(
                request.sid().toString(),
                new SessionView.Bank(
                        bank.bic(),
                        Map.of("en", bank.name().en(), "ja", bank.name().ja()),
                        bank.icon(),
                        request.origin()),
                new SessionView.Transfer(
                        new SessionView.Creditor(
                                transfer.creditor().name(),
                                transfer.creditor().agent(),
                                transfer.creditor().account()),
                        new SessionView.Amount(
                                transfer.instructedAmount().currencyCode(),
                                transfer.instructedAmount().amount()),
                        transfer.orderNumber()));
    }

    Instant expiresAt() {
        return permitted.request().expiresAt();
    }

    boolean isShortProcedure() {
        return permitted.request().procedure() == Procedure.SHORT;
    }

    boolean demandsPin() {
        return policy() == CardPolicy.PIN;
    }

    /** Whether the bank takes cards of this institution; only then the card may sign for it. */
    boolean accepts(CardPapers card) {
        return card.identifying().isPresent() && accepts(card.institution());
    }

    /** Reads the slots that the policy uses. That a card of another bank has no more than one is not its fault here. */
    CardPapers read(PivCard card) throws CardTroubleException {
        PivSlot identifying = policy().identificationSlot();
        Map<PivSlot, X509Certificate> certificates = new EnumMap<>(PivSlot.class);
        X509Certificate first = card.certificate(identifying);
        certificates.put(identifying, first);
        Optional<RecognisedCard> recognised = banks.recognise(first);
        String institution = recognised.map(RecognisedCard::institution).orElse(BankList.UNKNOWN_INSTITUTION);
        PivSlot consenting = policy().slot(consent());
        if (consenting != identifying && accepts(institution)) {
            certificates.put(consenting, card.certificate(consenting));
        }
        return new CardPapers(certificates, institution, recognised.map(RecognisedCard::certificate));
    }

    /** The card of the visit must be the one that was identified, by the certificate of the key that is to sign. */
    void requireSame(PivCard visited, CardPapers card, SigningLabel label) throws CardTroubleException {
        PivSlot slot = policy().slot(label);
        X509Certificate now;
        try {
            now = visited.certificate(slot);
        } catch (CardTroubleException e) {
            throw e.trouble() == Trouble.NO_CERTIFICATE
                    ? new CardTroubleException(Trouble.CHANGED, "Another card is in the reader.", e)
                    : e;
        }
        if (!now.equals(card.certificates().get(slot))) {
            throw new CardTroubleException(Trouble.CHANGED, "Another card is in the reader.");
        }
    }

    Identification identification(CardPapers card) {
        return Identification.of(permitted.request(), card.institution());
    }

    /** The password for the bank alone, as a JWE. */
    String seal(Password password, CardPapers card) {
        String reference = card.identifying()
                .orElseThrow(() -> new IllegalStateException("Only a card of the profile signs."))
                .accountReference();
        return PasswordEnvelope.seal(permitted.request(), reference, password.characters());
    }

    /**
     * Has the card sign. Whoever calls has just compared the card; a PIN may have been verified since, so nothing but the
     * signature is asked of the card here.
     *
     * @param secret the password envelope; null under the policy that has none
     */
    CardToken sign(SigningLabel label, PivCard visited, CardPapers card, @Nullable String secret)
            throws CardTroubleException {
        PivSlot slot = policy().slot(label);
        CardCertificate certificate = certificate(card, slot);
        SignatureAlgorithm algorithm = certificate.algorithm();
        SessionRequest request = permitted.request();
        SigningContext context = secret == null
                ? SigningContext.withoutSecret(request, permitted.compact())
                : SigningContext.of(request, permitted.compact(), secret);
        byte[] digest =
                switch (label) {
                    case AUTHENTICATE -> SignedBytes.authenticate(context, algorithm);
                    case APPLY -> SignedBytes.apply(context, request.transfer(), algorithm);
                    case ACCEPT -> SignedBytes.accept(context, request.transfer(), algorithm);
                };
        byte[] signature = visited.sign(slot, algorithm, digest);
        return switch (label) {
            case AUTHENTICATE -> CardToken.proof(request.sid(), slot, certificate, signature, secret, version);
            case APPLY -> CardToken.application(request.sid(), slot, certificate, signature, version);
            case ACCEPT -> CardToken.acceptance(request.sid(), slot, certificate, signature, version);
        };
    }

    private CardPolicy policy() {
        return permitted.request().policy();
    }

    private SigningLabel consent() {
        return isShortProcedure() ? SigningLabel.APPLY : SigningLabel.ACCEPT;
    }

    private boolean accepts(String institution) {
        return permitted.request().acceptedAuthorities().contains(institution);
    }

    private CardCertificate certificate(CardPapers card, PivSlot slot) throws CardTroubleException {
        return banks.recognise(
                        java.util.Objects.requireNonNull(card.certificates().get(slot)))
                .map(RecognisedCard::certificate)
                .orElseThrow(() -> new CardTroubleException(
                        Trouble.UNREADABLE, "The certificate in slot " + slot.hex() + " is none of an ID card."));
    }
}
