package dev.furikomi.bank.window;

import dev.furikomi.card.token.CardToken;
import dev.furikomi.card.token.Identification;
import dev.furikomi.events.Money;
import dev.furikomi.events.Party;
import dev.furikomi.events.Procedure;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The window's API (S302 to S308); its page uses nothing else. */
@Path("/v1/windows")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Window")
public class WindowResource {

    private final WindowHolders holders;
    private final WindowSteps steps;
    private final Authenticating authenticating;
    private final Transferring transferring;
    private final WindowAnswers answers;

    WindowResource(
            WindowHolders holders,
            WindowSteps steps,
            Authenticating authenticating,
            Transferring transferring,
            WindowAnswers answers) {
        this.holders = holders;
        this.steps = steps;
        this.authenticating = authenticating;
        this.transferring = transferring;
        this.answers = answers;
    }

    @GET
    @Path("/{id}")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "The window")
    @APIResponse(
            responseCode = "200",
            description = "The window",
            content = @Content(schema = @Schema(implementation = WindowView.class)))
    public Uni<Response> get(UUID id, @Context HttpHeaders headers) {
        return holders.find(id, headers).map(found -> found.map(answers::view)
                .orElseGet(() -> WindowAnswers.notYours().response().build()));
    }

    @POST
    @Path("/{id}/session-requests")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "A fresh bridge session; the earlier one of this window is void")
    @APIResponse(
            responseCode = "201",
            description = "What the bridge must be shown before it touches a card",
            content = @Content(schema = @Schema(implementation = RequestedSession.class)))
    public Uni<Response> requestSession(UUID id, @Context HttpHeaders headers) {
        return holders.withWindow(id, headers, window -> steps.requestSession(window)
                .map(outcome ->
                        outcome instanceof StepOutcome.Done done ? session(done.window()) : answers.of(outcome)));
    }

    @POST
    @Path("/{id}/card")
    @Operation(summary = "S106, S107, S302: which institution the card in the reader is of")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = WindowView.class)),
            description = "The window")
    public Uni<Response> card(UUID id, @Valid @NotNull CardCall call, @Context HttpHeaders headers) {
        return holders.withWindow(id, headers, window -> steps.recognise(window, call.identification())
                .map(answers::of));
    }

    @POST
    @Path("/{id}/credentials")
    @Operation(summary = "S108, S304: the card proves itself; account reference and password come encrypted with it")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = WindowView.class)),
            description = "The window")
    public Uni<Response> credentials(UUID id, @Valid @NotNull ProofCall call, @Context HttpHeaders headers) {
        return holders.withWindow(id, headers, window -> authenticating
                .authenticate(window, call.proof())
                .map(answers::of));
    }

    @POST
    @Path("/{id}/transfer")
    @Operation(
            summary = "S109, S305: the transfer as shown",
            description = "In the short procedure with the card's application, which transfers at once.")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = WindowView.class)),
            description = "The window")
    public Uni<Response> transfer(UUID id, @Valid @NotNull TransferCall call, @Context HttpHeaders headers) {
        return holders.withWindow(id, headers, window -> {
            CardToken application = call.application();
            if (window.procedure() == Procedure.SHORT) {
                return application == null
                        ? Uni.createFrom().item(WindowAnswers.applicationMissing())
                        : transferring.apply(window, call.shown(), application).map(answers::of);
            }
            return transferring.request(window, call.shown()).map(answers::of);
        });
    }

    @POST
    @Path("/{id}/acceptance")
    @Operation(
            summary = "S306, S110, S307: the card signs exactly this transfer, and it is made; again: the same answer")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = WindowView.class)),
            description = "The window, COMPLETED or still ACCEPTED")
    public Uni<Response> acceptance(UUID id, @Valid @NotNull AcceptanceCall call, @Context HttpHeaders headers) {
        return holders.withWindow(
                id,
                headers,
                window -> window.procedure() == Procedure.SHORT
                        ? Uni.createFrom().item(answers.of(new StepOutcome.OutOfOrder(window.status())))
                        : transferring.accept(window, call.acceptance()).map(answers::of));
    }

    @POST
    @Path("/{id}/closure")
    @Operation(summary = "S308 at the wish of the customer, or as the bridge tells")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = WindowView.class)),
            description = "The window, CLOSED")
    public Uni<Response> closure(UUID id, @Valid @NotNull ClosureCall call, @Context HttpHeaders headers) {
        WindowReason reason = WindowReason.of(call.reason()).orElseThrow();
        return holders.withWindow(id, headers, window -> steps.close(id, reason).map(answers::of));
    }

    private static Response session(Window window) {
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(new RequestedSession(window.requireSession().request()))
                .build();
    }

    /** The bank's signed request to the bridge. */
    record RequestedSession(String sessionRequest) {}

    /** S107. */
    record CardCall(@NotNull Identification identification) {}

    /** S108. */
    record ProofCall(@NotNull CardToken proof) {}

    /** S109. */
    record TransferCall(
            @NotNull UUID transferId,
            @NotNull Party creditor,
            @NotNull Money instructedAmount,
            @NotNull String orderNumber,
            @Nullable CardToken application) {

        ShownTransfer shown() {
            return new ShownTransfer(transferId, creditor, instructedAmount, orderNumber);
        }
    }

    /** S110. */
    record AcceptanceCall(@NotNull CardToken acceptance) {}

    /** S308. */
    record ClosureCall(
            @NotNull
            @Pattern(
                    regexp = "no-card|card-removed|card-changed|card-unreadable|card-pin-blocked|reader-busy"
                            + "|not-accepted|cancelled|no-bridge",
                    message = "is none of the reasons that customer or bridge may give")
            String reason) {}
}
