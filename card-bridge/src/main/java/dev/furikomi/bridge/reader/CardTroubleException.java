package dev.furikomi.bridge.reader;

/** The reader or the card did not do its part. Carries no card data. */
public final class CardTroubleException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Trouble trouble;

    public CardTroubleException(Trouble trouble, String message) {
        super(message);
        this.trouble = trouble;
    }

    public CardTroubleException(Trouble trouble, String message, Throwable cause) {
        super(message, cause);
        this.trouble = trouble;
    }

    public Trouble trouble() {
        return trouble;
    }

    /** What kind of trouble it was. */
    public enum Trouble {
        REMOVED,
        UNREADABLE,
        /** A card that can be read, but has not what was asked for. */
        NO_CERTIFICATE,
        /** It is not the card that the session began with. */
        CHANGED,
        /** Another program holds the card. */
        BUSY,
        /** The card or the reader stopped in the middle of a visit. */
        NO_ANSWER,
        /** The PC/SC service is not there, or went away. */
        NO_SERVICE,
        /** Whoever waited does not want it any more. */
        GIVEN_UP
    }
}
