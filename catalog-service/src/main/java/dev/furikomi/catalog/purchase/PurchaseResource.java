package dev.furikomi.catalog.purchase;

import dev.furikomi.catalog.http.Problem;
import dev.furikomi.catalog.language.Language;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** S103: the shopper applies for a purchase. */
@Path("/v1/purchases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Purchases")
class PurchaseResource {

    /** Tells browsers apart for the cap on unpaid purchases; set by the pages. */
    static final String BROWSER_COOKIE = "furikomi_shopper";

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,255}");
    private static final int RETRY_AFTER_SECONDS = 60;

    private final Purchasing purchasing;

    PurchaseResource(Purchasing purchasing) {
        this.purchasing = purchasing;
    }

    @POST
    @Operation(
            summary = "S103: apply for a purchase",
            description = "Holds the stock and tells the order file. Prices are the catalogue's. The same key with the"
                    + " same body gives the same answer, access token included. A refusal is not stored: the same key"
                    + " may try again.")
    @APIResponse(
            responseCode = "201",
            description = "Applied for; the answer of the first time when the call is repeated",
            headers =
                    @Header(
                            name = "Idempotency-Hit",
                            description = "true when this is the stored answer",
                            schema = @Schema(type = SchemaType.BOOLEAN)),
            content = @Content(schema = @Schema(implementation = PurchaseView.class)))
    @APIResponse(
            responseCode = "400",
            description = "invalid-request (with violations), idempotency-key-missing",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "409",
            description = "out-of-stock, idempotency-in-progress",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "422",
            description = "product-unknown, mixed-currencies, quantity-out-of-range, idempotency-key-reused",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "429",
            description = "too-many-open-purchases",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<Response> apply(
            @HeaderParam("Idempotency-Key")
                    @Parameter(
                            required = true,
                            description = "1 to 255 visible ASCII characters, new for each purchase")
                    @Nullable
                    String idempotencyKey,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Parameter(hidden = true) @Nullable String acceptLanguage,
            @CookieParam(BROWSER_COOKIE) @Parameter(hidden = true) @Nullable String browser,
            @Context HttpServerRequest request,
            @NotNull(message = "missing") @Valid StartPurchase purchase) {
        if (idempotencyKey == null || !KEY.matcher(idempotencyKey).matches()) {
            return Uni.createFrom()
                    .item(Problem.of(
                                    400,
                                    "idempotency-key-missing",
                                    "The Idempotency-Key is missing",
                                    "Send a new key of 1 to 255 visible ASCII characters with each purchase.")
                            .response());
        }
        return purchasing
                .apply(new PurchaseApplication(
                        purchase,
                        idempotencyKey,
                        PurchaseClient.of(request, browser),
                        Language.of(null, null, acceptLanguage).tag()))
                .map(PurchaseResource::answer);
    }

    private static Response answer(PurchaseOutcome outcome) {
        if (outcome instanceof PurchaseOutcome.Refused refused) {
            Response problem = Problem.of(
                            refused.reason().status(),
                            refused.reason().wire(),
                            refused.reason().title(),
                            refused.detail())
                    .response();
            return refused.reason().status() == 429
                    ? Response.fromResponse(problem)
                            .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                            .build()
                    : problem;
        }
        if (outcome instanceof PurchaseOutcome.Replayed replayed) {
            return created(replayed.purchase()).header("Idempotency-Hit", true).build();
        }
        return created(((PurchaseOutcome.Applied) outcome).purchase()).build();
    }

    /** No Location: what comes into being is an order, and that lives at the order file. */
    private static Response.ResponseBuilder created(PurchaseView purchase) {
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(purchase);
    }
}
