package dev.furikomi.bank.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Whether an account takes part in transfers. */
public enum AccountState {
    @JsonProperty("open")
    OPEN,
    /** Nothing is debited; credits still arrive. */
    @JsonProperty("blocked")
    BLOCKED,
    /** Empty, and nothing is debited or credited. */
    @JsonProperty("closed")
    CLOSED;

    static AccountState ofColumn(String state) {
        return valueOf(state.toUpperCase(Locale.ROOT));
    }
}
