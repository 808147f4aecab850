package dev.furikomi.quickstart.card;

/** A card or a bank did not do what it was asked; the message begins with the refusal's name and is one line. */
final class CardRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    CardRefusedException(String reason, String sentence) {
        super(reason + ": " + sentence);
        this.reason = reason;
    }

    CardRefusedException(String reason, String sentence, Throwable cause) {
        super(reason + ": " + sentence, cause);
        this.reason = reason;
    }

    /** Its name, as docs/cards.md has it. */
    String reason() {
        return reason;
    }
}
