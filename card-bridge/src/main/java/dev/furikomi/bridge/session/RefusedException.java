package dev.furikomi.bridge.session;

/** Leaves a call with its refusal; becomes a {@link Answer.Refused} before it reaches a carrier. */
class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final RefusalCode code;

    RefusedException(RefusalCode code, String message) {
        super(message);
        this.code = code;
    }

    RefusalCode code() {
        return code;
    }
}
