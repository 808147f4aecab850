package dev.furikomi.order.view;

import dev.furikomi.order.access.Access;
import dev.furikomi.order.file.OrderFiles;
import dev.furikomi.order.file.OrderList;
import dev.furikomi.order.file.OrderStatus;
import dev.furikomi.order.http.ProblemException;
import dev.furikomi.order.http.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Reads the order file. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
class OrderResource {

    private final Access access;
    private final OrderFiles orders;
    private final OrderList list;
    private final OrderViews views;
    private final Languages languages;

    OrderResource(Access access, OrderFiles orders, OrderList list, OrderViews views, Languages languages) {
        this.access = access;
        this.orders = orders;
        this.list = list;
        this.views = views;
        this.languages = languages;
    }

    @GET
    @Path("/orders/{number}")
    @Tag(name = "Orders")
    @Operation(summary = "The order with its timeline, for its shopper and the merchant's staff")
    public Uni<OrderView> order(@PathParam("number") String number) {
        String language = languages.current();
        return access.requireViewer(number)
                .chain(() -> orders.find(number))
                .map(found -> found.orElseThrow(() -> new ProblemException(Problems.orderNotKnown())))
                .map(order -> views.show(order, language));
    }

    @GET
    @Path("/orders")
    @Tag(name = "Merchant")
    @SecurityRequirement(name = "staff-token")
    @Operation(summary = "The order file, newest first, paged by key")
    public Uni<OrderList.Page> orders(
            @QueryParam("status") @Nullable OrderStatus status,
            @QueryParam("after") @Nullable Long after,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return access.requireStaff().chain(() -> list.page(status, after, limit));
    }

    @GET
    @Path("/review-cases")
    @Tag(name = "Merchant")
    @SecurityRequirement(name = "staff-token")
    @Operation(summary = "Transfers that a person has to look at, newest first, paged by key")
    public Uni<OrderList.CasePage> reviewCases(
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return access.requireStaff().chain(() -> list.cases(OrderList.caseId(after), limit));
    }
}
