package dev.furikomi.card.token;

import dev.furikomi.card.certificate.SignatureAlgorithm;

/** What the card signs: a hash over length-prefixed fields ({@code docs/card.md}). The card gets the digest alone. */
public final class SignedBytes {

    private SignedBytes() {}

    /** To authenticate: the card is here, in this session. */
    public static byte[] authenticate(SigningContext context, SignatureAlgorithm algorithm) {
        return algorithm.digest(fields(SigningLabel.AUTHENTICATE, context).toBytes());
    }

    /** To apply (short procedure): transfer exactly this. */
    public static byte[] apply(SigningContext context, Transfer transfer, SignatureAlgorithm algorithm) {
        return algorithm.digest(
                fields(SigningLabel.APPLY, context).bytes(transfer.digest()).toBytes());
    }

    /** To accept: the transfer as it was shown. */
    public static byte[] accept(SigningContext context, Transfer transfer, SignatureAlgorithm algorithm) {
        return algorithm.digest(
                fields(SigningLabel.ACCEPT, context).bytes(transfer.digest()).toBytes());
    }

    /** {@link #authenticate(SigningContext, SignatureAlgorithm)} with a key on P-256. */
    public static byte[] authenticate(SigningContext context) {
        return authenticate(context, SignatureAlgorithm.ES256);
    }

    /** {@link #apply(SigningContext, Transfer, SignatureAlgorithm)} with a key on P-256. */
    public static byte[] apply(SigningContext context, Transfer transfer) {
        return apply(context, transfer, SignatureAlgorithm.ES256);
    }

    /** {@link #accept(SigningContext, Transfer, SignatureAlgorithm)} with a key on P-256. */
    public static byte[] accept(SigningContext context, Transfer transfer) {
        return accept(context, transfer, SignatureAlgorithm.ES256);
    }

    static LengthPrefixed fields(SigningLabel label, SigningContext context) {
        return new LengthPrefixed()
                .text(label.text())
                .text(context.bic())
                .text(context.origin())
                .text(context.windowId().toString())
                .text(context.sid().toString())
                .bytes(context.nonce())
                .bytes(context.sessionRequestSha256())
                .bytes(context.secretSha256());
    }
}
