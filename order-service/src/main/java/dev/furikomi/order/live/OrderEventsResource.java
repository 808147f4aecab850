package dev.furikomi.order.live;

import dev.furikomi.order.access.Access;
import dev.furikomi.order.file.OrderFiles;
import dev.furikomi.order.http.ProblemException;
import dev.furikomi.order.http.Problems;
import dev.furikomi.order.view.Languages;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** S203 to the shopper: the order, at once and at each change, as server-sent events. */
@Path("/v1/orders/{number}/events")
@Tag(name = "Orders")
class OrderEventsResource {

    private final Access access;
    private final OrderFiles orders;
    private final OrderWatch watch;
    private final Languages languages;
    private final LiveConfig config;

    OrderEventsResource(Access access, OrderFiles orders, OrderWatch watch, Languages languages, LiveConfig config) {
        this.access = access;
        this.orders = orders;
        this.watch = watch;
        this.languages = languages;
        this.config = config;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "The order at once and at each change; the event id is the order's version")
    public Multi<OutboundSseEvent> events(
            @PathParam("number") String number,
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
            @Context Sse sse) {
        String language = languages.current();
        return access.requireViewer(number)
                .chain(() -> orders.find(number))
                .onItem()
                .transformToMulti(found -> found.isEmpty()
                        ? Multi.createFrom().failure(new ProblemException(Problems.orderNotKnown()))
                        : watch.watch(
                                number,
                                language,
                                seen(lastEventId, found.get().file().version())))
                .map(signal -> event(sse, signal));
    }

    /** A version that is not of this order's past (another order's, or made up) counts as nothing seen. */
    private static long seen(@Nullable String lastEventId, long newest) {
        try {
            long seen = lastEventId == null ? -1 : Long.parseLong(lastEventId.strip());
            return seen > newest ? -1 : seen;
        } catch (NumberFormatException notOurs) {
            return -1;
        }
    }

    private OutboundSseEvent event(Sse sse, OrderWatch.Signal signal) {
        return signal.order()
                .map(order -> sse.newEventBuilder()
                        .name("order")
                        .id(Long.toString(order.version()))
                        .reconnectDelay(config.reconnectDelay().toMillis())
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(order)
                        .build())
                .orElseGet(() -> sse.newEventBuilder().comment("still here").build());
    }
}
