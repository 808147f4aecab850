package dev.furikomi.bank.operator;

import dev.furikomi.bank.account.AccountRegistration;
import dev.furikomi.bank.account.AccountView;
import dev.furikomi.bank.account.Accounts;
import dev.furikomi.bank.ledger.AccountKind;
import dev.furikomi.bank.ledger.AccountState;
import dev.furikomi.bank.ledger.Posting;
import dev.furikomi.events.Money;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Currency;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Staff opens, reads, blocks and closes accounts; balances are not theirs to write. */
@Path("/v1/operator")
@StaffOnly
@Tag(name = "operator")
@CustomDeserialization(StrictBody.class)
class AccountResource {

    private static final String NUMBER = "[A-Za-z0-9-]{1,34}";

    private final Accounts accounts;

    AccountResource(Accounts accounts) {
        this.accounts = accounts;
    }

    /**
     * An account.
     *
     * @param overdraftLimit the agreed credit line; none when absent
     */
    record RegisterAccount(
            @NotBlank @Size(max = 140) String holder,
            @Nullable String customerId,
            @NotNull @Pattern(regexp = "[A-Z]{3}") String currency,
            @NotNull AccountKind kind,
            @Nullable Money overdraftLimit) {}

    record SetState(@NotNull AccountState state) {}

    /**
     * The account of a reference.
     *
     * @param replace takes the reference from another account, and all cards with it
     */
    record SetReference(@NotBlank String account, @Nullable Boolean replace) {}

    @PUT
    @Path("/accounts/{number}")
    @Operation(summary = "Open an account or change its holder, customer and credit line")
    public Uni<Response> register(
            @PathParam("number") @Pattern(regexp = NUMBER) String number, @NotNull @Valid RegisterAccount account) {
        if (!isMoneyCurrency(account.currency())) {
            return Answers.refused(422, "currency-unknown", "No money is kept in that currency.");
        }
        Money limit = account.overdraftLimit();
        if (limit != null
                && (!limit.currencyCode().equals(account.currency())
                        || limit.amountMinor() < 0
                        || limit.amountMinor() > Posting.AMOUNT_MINOR_MAX)) {
            return Answers.refused(
                    422, "overdraft-limit-invalid", "The credit line is an amount in the account's currency, from 0.");
        }
        return accounts.register(new AccountRegistration(
                        number,
                        account.holder(),
                        account.customerId(),
                        account.currency(),
                        account.kind(),
                        limit == null ? 0 : limit.amountMinor()))
                .map(Answers::of);
    }

    @GET
    @Path("/accounts/{number}")
    @Operation(summary = "Read an account with its balances")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AccountView.class)))
    public Uni<Response> view(@PathParam("number") String number) {
        return accounts.view(number)
                .map(found -> found.map(view -> Response.ok(view).build())
                        .orElseGet(() -> Answers.refusal(404, "account-unknown", "This bank has no such account.")));
    }

    @PUT
    @Path("/accounts/{number}/state")
    @Operation(summary = "Open, block or close an account")
    public Uni<Response> setState(@PathParam("number") String number, @NotNull @Valid SetState wanted) {
        return accounts.setState(number, wanted.state()).map(Answers::of);
    }

    @PUT
    @Path("/account-references/{reference}")
    @Operation(
            summary = "Let the reference on a card stand for an account",
            description = "One that stands for another account stays there (409) unless replace is true.")
    public Uni<Response> setReference(
            @PathParam("reference") @Size(min = 1, max = 64) String reference, @NotNull @Valid SetReference wanted) {
        return accounts.setReference(reference, wanted.account(), Boolean.TRUE.equals(wanted.replace()))
                .map(Answers::of);
    }

    private static boolean isMoneyCurrency(String code) {
        return Currency.getAvailableCurrencies().stream()
                .anyMatch(currency ->
                        currency.getCurrencyCode().equals(code) && currency.getDefaultFractionDigits() >= 0);
    }
}
