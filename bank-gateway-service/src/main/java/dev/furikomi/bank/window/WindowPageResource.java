package dev.furikomi.bank.window;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The window for people: the form that opens it (S301) and its page (S105). */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Tag(name = "Window")
public class WindowPageResource {

    private final OpeningWindow opening;
    private final WindowHolders holders;
    private final WindowPages pages;

    WindowPageResource(OpeningWindow opening, WindowHolders holders, WindowPages pages) {
        this.opening = opening;
        this.holders = holders;
        this.pages = pages;
    }

    @POST
    @Path("v1/windows")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(summary = "S301 from a browser: answers 303 to the window's page, or a page that says why not")
    public Uni<Response> open(
            @FormParam("payment_request") @Nullable String paymentRequest,
            @QueryParam("lang") @Nullable String asked,
            @Context HttpHeaders headers) {
        PageLanguage language = PageLanguage.of(asked, headers);
        return opening.open(paymentRequest == null ? "" : paymentRequest)
                .chain(outcome -> outcome instanceof OpeningOutcome.Opened opened
                        ? Uni.createFrom().item(toPage(opened, asked))
                        : pages.refused((OpeningOutcome.Refused) outcome, language));
    }

    @GET
    @Path("windows/{id}")
    @Operation(summary = "S105: the window's page")
    public Uni<Response> page(UUID id, @QueryParam("lang") @Nullable String asked, @Context HttpHeaders headers) {
        PageLanguage language = PageLanguage.of(asked, headers);
        return holders.find(id, headers)
                .chain(found -> found.map(window -> pages.window(window, language))
                        .orElseGet(() -> pages.absent("/windows/" + id, language)))
                .map(response -> PageLanguage.remember(asked)
                        .map(cookie ->
                                Response.fromResponse(response).cookie(cookie).build())
                        .orElse(response));
    }

    private Response toPage(OpeningOutcome.Opened opened, @Nullable String asked) {
        UUID id = opened.window().id();
        Response.ResponseBuilder answer = Response.seeOther(URI.create("/windows/" + id))
                .cookie(holders.cookies(id, opened.cookie()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        PageLanguage.remember(asked).ifPresent(answer::cookie);
        return answer.build();
    }
}
