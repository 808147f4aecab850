package dev.furikomi.card.token;

import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.jose.Base64Url;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bank's checks of a card token, in the protocol's order. It knows no session: the caller has found the token's
 * {@code sid} to be its window's live session before, and hands over the context that it keeps itself. CPU-bound; never
 * on an event loop.
 */
public final class TokenVerifier {

    private static final int SIGNATURE_LENGTH = 64;

    private final List<X509Certificate> cardAuthorities;
    private final InstantSource clock;

    /** {@code cardAuthorities} are those of this bank alone. */
    public TokenVerifier(List<X509Certificate> cardAuthorities, InstantSource clock) {
        this.cardAuthorities = List.copyOf(cardAuthorities);
        this.clock = clock;
    }

    /**
     * S304: the proof that the card is here.
     *
     * @param registeredKey the key with which the card {@link CardToken#unverifiedCertificate} is registered, null when
     *     it is not
     */
    public TokenOutcome verifyProof(CardToken token, SigningContext context, @Nullable PublicKey registeredKey) {
        return verify(token, SigningLabel.AUTHENTICATE, context, SignedBytes.authenticate(context), registeredKey);
    }

    /** S109 of the short procedure; the context's secret is the one that S304 accepted. */
    public TokenOutcome verifyApplication(
            CardToken token, SigningContext context, Transfer transfer, @Nullable PublicKey registeredKey) {
        return verify(token, SigningLabel.APPLY, context, SignedBytes.apply(context, transfer), registeredKey);
    }

    /** S110; the context's secret is the one that S304 accepted. */
    public TokenOutcome verifyAcceptance(
            CardToken token, SigningContext context, Transfer transfer, @Nullable PublicKey registeredKey) {
        return verify(token, SigningLabel.ACCEPT, context, SignedBytes.accept(context, transfer), registeredKey);
    }

    private TokenOutcome verify(
            CardToken token,
            SigningLabel label,
            SigningContext context,
            byte[] signedDigest,
            @Nullable PublicKey registeredKey) {
        Optional<CardCertificate> card = token.unverifiedCertificate();
        if (card.isEmpty() || !isOfTheProtocol(token)) {
            return refused(TokenOutcome.Reason.CARD_UNREADABLE);
        }
        if (cardAuthorities.stream().noneMatch(card.get()::isIssuedBy)) {
            return refused(TokenOutcome.Reason.CARD_OF_ANOTHER_BANK);
        }
        if (!card.get().isValidAt(clock.instant())) {
            return refused(TokenOutcome.Reason.CARD_EXPIRED);
        }
        PublicKey key = card.get().publicKey();
        if (registeredKey == null || !MessageDigest.isEqual(registeredKey.getEncoded(), key.getEncoded())) {
            return refused(TokenOutcome.Reason.CARD_UNKNOWN);
        }
        boolean sameSession = context.sid().toString().equals(token.sid());
        if (token.label() != label || !sameSession || !isSigned(token.signature(), key, signedDigest)) {
            return refused(TokenOutcome.Reason.CARD_SIGNATURE_INVALID);
        }
        return new TokenOutcome.Genuine(card.get());
    }

    private static boolean isOfTheProtocol(CardToken token) {
        return CardToken.FORMAT.equals(token.format())
                && CardToken.SLOT.equals(token.slot())
                && CardToken.ALGORITHM.equals(token.algorithm());
    }

    private static boolean isSigned(@Nullable String signature, PublicKey key, byte[] digest) {
        Optional<byte[]> concatenated = Optional.ofNullable(signature).flatMap(Base64Url::decode);
        if (concatenated.isEmpty() || concatenated.get().length != SIGNATURE_LENGTH) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance("NONEwithECDSAinP1363Format");
            verifier.initVerify(key);
            verifier.update(digest);
            return verifier.verify(concatenated.get());
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    private static TokenOutcome refused(TokenOutcome.Reason reason) {
        return new TokenOutcome.Refused(reason);
    }
}
