package dev.furikomi.bank.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.furikomi.bank.ledger.DeclineReason;
import dev.furikomi.bank.ledger.Ledger;
import dev.furikomi.bank.ledger.LedgerCheck;
import dev.furikomi.bank.ledger.LedgerOrder;
import dev.furikomi.bank.ledger.LedgerTransfer;
import dev.furikomi.bank.ledger.Posting;
import dev.furikomi.bank.ledger.PostingOutcome;
import dev.furikomi.bank.transfer.TransferView;
import dev.furikomi.bank.transfer.Transfers;
import dev.furikomi.events.Money;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Staff brings money in, follows a transfer, and asks whether the books are right. */
@Path("/v1/operator")
@StaffOnly
@Tag(name = "operator")
@CustomDeserialization(StrictBody.class)
class LedgerResource {

    private final Ledger ledger;
    private final LedgerCheck check;
    private final Transfers transfers;

    LedgerResource(Ledger ledger, LedgerCheck check, Transfers transfers) {
        this.ledger = ledger;
        this.check = check;
        this.transfers = transfers;
    }

    /** Money that comes into the bank; asking again with the same transfer id is harmless. */
    record MakeDeposit(
            @NotNull UUID transferId,
            @NotBlank String account,
            @NotNull Money instructedAmount) {}

    record Deposit(UUID transferId, String account, Money instructedAmount, String status) {}

    /** A transfer in the ledger and, when it came through a window, what the customer applied for. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TransferDetails(
            @Nullable LedgerTransfer ledger, @Nullable TransferView customerTransfer) {}

    record CheckedBooks(boolean balanced, List<LedgerCheck.Result> checks) {}

    @POST
    @Path("/deposits")
    @Operation(summary = "Credit an account from the bank's funding account")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Deposit.class)))
    public Uni<Response> deposit(@NotNull @Valid MakeDeposit deposit) {
        return ledger.fundingAccount(deposit.instructedAmount().currencyCode())
                .chain(funding -> funding.isEmpty()
                        ? Answers.refused(
                                409, "funding-account-missing", "This bank has no funding account in that currency.")
                        : ledger.submit(LedgerOrder.direct(new Posting(
                                        deposit.transferId(),
                                        funding.get().number(),
                                        deposit.account(),
                                        deposit.instructedAmount())))
                                .map(outcome -> answer(deposit, outcome)));
    }

    @GET
    @Path("/transfers/{id}")
    @Operation(summary = "Follow a transfer")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TransferDetails.class)))
    public Uni<Response> transfer(@PathParam("id") UUID id) {
        return ledger.transfer(id).chain(written -> transfers
                .view(id)
                .map(view -> written.isEmpty() && view.isEmpty()
                        ? Answers.refusal(404, "transfer-unknown", "This bank knows no transfer with that id.")
                        : Response.ok(new TransferDetails(written.orElse(null), view.orElse(null)))
                                .build()));
    }

    @GET
    @Path("/ledger/check")
    @Operation(summary = "Prove from the rows that the books are right")
    public Uni<CheckedBooks> check() {
        return check.run().map(results -> new CheckedBooks(results.stream().allMatch(LedgerCheck.Result::ok), results));
    }

    private static Response answer(MakeDeposit deposit, PostingOutcome outcome) {
        if (outcome instanceof PostingOutcome.Declined declined) {
            return refusal(declined.reason());
        }
        if (outcome instanceof PostingOutcome.Busy) {
            return Answers.busy();
        }
        Response.ResponseBuilder created = Response.created(
                        URI.create("/v1/operator/transfers/" + deposit.transferId()))
                .entity(new Deposit(deposit.transferId(), deposit.account(), deposit.instructedAmount(), "POSTED"));
        return outcome instanceof PostingOutcome.Replayed
                ? created.header("Idempotency-Hit", "true").build()
                : created.build();
    }

    private static Response refusal(DeclineReason reason) {
        return switch (reason) {
            case TRANSFER_ID_REUSED ->
                Answers.refusal(
                        422, "idempotency-key-reused", "That transfer id stands for another transfer; nothing moved.");
            case CREDIT_ACCOUNT_UNKNOWN -> Answers.refusal(422, "account-unknown", "This bank has no such account.");
            case CURRENCY_MISMATCH ->
                Answers.refusal(422, "currency-mismatch", "The account is kept in another currency; nothing moved.");
            case AMOUNT_NOT_POSITIVE,
                    AMOUNT_TOO_LARGE,
                    BALANCE_TOO_LARGE,
                    BALANCE_INSUFFICIENT,
                    RESERVATIONS_TOO_LARGE,
                    TRANSFER_LIMIT_EXCEEDED,
                    DAY_LIMIT_EXCEEDED ->
                Answers.refusal(422, "amount-not-permitted", "The amount is not positive or too large; nothing moved.");
            case SAME_ACCOUNT,
                    DEBIT_ACCOUNT_UNKNOWN,
                    DEBIT_ACCOUNT_CLOSED,
                    DEBIT_ACCOUNT_BLOCKED,
                    CREDIT_ACCOUNT_CLOSED,
                    TRANSFER_UNKNOWN,
                    TRANSFER_VOIDED,
                    TRANSFER_POSTED ->
                Answers.refusal(409, "account-not-usable", "One of the two accounts takes no part; nothing moved.");
        };
    }
}
