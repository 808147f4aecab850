package dev.furikomi.bank.window;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** S105: the window for people. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Tag(name = "Window")
public class WindowPageResource {

    private final WindowHolders holders;
    private final WindowPages pages;

    WindowPageResource(WindowHolders holders, WindowPages pages) {
        this.holders = holders;
        this.pages = pages;
    }

    @GET
    @Operation(summary = "What this address is for, for whoever comes without a payment")
    public Uni<Response> frontDoor(@QueryParam("lang") @Nullable String asked, @Context HttpHeaders headers) {
        return pages.frontDoor(PageLanguage.of(asked, headers)).map(response -> remember(asked, response));
    }

    @GET
    @Path("windows/{id}")
    @Operation(summary = "S105: the window's page")
    public Uni<Response> page(UUID id, @QueryParam("lang") @Nullable String asked, @Context HttpHeaders headers) {
        PageLanguage language = PageLanguage.of(asked, headers);
        return holders.find(id, headers)
                .chain(found -> found.map(window -> pages.window(window, language))
                        .orElseGet(() -> pages.absent("/windows/" + id, language)))
                .map(response -> remember(asked, response));
    }

    private static Response remember(@Nullable String asked, Response response) {
        return PageLanguage.remember(asked)
                .map(cookie -> Response.fromResponse(response).cookie(cookie).build())
                .orElse(response);
    }
}
