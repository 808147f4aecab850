package dev.furikomi.card.token;

import com.fasterxml.jackson.annotation.JsonProperty;

/** S107: the institution of the card in the reader, and nothing else of the card. A claim, not a proof: that follows at S304. */
public record Identification(
        @JsonProperty(value = "format", required = true) String format,

        @JsonProperty(value = "institution", required = true)
        String institution,

        @JsonProperty(value = "sid", required = true) String sid) {

    public static Identification of(SessionRequest request, String institution) {
        return new Identification(CardToken.FORMAT, institution, request.sid().toString());
    }
}
