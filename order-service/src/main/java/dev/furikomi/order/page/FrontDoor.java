package dev.furikomi.order.page;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The bare address of this origin. Whoever types it is staff: a shopper comes with an order's link. */
@Path("/")
class FrontDoor {

    @GET
    @Operation(hidden = true)
    public Response staffPage() {
        return Pages.seeOther("/merchant");
    }
}
