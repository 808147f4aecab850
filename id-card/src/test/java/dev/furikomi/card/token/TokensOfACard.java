package dev.furikomi.card.token;

import dev.furikomi.card.Fixtures;
import dev.furikomi.card.certificate.CardCertificate;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

/** Tokens of one card for one session, as it signs them and as they should not be. */
abstract class TokensOfACard {

    static final SessionRequest REQUEST = Fixtures.sessionRequest();
    static final String COMPACT = REQUEST.sign(Fixtures.MINATO_KEYS.requestKey());
    static final String SECRET = PasswordEnvelope.seal(REQUEST, Fixtures.ACCOUNT_REFERENCE, "himitsu".toCharArray());
    static final SigningContext CONTEXT = SigningContext.of(REQUEST, COMPACT, SECRET);
    static final Transfer TRANSFER = Fixtures.transfer();
    static final CardCertificate CARD = Fixtures.card();

    final TokenVerifier verifier = new TokenVerifier(
            List.of(Fixtures.MINATO_KEYS.cardAuthority().certificate()), Clock.fixed(Fixtures.NOW, ZoneOffset.UTC));

    TokenOutcome verify(SigningLabel label, CardToken token) {
        return switch (label) {
            case AUTHENTICATE -> verifier.verifyProof(token, CONTEXT, CARD.publicKey());
            case APPLY -> verifier.verifyApplication(token, CONTEXT, TRANSFER, CARD.publicKey());
            case ACCEPT -> verifier.verifyAcceptance(token, CONTEXT, TRANSFER, CARD.publicKey());
        };
    }

    static byte[] digest(SigningLabel label) {
        return switch (label) {
            case AUTHENTICATE -> SignedBytes.authenticate(CONTEXT);
            case APPLY -> SignedBytes.apply(CONTEXT, TRANSFER);
            case ACCEPT -> SignedBytes.accept(CONTEXT, TRANSFER);
        };
    }

    static CardToken proof(SigningContext context) {
        return token(SigningLabel.AUTHENTICATE, CARD, SignedBytes.authenticate(context));
    }

    static CardToken application(SigningContext context, Transfer transfer) {
        return token(SigningLabel.APPLY, CARD, SignedBytes.apply(context, transfer));
    }

    static CardToken acceptance(SigningContext context, Transfer transfer) {
        return token(SigningLabel.ACCEPT, CARD, SignedBytes.accept(context, transfer));
    }

    static CardToken token(SigningLabel label, CardCertificate card, byte[] digest) {
        byte[] signature = Fixtures.sign(Fixtures.CARD_KEY, digest);
        return switch (label) {
            case AUTHENTICATE -> CardToken.proof(REQUEST.sid(), card, signature, SECRET, "1.0");
            case APPLY -> CardToken.application(REQUEST.sid(), card, signature, "1.0");
            case ACCEPT -> CardToken.acceptance(REQUEST.sid(), card, signature, "1.0");
        };
    }

    static String reason(TokenOutcome outcome) {
        return outcome instanceof TokenOutcome.Refused refused
                ? refused.reason().code()
                : "genuine";
    }
}
