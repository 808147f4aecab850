package dev.furikomi.order.access;

import dev.furikomi.order.file.OpenOrder;
import dev.furikomi.order.file.OrderFiles;
import dev.furikomi.order.http.Problem;
import dev.furikomi.order.http.ProblemException;
import dev.furikomi.order.http.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The order access token, exchanged once for a cookie of this origin. */
@Path("/v1/orders/{number}/access")
@Tag(name = "Orders")
class AccessResource {

    private final Access access;
    private final Sessions sessions;
    private final OrderFiles orders;
    private final Clock clock;

    AccessResource(Access access, Sessions sessions, OrderFiles orders, Clock clock) {
        this.access = access;
        this.sessions = sessions;
        this.orders = orders;
        this.clock = clock;
    }

    /** What became of the token. */
    private sealed interface Exchange {

        record Granted(String cookie) implements Exchange {}

        record Refused(Problem problem) implements Exchange {}
    }

    @POST
    @SecurityRequirement(name = "order-access-token")
    @Operation(summary = "Exchanges the order access token for a cookie session, once")
    public Uni<Response> exchange(@PathParam("number") String number) {
        String token = Optional.ofNullable(access.bearer())
                .orElseThrow(() -> new ProblemException(Problems.accessTokenInvalid()));
        String cookie = access.cookie(Access.ORDER_COOKIE);
        return orders.changeIn(number, (session, order) -> exchange(session, order, token, cookie))
                .map(found -> found.orElseThrow(() -> new ProblemException(Problems.orderNotKnown())))
                .map(exchange -> {
                    if (exchange instanceof Exchange.Refused refused) {
                        throw new ProblemException(refused.problem());
                    }
                    String granted = ((Exchange.Granted) exchange).cookie();
                    return Response.noContent()
                            .cookie(access.orderCookie(granted))
                            .build();
                });
    }

    private Uni<Exchange> exchange(Mutiny.Session session, OpenOrder order, String token, @Nullable String cookie) {
        if (!Secrets.matches(token, order.file().accessTokenSha256())) {
            return Uni.createFrom().item(new Exchange.Refused(Problems.accessTokenInvalid()));
        }
        if (order.isTokenExchanged()) {
            return Uni.createFrom().item(new Exchange.Refused(Problems.tokenAlreadyExchanged()));
        }
        order.exchangeToken(clock.instant());
        return sessions.grant(session, cookie, order.file().orderNumber()).map(Exchange.Granted::new);
    }
}
