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
import java.time.Duration;
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

    private static final Duration SECOND_CHANCE = Duration.ofMinutes(2);

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
            return exchangeAgain(session, order, cookie);
        }
        order.exchangeToken(clock.instant());
        return grant(session, order, cookie);
    }

    /** The answer to the first exchange may have been lost: while nobody used its cookie, a second one replaces it. */
    private Uni<Exchange> exchangeAgain(Mutiny.Session session, OpenOrder order, @Nullable String cookie) {
        Uni<Boolean> withdrawn = order.wasTokenExchangedSince(clock.instant().minus(SECOND_CHANCE))
                ? sessions.withdrawUnused(session, order.file().orderNumber())
                : Uni.createFrom().item(false);
        return withdrawn.chain(free -> free
                ? grant(session, order, cookie)
                : Uni.createFrom().item(new Exchange.Refused(Problems.tokenAlreadyExchanged())));
    }

    private Uni<Exchange> grant(Mutiny.Session session, OpenOrder order, @Nullable String cookie) {
        return sessions.grant(session, cookie, order.file().orderNumber()).map(Exchange.Granted::new);
    }
}
