package dev.furikomi.bank.operator;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.furikomi.bank.card.CardRegistration;
import dev.furikomi.bank.card.Cards;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Staff registers cards, blocks and unblocks them. */
@Path("/v1/operator/cards/{cardId}")
@StaffOnly
@Tag(name = "operator")
class CardResource {

    private final Cards cards;

    CardResource(Cards cards) {
        this.cards = cards;
    }

    record RegisterCard(@NotBlank @Size(max = 10_000) String certificate) {}

    record SetState(@NotNull State state) {}

    enum State {
        @JsonProperty("active")
        ACTIVE,
        @JsonProperty("blocked")
        BLOCKED
    }

    @PUT
    @Operation(summary = "Register a card by its certificate (PEM)")
    public Uni<Response> register(@PathParam("cardId") String cardId, @NotNull @Valid RegisterCard card) {
        return cards.register(cardId, card.certificate()).map(CardResource::answer);
    }

    @PUT
    @Path("/state")
    @Operation(summary = "Block a card, or unblock it and give it five attempts again")
    public Uni<Response> setState(@PathParam("cardId") String cardId, @NotNull @Valid SetState wanted) {
        return cards.setBlocked(cardId, wanted.state() == State.BLOCKED)
                .map(found -> found
                        ? Answers.done()
                        : Answers.refusal(404, "card-unknown", "No such card is registered at this bank."));
    }

    private static Response answer(CardRegistration registration) {
        return switch (registration) {
            case REGISTERED -> Answers.done();
            case CERTIFICATE_INVALID ->
                Answers.refusal(
                        422,
                        "certificate-invalid",
                        "The certificate must be PEM, with a P-256 key and the account reference as serialNumber.");
            case CARD_OF_ANOTHER_BANK ->
                Answers.refusal(422, "card-of-another-bank", "No card authority of this bank signed the certificate.");
            case CARD_ID_MISMATCH ->
                Answers.refusal(422, "card-id-mismatch", "The card id is the SHA-256 of the certificate's public key.");
        };
    }
}
