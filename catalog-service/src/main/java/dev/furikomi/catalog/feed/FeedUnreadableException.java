package dev.furikomi.catalog.feed;

/** The feed as a whole is not a feed; nothing of it counts. */
final class FeedUnreadableException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is wrong with the whole. */
    enum Reason {
        FEED_MALFORMED("feed-malformed"),
        ENCODING_INVALID("encoding-invalid");

        private final String wire;

        Reason(String wire) {
            this.wire = wire;
        }

        String wire() {
            return wire;
        }
    }

    private final Reason reason;
    private final long row;

    FeedUnreadableException(Reason reason, long row, String detail) {
        super(detail);
        this.reason = reason;
        this.row = row;
    }

    Reason reason() {
        return reason;
    }

    long row() {
        return row;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
