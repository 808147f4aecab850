package dev.furikomi.card.token;

import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.certificate.CardPurpose;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.jose.Base64Url;
import dev.furikomi.card.piv.PivSlot;
import dev.furikomi.card.trust.TrustedCardAuthority;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bank's checks of a card token, in the protocol's order. It knows no session: the caller has found the token's
 * {@code sid} to be its window's live session before, and hands over the context that it keeps itself. Whoever has no
 * such state of its own takes {@link CardTokenVerifier}. Thread-safe; CPU-bound, so never on an event loop.
 */
public final class TokenVerifier {

    private final List<TrustedCardAuthority> cardAuthorities;
    private final InstantSource clock;

    /** {@code cardAuthorities} are this bank's own. */
    public TokenVerifier(List<X509Certificate> cardAuthorities, InstantSource clock) {
        this(clock, cardAuthorities.stream().map(TrustedCardAuthority::of).toList());
    }

    private TokenVerifier(InstantSource clock, List<TrustedCardAuthority> cardAuthorities) {
        this.cardAuthorities = List.copyOf(cardAuthorities);
        this.clock = clock;
    }

    /** A verifier that also takes cards which others personalised. */
    public static TokenVerifier trusting(List<TrustedCardAuthority> cardAuthorities, InstantSource clock) {
        return new TokenVerifier(clock, cardAuthorities);
    }

    /** S304 under the policy {@code password}. */
    public TokenOutcome verifyProof(CardToken token, SigningContext context, @Nullable PublicKey registeredKey) {
        return verifyProof(token, CardPolicy.PASSWORD, context, registeredKey);
    }

    /**
     * S304: the proof that the card is here.
     *
     * @param policy that of the session request
     * @param registeredKey the key that is registered, for the slot which the policy demands, of the card that {@link
     *     CardToken#unverifiedCertificate} belongs to; null when there is none
     */
    public TokenOutcome verifyProof(
            CardToken token, CardPolicy policy, SigningContext context, @Nullable PublicKey registeredKey) {
        return verify(token, new Expected(policy, SigningLabel.AUTHENTICATE, context, null), registeredKey);
    }

    /** S109 of the short procedure under the policy {@code password}. */
    public TokenOutcome verifyApplication(
            CardToken token, SigningContext context, Transfer transfer, @Nullable PublicKey registeredKey) {
        return verifyApplication(token, CardPolicy.PASSWORD, context, transfer, registeredKey);
    }

    /** S109 of the short procedure; the context's secret is the one that S304 accepted. */
    public TokenOutcome verifyApplication(
            CardToken token,
            CardPolicy policy,
            SigningContext context,
            Transfer transfer,
            @Nullable PublicKey registeredKey) {
        return verify(token, new Expected(policy, SigningLabel.APPLY, context, transfer), registeredKey);
    }

    /** S110 under the policy {@code password}. */
    public TokenOutcome verifyAcceptance(
            CardToken token, SigningContext context, Transfer transfer, @Nullable PublicKey registeredKey) {
        return verifyAcceptance(token, CardPolicy.PASSWORD, context, transfer, registeredKey);
    }

    /** S110; the context's secret is the one that S304 accepted. */
    public TokenOutcome verifyAcceptance(
            CardToken token,
            CardPolicy policy,
            SigningContext context,
            Transfer transfer,
            @Nullable PublicKey registeredKey) {
        return verify(token, new Expected(policy, SigningLabel.ACCEPT, context, transfer), registeredKey);
    }

    /** What a token has to be, from the bank's own state. */
    record Expected(
            CardPolicy policy,
            SigningLabel label,
            SigningContext context,
            @Nullable Transfer transfer) {

        PivSlot slot() {
            return policy.slot(label);
        }

        CardPurpose purpose() {
            return slot() == PivSlot.SIGNATURE ? CardPurpose.ACCEPTANCE : CardPurpose.AUTHENTICATION;
        }

        byte[] digest(SignatureAlgorithm algorithm) {
            LengthPrefixed fields = SignedBytes.fields(label, context);
            return algorithm.digest((transfer == null ? fields : fields.bytes(transfer.digest())).toBytes());
        }
    }

    TokenOutcome verify(CardToken token, Expected expected, @Nullable PublicKey registeredKey) {
        Optional<CardCertificate> unverified = token.unverifiedCertificate();
        if (unverified.isEmpty()
                || !isOfTheProtocol(token, expected, unverified.get().algorithm())) {
            return refused(TokenOutcome.Reason.CARD_UNREADABLE);
        }
        X509Certificate certificate = unverified.get().certificate();
        Optional<TrustedCardAuthority> authority = issuer(certificate);
        if (authority.isEmpty()) {
            return refused(TokenOutcome.Reason.CARD_OF_ANOTHER_BANK);
        }
        Optional<CardCertificate> card = authority.get().read(certificate);
        if (card.isEmpty()
                || card.get().purpose().filter(expected.purpose()::equals).isEmpty()
                        && !authority.get().personalisesElsewhere()) {
            return refused(TokenOutcome.Reason.CARD_UNREADABLE);
        }
        Instant now = clock.instant();
        if (!card.get().isValidAt(now)
                || !CardCertificate.isValidAt(authority.get().certificate(), now)) {
            return refused(TokenOutcome.Reason.CARD_EXPIRED);
        }
        PublicKey key = card.get().publicKey();
        if (registeredKey == null || !MessageDigest.isEqual(registeredKey.getEncoded(), key.getEncoded())) {
            return refused(TokenOutcome.Reason.CARD_UNKNOWN);
        }
        if (!isSigned(token, expected, card.get())) {
            return refused(TokenOutcome.Reason.CARD_SIGNATURE_INVALID);
        }
        return new TokenOutcome.Genuine(authority.get().spkiSha256(), card.get());
    }

    private static boolean isOfTheProtocol(CardToken token, Expected expected, SignatureAlgorithm algorithm) {
        return CardToken.FORMAT.equals(token.format())
                && expected.slot().hex().equals(token.slot())
                && algorithm.wireName().equals(token.algorithm())
                // What nobody asked for and no signature covers must not be there, and what was asked for must.
                && (token.secret() != null) == demandsSecret(token, expected);
    }

    private static boolean demandsSecret(CardToken token, Expected expected) {
        return expected.policy().demandsSecret() && token.label() == SigningLabel.AUTHENTICATE;
    }

    /** Whose card it is, by name and signature; the certificate's profile is held against it afterwards. */
    private Optional<TrustedCardAuthority> issuer(X509Certificate certificate) {
        return cardAuthorities.stream()
                .filter(authority -> authority.hasIssued(certificate))
                .findFirst();
    }

    private static boolean isSigned(CardToken token, Expected expected, CardCertificate card) {
        SignatureAlgorithm algorithm = card.algorithm();
        return token.label() == expected.label()
                && expected.context().sid().toString().equals(token.sid())
                && Optional.ofNullable(token.signature())
                        .flatMap(Base64Url::decode)
                        .filter(signature ->
                                algorithm.verifies(card.publicKey(), expected.digest(algorithm), signature))
                        .isPresent();
    }

    private static TokenOutcome refused(TokenOutcome.Reason reason) {
        return new TokenOutcome.Refused(reason);
    }
}
