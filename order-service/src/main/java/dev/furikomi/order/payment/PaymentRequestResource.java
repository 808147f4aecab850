package dev.furikomi.order.payment;

import dev.furikomi.order.access.Access;
import dev.furikomi.order.bank.Bank;
import dev.furikomi.order.bank.Banks;
import dev.furikomi.order.file.PaymentRequest;
import dev.furikomi.order.http.IdempotencyKey;
import dev.furikomi.order.http.ProblemException;
import dev.furikomi.order.http.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** S104: the shopper has picked a bank. */
@Path("/v1/orders/{number}/payment-requests")
@Tag(name = "Orders")
class PaymentRequestResource {

    private final Access access;
    private final IssuePaymentRequest issuing;
    private final Banks banks;

    PaymentRequestResource(Access access, IssuePaymentRequest issuing, Banks banks) {
        this.access = access;
        this.issuing = issuing;
        this.banks = banks;
    }

    /** Which bank to pay from. */
    record ChooseBank(
            @NotNull @Pattern(regexp = "[A-Z0-9]{8}([A-Z0-9]{3})?")
            String bank) {}

    /** What the browser posts to the bank's window. */
    record PaymentRequestView(
            String requestId, String bank, String windowUrl, String paymentRequest, Instant expiresAt) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Issues a payment request for one bank, or gives the one that still lives")
    @APIResponse(
            responseCode = "201",
            description = "A fresh request; 200 when one lives already",
            content = @Content(schema = @Schema(implementation = PaymentRequestView.class)))
    public Uni<Response> issue(
            @PathParam("number") String number, @Valid @NotNull ChooseBank choice, @Context HttpHeaders headers) {
        Optional<String> key = IdempotencyKey.of(headers);
        return access.requireShopper(number)
                .chain(() -> issuing.issue(number, choice.bank(), key))
                .map(found -> found.orElseThrow(() -> new ProblemException(Problems.orderNotKnown())))
                .map(this::response);
    }

    private Response response(RequestOutcome outcome) {
        if (outcome instanceof RequestOutcome.Refused refused) {
            throw new ProblemException(refused.problem());
        }
        RequestOutcome.Issued issued = (RequestOutcome.Issued) outcome;
        Response.ResponseBuilder response =
                Response.status(issued.fresh() || issued.repeated() ? 201 : 200).entity(view(issued.request()));
        if (issued.repeated()) {
            response.header(IdempotencyKey.HIT, true);
        }
        return response.build();
    }

    private PaymentRequestView view(PaymentRequest request) {
        String windowUrl =
                banks.findPayable(request.bank()).map(Bank::windowUrl).orElse("");
        return new PaymentRequestView(
                request.requestId().toString(), request.bank(), windowUrl, request.jws(), request.expiresAt());
    }
}
