package dev.furikomi.bank.window;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** S301: how a window is opened, by a program or by a browser that the shop sends. */
@Path("/v1/windows")
@Tag(name = "Window")
public class WindowOpeningResource {

    private final OpeningWindow opening;
    private final WindowHolders holders;
    private final WindowPages pages;
    private final WindowConfig config;

    WindowOpeningResource(OpeningWindow opening, WindowHolders holders, WindowPages pages, WindowConfig config) {
        this.opening = opening;
        this.holders = holders;
        this.pages = pages;
        this.config = config;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "S301: a merchant's payment request opens a window",
            description = "A newer window for the same payment request closes the older one. Browsers send the same as"
                    + " a form with the field payment_request and are led to the window's page.")
    @APIResponse(
            responseCode = "201",
            description = "The window; the cookie that comes with it is needed for all further calls",
            content = @Content(schema = @Schema(implementation = WindowView.class)))
    public Uni<Response> open(@Valid @NotNull OpenWindow request) {
        return opening.open(request.paymentRequest())
                .map(outcome -> outcome instanceof OpeningOutcome.Opened opened
                        ? created(opened)
                        : WindowAnswers.problem(((OpeningOutcome.Refused) outcome).reason())
                                .response()
                                .build());
    }

    @POST
    @Produces(MediaType.TEXT_HTML)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(summary = "S301 from a browser: answers 303 to the window's page, or a page that says why not")
    public Uni<Response> openFromBrowser(
            @FormParam("payment_request") @Nullable String paymentRequest,
            @QueryParam("lang") @Nullable String asked,
            @Context HttpHeaders headers) {
        PageLanguage language = PageLanguage.of(asked, headers);
        return opening.open(paymentRequest == null ? "" : paymentRequest)
                .chain(outcome -> outcome instanceof OpeningOutcome.Opened opened
                        ? Uni.createFrom().item(toPage(opened, asked))
                        : pages.refused((OpeningOutcome.Refused) outcome, language));
    }

    private Response created(OpeningOutcome.Opened opened) {
        UUID id = opened.window().id();
        return Response.created(URI.create("/v1/windows/" + id))
                .cookie(holders.cookies(id, opened.cookie()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(WindowView.of(opened.window(), config.idleTimeout()))
                .build();
    }

    private Response toPage(OpeningOutcome.Opened opened, @Nullable String asked) {
        UUID id = opened.window().id();
        Response.ResponseBuilder answer = Response.seeOther(URI.create("/windows/" + id))
                .cookie(holders.cookies(id, opened.cookie()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        PageLanguage.remember(asked).ifPresent(answer::cookie);
        return answer.build();
    }

    /** S301. */
    record OpenWindow(@NotBlank String paymentRequest) {}
}
