package dev.furikomi.order.shipping;

import dev.furikomi.order.access.Access;
import dev.furikomi.order.file.OrderFiles;
import dev.furikomi.order.http.ProblemException;
import dev.furikomi.order.http.Problems;
import dev.furikomi.order.view.Languages;
import dev.furikomi.order.view.OrderView;
import dev.furikomi.order.view.OrderViews;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The merchant's staff ships. */
@Path("/v1/orders/{number}/shipment")
@Tag(name = "Merchant")
class ShipmentResource {

    private final Access access;
    private final ShipOrder shipping;
    private final OrderFiles orders;
    private final OrderViews views;
    private final Languages languages;

    ShipmentResource(Access access, ShipOrder shipping, OrderFiles orders, OrderViews views, Languages languages) {
        this.access = access;
        this.shipping = shipping;
        this.orders = orders;
        this.views = views;
        this.languages = languages;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @SecurityRequirement(name = "staff-token")
    @Operation(summary = "Ships a paid order; the same shipment again changes nothing")
    public Uni<OrderView> ship(@PathParam("number") String number, @Valid @NotNull Shipment shipment) {
        String language = languages.current();
        return access.requireStaff()
                .chain(() -> shipping.ship(number, shipment))
                .invoke(refusal -> refusal.ifPresent(problem -> {
                    throw new ProblemException(problem);
                }))
                .chain(() -> orders.find(number))
                .map(found -> found.orElseThrow(() -> new ProblemException(Problems.orderNotKnown())))
                .map(order -> views.show(order, language));
    }
}
