package dev.furikomi.card.token;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the card says by signing. The label stands first in the signed bytes, so that one can never pass for another. */
public enum SigningLabel {
    /** This card is here, in this session. */
    @JsonProperty("authenticate")
    AUTHENTICATE("furikomi/1/authenticate", false),
    /** Transfer exactly this, asked for and accepted in one (the short procedure). */
    @JsonProperty("apply")
    APPLY("furikomi/1/apply", true),
    /** The transfer as shown is accepted (S110). */
    @JsonProperty("accept")
    ACCEPT("furikomi/1/accept", true);

    private final String text;
    private final boolean namesTransfer;

    SigningLabel(String text, boolean namesTransfer) {
        this.text = text;
        this.namesTransfer = namesTransfer;
    }

    public String text() {
        return text;
    }

    /** Whether the signed bytes end with the digest of a transfer. */
    public boolean namesTransfer() {
        return namesTransfer;
    }
}
