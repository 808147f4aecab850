package dev.furikomi.card.token;

/** What the card signs: SHA-256 over length-prefixed fields ({@code docs/card.md}). The card gets the digest, 32 bytes. */
public final class SignedBytes {

    private SignedBytes() {}

    /** To authenticate: the card is here, in this session. */
    public static byte[] authenticate(SigningContext context) {
        return fields(SigningLabel.AUTHENTICATE, context).sha256();
    }

    /** To apply (short procedure): transfer exactly this. */
    public static byte[] apply(SigningContext context, Transfer transfer) {
        return fields(SigningLabel.APPLY, context).bytes(transfer.digest()).sha256();
    }

    /** To accept: the transfer as it was shown. */
    public static byte[] accept(SigningContext context, Transfer transfer) {
        return fields(SigningLabel.ACCEPT, context).bytes(transfer.digest()).sha256();
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
