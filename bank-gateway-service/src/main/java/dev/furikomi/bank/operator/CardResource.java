package dev.furikomi.bank.operator;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.furikomi.bank.account.AccountChange;
import dev.furikomi.bank.account.Accounts;
import dev.furikomi.bank.card.CardRegistration;
import dev.furikomi.bank.card.CardRegistrationOutcome;
import dev.furikomi.bank.card.Cards;
import dev.furikomi.bank.card.RegisteringCard;
import dev.furikomi.card.piv.PivSlot;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Staff registers, imports and lists cards, blocks and unblocks them. */
@Path("/v1/operator")
@StaffOnly
@Tag(name = "operator")
@CustomDeserialization(StrictBody.class)
class CardResource {

    private final Cards cards;
    private final RegisteringCard registering;
    private final Accounts accounts;

    CardResource(Cards cards, RegisteringCard registering, Accounts accounts) {
        this.cards = cards;
        this.registering = registering;
        this.accounts = accounts;
    }

    /**
     * A card's certificates in PEM: the one of slot 9E, or one to three by slot.
     *
     * @param account for a card personalised elsewhere: the account that it is for
     * @param replace takes such a card from another account
     */
    record RegisterCard(
            @Nullable @Size(min = 1, max = 10_000) String certificate,
            @Nullable @Size(min = 1, max = 3) Map<Slot, @NotBlank @Size(max = 10_000) String> certificates,
            @Nullable @Size(min = 1, max = 34) String account,
            @Nullable Boolean replace) {

        boolean hasOneForm() {
            return (certificate == null) != (certificates == null);
        }

        CardRegistration registration(String cardId) {
            Map<PivSlot, String> bySlot = certificates == null
                    ? Map.of(PivSlot.CARD_AUTHENTICATION, String.valueOf(certificate))
                    : certificates.entrySet().stream()
                            .collect(Collectors.toMap(entry -> entry.getKey().piv, Map.Entry::getValue));
            return new CardRegistration(cardId, bySlot, account, Boolean.TRUE.equals(replace));
        }
    }

    /** The slots whose keys are registered. */
    enum Slot {
        @JsonProperty("9A")
        AUTHENTICATION(PivSlot.AUTHENTICATION),
        @JsonProperty("9C")
        SIGNATURE(PivSlot.SIGNATURE),
        @JsonProperty("9E")
        CARD_AUTHENTICATION(PivSlot.CARD_AUTHENTICATION);

        private final PivSlot piv;

        Slot(PivSlot piv) {
            this.piv = piv;
        }
    }

    record SetState(@NotNull State state) {}

    enum State {
        @JsonProperty("active")
        ACTIVE,
        @JsonProperty("blocked")
        BLOCKED
    }

    record CardList(List<CardView> items) {}

    @PUT
    @Path("/cards/{cardId}")
    @Operation(
            summary = "Register a card by its certificates, or import one personalised elsewhere for an account",
            description = "Slots that are not named stay as they are.")
    public Uni<Response> register(@PathParam("cardId") String cardId, @NotNull @Valid RegisterCard card) {
        if (!card.hasOneForm()) {
            return Answers.refused(
                    400, "invalid-request", "Either certificate (of slot 9E) or certificates by slot, not both.");
        }
        return registering.register(card.registration(cardId)).map(CardResource::answer);
    }

    @GET
    @Path("/cards/{cardId}")
    @Operation(summary = "Read a card with its keys")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CardView.class)))
    public Uni<Response> view(@PathParam("cardId") String cardId) {
        return cards.find(cardId)
                .map(found -> found.map(card -> Response.ok(CardView.of(card)).build())
                        .orElseGet(CardResource::unknown));
    }

    @GET
    @Path("/accounts/{number}/cards")
    @Operation(summary = "List the cards of an account")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CardList.class)))
    public Uni<Response> ofAccount(@PathParam("number") String number) {
        return accounts.view(number)
                .chain(account -> account.isEmpty()
                        ? Answers.refused(404, "account-unknown", "This bank has no such account.")
                        : cards.ofAccount(number).map(found -> Response.ok(new CardList(
                                        found.stream().map(CardView::of).toList()))
                                .build()));
    }

    @PUT
    @Path("/cards/{cardId}/state")
    @Operation(summary = "Block a card, or unblock it and give it five attempts again")
    public Uni<Response> setState(@PathParam("cardId") String cardId, @NotNull @Valid SetState wanted) {
        return cards.setBlocked(cardId, wanted.state() == State.BLOCKED)
                .map(found -> found ? Answers.done() : unknown());
    }

    private static Response unknown() {
        return Answers.refusal(404, "card-unknown", "No such card is registered at this bank.");
    }

    private static Response answer(CardRegistrationOutcome outcome) {
        return switch (outcome) {
            case REGISTERED -> Answers.done();
            case CERTIFICATE_INVALID ->
                Answers.refusal(
                        422,
                        "certificate-invalid",
                        "A certificate must be PEM, with a key of the protocol and the profile of its slot and authority.");
            case CARD_OF_ANOTHER_BANK ->
                Answers.refusal(
                        422, "card-of-another-bank", "No card authority that this bank takes signed the certificate.");
            case CARD_ID_MISMATCH ->
                Answers.refusal(
                        422,
                        "card-id-mismatch",
                        "The card id is the SHA-256 of the public key in 9E, or in 9A when there is none in 9E.");
            case KEYS_DIFFER ->
                Answers.refusal(
                        422, "card-keys-differ", "All keys of a card have one account reference, or none of them has.");
            case KEY_REGISTERED ->
                Answers.refusal(409, "card-key-registered", "A key is registered for another card or another slot.");
            case ACCOUNT_MISSING ->
                Answers.refusal(422, "account-missing", "A card personalised elsewhere is imported for an account.");
            case ACCOUNT_NOT_EXPECTED ->
                Answers.refusal(422, "account-not-expected", "The bank's own cards name their account themselves.");
            case REFERENCE_TAKEN -> Answers.of(AccountChange.REFERENCE_TAKEN);
            case ACCOUNT_UNKNOWN -> Answers.refusal(404, "account-unknown", "This bank has no such account.");
        };
    }
}
