package dev.furikomi.bridge.session;

import dev.furikomi.bridge.reader.CardTroubleException;
import dev.furikomi.bridge.reader.CardTroubleException.Trouble;
import dev.furikomi.bridge.reader.PivCard;
import dev.furikomi.bridge.session.Dialogue.Consent;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.certificate.MalformedCertificateException;
import dev.furikomi.card.token.CardToken;
import dev.furikomi.card.token.Identification;
import dev.furikomi.card.token.PasswordEnvelope;
import dev.furikomi.card.token.SessionRequest;
import dev.furikomi.card.token.SessionRequestOutcome.Permitted;
import dev.furikomi.card.token.SignedBytes;
import dev.furikomi.card.token.SigningContext;
import dev.furikomi.card.token.Transfer;
import dev.furikomi.card.trust.Bank;
import dev.furikomi.card.trust.BankList;
import dev.furikomi.events.Procedure;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

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

    /** Whether the bank takes cards of this institution; only then the card may sign for it. */
    boolean accepts(CardPapers card) {
        return card.certificate().isPresent()
                && permitted.request().acceptedAuthorities().contains(card.institution());
    }

    CardPapers read(PivCard card) throws CardTroubleException {
        X509Certificate certificate = card.certificate();
        Optional<CardCertificate> profiled;
        try {
            profiled = Optional.of(CardCertificate.of(certificate));
        } catch (MalformedCertificateException foreign) {
            profiled = Optional.empty();
        }
        return new CardPapers(certificate.getPublicKey(), banks.institution(certificate), profiled);
    }

    Identification identification(CardPapers card) {
        return Identification.of(permitted.request(), card.institution());
    }

    /** The password for the bank alone, as a JWE. */
    String seal(Password password, CardPapers card) {
        return PasswordEnvelope.seal(permitted.request(), certificate(card).accountReference(), password.characters());
    }

    CardToken proof(PivCard visited, CardPapers card, String secret) throws CardTroubleException {
        requireSame(visited, card);
        byte[] signature = visited.sign(SignedBytes.authenticate(context(secret)));
        return CardToken.proof(permitted.request().sid(), certificate(card), signature, secret, version);
    }

    /** The secret is the one of the proof: the bank takes no acceptance that another password stands behind. */
    CardToken consent(Consent consent, PivCard visited, CardPapers card, String secret) throws CardTroubleException {
        requireSame(visited, card);
        SessionRequest request = permitted.request();
        return switch (consent) {
            case APPLY ->
                CardToken.application(
                        request.sid(),
                        certificate(card),
                        visited.sign(SignedBytes.apply(context(secret), request.transfer())),
                        version);
            case ACCEPT ->
                CardToken.acceptance(
                        request.sid(),
                        certificate(card),
                        visited.sign(SignedBytes.accept(context(secret), request.transfer())),
                        version);
        };
    }

    private SigningContext context(String secret) {
        return SigningContext.of(permitted.request(), permitted.compact(), secret);
    }

    private void requireSame(PivCard visited, CardPapers card) throws CardTroubleException {
        if (!read(visited).key().equals(card.key())) {
            throw new CardTroubleException(Trouble.CHANGED, "Another card is in the reader.");
        }
    }

    private static CardCertificate certificate(CardPapers card) {
        return card.certificate().orElseThrow(() -> new IllegalStateException("Only a card of the profile signs."));
    }
}
