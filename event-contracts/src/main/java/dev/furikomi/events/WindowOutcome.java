package dev.furikomi.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** All that a merchant learns of a closed window; the detailed reason stays between bank and customer. */
public enum WindowOutcome {
    @JsonProperty("completed")
    COMPLETED,
    @JsonProperty("pending")
    PENDING,
    @JsonProperty("refused")
    REFUSED,
    @JsonProperty("abandoned")
    ABANDONED
}
