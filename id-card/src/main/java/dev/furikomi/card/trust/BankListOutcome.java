package dev.furikomi.card.trust;

/** Whether a bank list may be trusted. */
public sealed interface BankListOutcome {

    record Trusted(BankList bankList) implements BankListOutcome {}

    record Refused(Reason reason) implements BankListOutcome {}

    /** In the order of the checks. */
    enum Reason {
        MALFORMED,
        SIGNATURE_INVALID,
        CONTENT_INVALID,
        NOT_YET_VALID,
        EXPIRED
    }
}
