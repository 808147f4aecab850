package dev.furikomi.order.handover;

import dev.furikomi.order.MerchantConfig;
import dev.furikomi.order.access.Access;
import dev.furikomi.order.http.ProblemException;
import dev.furikomi.order.http.Problems;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** From a phone to a computer: the shopper asks for a code here and gives it there. */
@Path("/v1")
@Tag(name = "Orders")
class HandOverResource {

    private final Access access;
    private final HandOvers handOvers;
    private final MerchantConfig merchant;

    HandOverResource(Access access, HandOvers handOvers, MerchantConfig merchant) {
        this.access = access;
        this.handOvers = handOvers;
        this.merchant = merchant;
    }

    /**
     * A code to type on the computer.
     *
     * @param address where it is typed
     */
    record HandOver(String code, String address, Instant expiresAt) {}

    /** A code that was typed. */
    record Code(@NotNull @Size(max = 32) String code) {}

    /**
     * What was handed over.
     *
     * @param continueAt the shop's page of the order, with the bank menu
     */
    record HandedOver(String orderNumber, String continueAt) {}

    @POST
    @Path("/orders/{number}/hand-overs")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Makes a short code with which another device takes over the order, once")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = HandOver.class)))
    public Uni<Response> start(@PathParam("number") String number) {
        return access.requireShopper(number)
                .chain(() -> handOvers.start(number))
                .map(found -> found.orElseThrow(() -> new ProblemException(Problems.orderNotKnown())))
                .map(start -> {
                    start.refusal().ifPresent(problem -> {
                        throw new ProblemException(problem);
                    });
                    HandOvers.Started started = start.started().orElseThrow();
                    return Response.status(201)
                            .header(HttpHeaders.CACHE_CONTROL, "no-store")
                            .entity(new HandOver(started.code().shown(), handOvers.address(), started.expiresAt()))
                            .build();
                });
    }

    @POST
    @Path("/hand-overs")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Takes over an order by its code: this browser gets the order's cookie session")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HandedOver.class)))
    public Uni<Response> redeem(@Valid @NotNull Code code, @Context HttpServerRequest request) {
        return handOvers.redeem(code.code(), HandOvers.client(request)).map(outcome -> {
            if (outcome instanceof HandOverOutcome.Redeemed redeemed) {
                return Response.ok(new HandedOver(redeemed.orderNumber(), continueAt(merchant, redeemed.orderNumber())))
                        .cookie(redeemed.cookie())
                        .build();
            }
            throw new ProblemException(((HandOverOutcome.Refused) outcome).problem());
        });
    }

    static String continueAt(MerchantConfig merchant, String orderNumber) {
        return merchant.returnUrl().replace("{orderNumber}", orderNumber);
    }
}
