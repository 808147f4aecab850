package dev.furikomi.bank.operator;

import dev.furikomi.bank.customer.AgreedLimits;
import dev.furikomi.bank.customer.Limits;
import dev.furikomi.bank.http.Problem;
import dev.furikomi.bank.http.ProblemException;
import dev.furikomi.bank.ledger.Posting;
import dev.furikomi.events.Money;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Staff sets what a customer may send in one transfer and in one day. */
@Path("/v1/operator")
@StaffOnly
@Tag(name = "operator")
@CustomDeserialization(StrictBody.class)
class LimitResource {

    /** Not the path of the class: one that begins like another class's makes an address of the other methods. */
    private static final String LIMITS = "/customers/{id}/limits/{currency}";

    /** A thousand times what one transfer may be of. */
    private static final long PER_DAY_MINOR_MAX = 1_000 * Posting.AMOUNT_MINOR_MAX;

    private final Limits limits;

    LimitResource(Limits limits) {
        this.limits = limits;
    }

    /**
     * Limits as decimal strings with the currency's decimals; what is absent is not limited.
     *
     * @param perTransfer for each transfer
     * @param perDay for all transfers of one of the bank's days
     */
    record SetLimits(@Nullable String perTransfer, @Nullable String perDay) {}

    @PUT
    @Path(LIMITS)
    @Operation(summary = "Set a customer's limits in a currency")
    public Uni<Response> set(
            @PathParam("id") String id,
            @PathParam("currency") @Pattern(regexp = "[A-Z]{3}") String currency,
            @NotNull @Valid SetLimits wanted) {
        return limits.set(
                        id,
                        known(currency),
                        minor(wanted.perTransfer(), currency, Posting.AMOUNT_MINOR_MAX),
                        minor(wanted.perDay(), currency, PER_DAY_MINOR_MAX))
                .map(LimitResource::answer);
    }

    @GET
    @Path(LIMITS)
    @Operation(summary = "Read a customer's limits in a currency and what is used of them today")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AgreedLimits.class)))
    public Uni<Response> view(
            @PathParam("id") String id, @PathParam("currency") @Pattern(regexp = "[A-Z]{3}") String currency) {
        return limits.find(id, currency).chain(found -> found.map(
                        agreed -> Uni.createFrom().item(Response.ok(agreed).build()))
                .orElseGet(() -> limits.isCustomer(id).map(LimitResource::none)));
    }

    @DELETE
    @Path(LIMITS)
    @Operation(summary = "Remove a customer's limits in a currency")
    public Uni<Response> remove(@PathParam("id") String id, @PathParam("currency") String currency) {
        return limits.remove(id, currency).map(LimitResource::answer);
    }

    private static Response none(boolean customerKnown) {
        return customerKnown
                ? Answers.refusal(404, "limit-unknown", "No limits are set for that customer in that currency.")
                : answer(false);
    }

    private static Response answer(boolean customerKnown) {
        return customerKnown
                ? Answers.done()
                : Answers.refusal(404, "customer-unknown", "This bank has no such customer.");
    }

    private static String known(String currency) {
        try {
            return Money.ofMinor(0, currency).currencyCode();
        } catch (IllegalArgumentException unknown) {
            throw new ProblemException(Problem.of(422, "currency-unknown", "No money is kept in that currency."));
        }
    }

    private static @Nullable Long minor(@Nullable String amount, String currency, long max) {
        if (amount == null) {
            return null;
        }
        try {
            long minor = Money.parse(amount, currency).amountMinor();
            if (minor >= 0 && minor <= max) {
                return minor;
            }
        } catch (IllegalArgumentException malformed) {
            // Answered below, like an amount out of range.
        }
        throw new ProblemException(
                Problem.of(422, "limit-invalid", "A limit is an amount from 0 with exactly the currency's decimals."));
    }
}
