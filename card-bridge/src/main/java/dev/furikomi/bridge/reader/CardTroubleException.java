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
        /** It is not the card that the session began with. */
        CHANGED,
        /** Another program holds the card, or the reader hangs. */
        NO_ANSWER
    }
}
