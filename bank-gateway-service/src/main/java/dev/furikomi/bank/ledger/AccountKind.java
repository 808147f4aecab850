package dev.furikomi.bank.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What an account is for. */
public enum AccountKind {
    /** A customer's or a merchant's money. */
    @JsonProperty("deposit")
    DEPOSIT,
    /** What is due from or to a partner bank. */
    @JsonProperty("clearing")
    CLEARING,
    /** Where money enters and leaves the bank; the only kind without a floor. */
    @JsonProperty("funding")
    FUNDING,
    @JsonProperty("fees")
    FEES,
    @JsonProperty("suspense")
    SUSPENSE;

    boolean hasFloor() {
        return this != FUNDING;
    }

    static AccountKind ofColumn(String kind) {
        return valueOf(kind.toUpperCase(Locale.ROOT));
    }
}
