package dev.furikomi.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether the customer accepts the transfer in a step of its own, or applies and accepts in one (claim 2). */
public enum Procedure {
    @JsonProperty("standard")
    STANDARD,
    @JsonProperty("short")
    SHORT
}
