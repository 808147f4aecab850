package dev.furikomi.card.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.card.Fixtures;
import dev.furikomi.card.jose.Digests;
import dev.furikomi.events.Money;
import dev.furikomi.events.Party;
import java.time.Instant;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A signature counts for the context, transfer and label that it was made for, and for no other. */
class SignedContentTest extends TokensOfACard {

    static Stream<Arguments> otherContexts() {
        byte[] other = Digests.sha256("other");
        UUID id = UUID.fromString("01938b5c-3f00-7000-8000-0000000000ff");
        return Stream.of(
                context("bank", c -> copy(Fixtures.YAMABUKI, c.origin(), c.windowId(), c.nonce(), c)),
                context("origin", c -> copy(c.bic(), Fixtures.YAMABUKI_ORIGIN, c.windowId(), c.nonce(), c)),
                context("window", c -> copy(c.bic(), c.origin(), id, c.nonce(), c)),
                context(
                        "session",
                        c -> new SigningContext(
                                c.bic(),
                                c.origin(),
                                c.windowId(),
                                id,
                                c.nonce(),
                                c.sessionRequestSha256(),
                                c.secretSha256())),
                context("nonce", c -> copy(c.bic(), c.origin(), c.windowId(), other, c)),
                context(
                        "session request",
                        c -> new SigningContext(
                                c.bic(), c.origin(), c.windowId(), c.sid(), c.nonce(), other, c.secretSha256())),
                context(
                        "password envelope",
                        c -> new SigningContext(
                                c.bic(),
                                c.origin(),
                                c.windowId(),
                                c.sid(),
                                c.nonce(),
                                c.sessionRequestSha256(),
                                other)),
                // The fields are told apart, not just strung together.
                context(
                        "border between bank and origin",
                        c -> copy(
                                c.bic() + c.origin().charAt(0), c.origin().substring(1), c.windowId(), c.nonce(), c)));
    }

    static Stream<Arguments> otherTransfers() {
        Transfer t = TRANSFER;
        Party c = t.creditor();
        UUID id = UUID.fromString("01938b5c-3f00-7000-8000-0000000000ff");
        return Stream.of(
                Arguments.of("transfer id", with(id, t.merchant(), c, t.instructedAmount(), t)),
                Arguments.of("merchant", with(t.transferId(), "hanayo", c, t.instructedAmount(), t)),
                Arguments.of("payee's name", payee(new Party("Hanaya 花店", c.agent(), c.account()))),
                Arguments.of("payee's bank", payee(new Party(c.name(), Fixtures.YAMABUKI, c.account()))),
                Arguments.of("payee's account", payee(new Party(c.name(), c.agent(), "1000002"))),
                Arguments.of("border between name and bank", payee(new Party("Hanaya 花屋M", "NTOJPJT", c.account()))),
                Arguments.of("amount", with(t.transferId(), t.merchant(), c, Money.parse("5401", "JPY"), t)),
                Arguments.of("currency", with(t.transferId(), t.merchant(), c, Money.parse("54.00", "EUR"), t)),
                Arguments.of("currency alone", with(t.transferId(), t.merchant(), c, Money.parse("5400", "KRW"), t)),
                Arguments.of("order", order("HN-7Q4M2K9XTC", t.requestId(), t.expiresAt())),
                Arguments.of("request", order(t.orderNumber(), "another", t.expiresAt())),
                Arguments.of(
                        "expiry",
                        order(t.orderNumber(), t.requestId(), t.expiresAt().plusSeconds(1))));
    }

    private static Arguments context(String what, UnaryOperator<SigningContext> change) {
        return Arguments.of(what, change);
    }

    private static SigningContext copy(String bic, String origin, UUID windowId, byte[] nonce, SigningContext c) {
        return new SigningContext(bic, origin, windowId, c.sid(), nonce, c.sessionRequestSha256(), c.secretSha256());
    }

    private static Transfer with(UUID id, String merchant, Party creditor, Money amount, Transfer t) {
        return new Transfer(id, merchant, creditor, amount, t.orderNumber(), t.requestId(), t.expiresAt());
    }

    private static Transfer payee(Party creditor) {
        return with(TRANSFER.transferId(), TRANSFER.merchant(), creditor, TRANSFER.instructedAmount(), TRANSFER);
    }

    private static Transfer order(String number, String requestId, Instant expiresAt) {
        return new Transfer(
                TRANSFER.transferId(),
                TRANSFER.merchant(),
                TRANSFER.creditor(),
                TRANSFER.instructedAmount(),
                number,
                requestId,
                expiresAt);
    }

    @ParameterizedTest(name = "another {0}")
    @MethodSource("otherContexts")
    void refusesASignatureFromAnotherContext(String what, UnaryOperator<SigningContext> change) {
        SigningContext other = change.apply(CONTEXT);

        assertThat(reason(verifier.verifyProof(proof(other), CONTEXT, CARD.publicKey())))
                .as(what)
                .isEqualTo("card-signature-invalid");
        assertThat(reason(verifier.verifyAcceptance(acceptance(other, TRANSFER), CONTEXT, TRANSFER, CARD.publicKey())))
                .isEqualTo("card-signature-invalid");
        assertThat(reason(
                        verifier.verifyApplication(application(other, TRANSFER), CONTEXT, TRANSFER, CARD.publicKey())))
                .isEqualTo("card-signature-invalid");
    }

    @ParameterizedTest(name = "another {0}")
    @MethodSource("otherTransfers")
    void refusesASignatureOverAnotherTransfer(String what, Transfer other) {
        assertThat(other).as(what).isNotEqualTo(TRANSFER);
        assertThat(reason(verifier.verifyAcceptance(acceptance(CONTEXT, other), CONTEXT, TRANSFER, CARD.publicKey())))
                .isEqualTo("card-signature-invalid");
        assertThat(reason(verifier.verifyApplication(application(CONTEXT, other), CONTEXT, TRANSFER, CARD.publicKey())))
                .isEqualTo("card-signature-invalid");
    }

    @ParameterizedTest
    @CsvSource({"AUTHENTICATE, ACCEPT", "APPLY, ACCEPT", "ACCEPT, APPLY", "ACCEPT, AUTHENTICATE"})
    void refusesASignatureUnderAnotherLabel(SigningLabel signed, SigningLabel said) {
        byte[] digest = digest(signed);
        CardToken token = token(said, CARD, digest);

        assertThat(reason(verify(said, token))).isEqualTo("card-signature-invalid");
        assertThat(reason(verify(said, token(signed, CARD, digest)))).isEqualTo("card-signature-invalid");
        assertThat(verify(signed, token(signed, CARD, digest))).isInstanceOf(TokenOutcome.Genuine.class);
    }
}
