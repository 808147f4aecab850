package dev.furikomi.order.payment;

import dev.furikomi.order.access.Access;
import dev.furikomi.order.file.OrderFiles;
import dev.furikomi.order.http.ProblemException;
import dev.furikomi.order.http.Problems;
import dev.furikomi.order.view.Languages;
import dev.furikomi.order.view.OrderView;
import dev.furikomi.order.view.OrderViews;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The shopper cancels. */
@Path("/v1/orders/{number}/cancellation")
@Tag(name = "Orders")
class CancellationResource {

    private final Access access;
    private final CancelOrder cancelling;
    private final OrderFiles orders;
    private final OrderViews views;
    private final Languages languages;

    CancellationResource(
            Access access, CancelOrder cancelling, OrderFiles orders, OrderViews views, Languages languages) {
        this.access = access;
        this.cancelling = cancelling;
        this.orders = orders;
        this.views = views;
        this.languages = languages;
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Cancels the order before it is paid; again changes nothing")
    public Uni<OrderView> cancel(@PathParam("number") String number) {
        String language = languages.current();
        return access.requireShopper(number)
                .chain(() -> cancelling.cancel(number))
                .invoke(refusal -> refusal.ifPresent(problem -> {
                    throw new ProblemException(problem);
                }))
                .chain(() -> orders.find(number))
                .map(found -> found.orElseThrow(() -> new ProblemException(Problems.orderNotKnown())))
                .map(order -> views.show(order, language));
    }
}
