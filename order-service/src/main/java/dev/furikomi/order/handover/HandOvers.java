package dev.furikomi.order.handover;

import dev.furikomi.order.access.Access;
import dev.furikomi.order.access.AccessConfig;
import dev.furikomi.order.file.OpenOrder;
import dev.furikomi.order.file.OrderFiles;
import dev.furikomi.order.http.Problem;
import dev.furikomi.order.http.Problems;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** The codes under which orders go from one device to another: one live code for an order, one use for a code. */
@ApplicationScoped
public class HandOvers {

    /** The page of this origin on which a code is typed. */
    public static final String PAGE = "/continue";

    private static final String EVERYBODY = "*";
    private static final String END_OLDER =
            "delete from hand_over where order_number = :number and redeemed_at is null";
    private static final String START = """
            insert into hand_over (code_sha256, order_number, created_at, expires_at)
            values (:code, :number, :now, :until)""";
    private static final String REDEEM = """
            update hand_over set redeemed_at = :now
             where code_sha256 = :code and redeemed_at is null and expires_at > :now
            returning order_number""";
    private static final String TAKE_ATTEMPT = """
            insert into hand_over_attempt (client, minute, attempts) values (:client, :minute, 1)
            on conflict (client, minute) do update set attempts = hand_over_attempt.attempts + 1
            returning attempts""";

    private final OrderFiles orders;
    private final Access access;
    private final HandOverConfig config;
    private final AccessConfig origins;
    private final Clock clock;

    HandOvers(OrderFiles orders, Access access, HandOverConfig config, AccessConfig origins, Clock clock) {
        this.orders = orders;
        this.access = access;
        this.config = config;
        this.origins = origins;
        this.clock = clock;
    }

    /** Where a code is typed. */
    public String address() {
        return origins.origins().self() + PAGE;
    }

    /** Who is trying: the address that the request comes from, or the /64 of an IPv6 address, which one household has. */
    public static String client(HttpServerRequest request) {
        return request.remoteAddress() == null
                ? "unknown"
                : ClientAddress.key(request.remoteAddress().hostAddress());
    }

    /** A fresh code and when it ends. */
    public record Started(HandOverCode code, Instant expiresAt) {}

    /** What came of asking for a code: the code, or why this order needs none. */
    public record Start(Optional<Started> started, Optional<Problem> refusal) {}

    /** Makes a code for an order that can still be paid; an older one of the order ends. */
    public Uni<Optional<Start>> start(String orderNumber) {
        HandOverCode code = HandOverCode.random();
        Instant expiresAt = clock.instant().plus(config.lifetime());
        return orders.changeIn(orderNumber, (session, order) -> {
            Optional<Problem> refusal = refusal(order);
            if (refusal.isPresent()) {
                return Uni.createFrom().item(new Start(Optional.empty(), refusal));
            }
            return write(session, END_OLDER, orderNumber)
                    .executeUpdate()
                    .chain(() -> write(session, START, orderNumber)
                            .setParameter("code", Access.sha256(code.value()))
                            .setParameter("now", utc(clock.instant()))
                            .setParameter("until", utc(expiresAt))
                            .executeUpdate())
                    .replaceWith(new Start(Optional.of(new Started(code, expiresAt)), Optional.empty()));
        });
    }

    /** Lets this browser see the code's order. The try is counted, and that is committed, before the code is looked for. */
    public Uni<HandOverOutcome> redeem(String typed, String client) {
        Optional<HandOverCode> code = HandOverCode.typed(typed);
        return attempts(client, code.isPresent()).chain(permitted -> {
            if (!permitted) {
                return refused(Problems.tooManyAttempts());
            }
            return code.map(this::redeem).orElseGet(() -> refused(Problems.handOverCodeInvalid()));
        });
    }

    @Scheduled(every = "1h", delayed = "2m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forgetOld() {
        OffsetDateTime hourAgo = utc(clock.instant().minus(1, ChronoUnit.HOURS));
        return Panache.withTransaction(() -> Panache.getSession()
                .chain(session -> session.createNativeQuery("delete from hand_over where expires_at < :before")
                        .setParameter("before", hourAgo)
                        .executeUpdate()
                        .chain(() -> session.createNativeQuery("delete from hand_over_attempt where minute < :before")
                                .setParameter("before", hourAgo)
                                .executeUpdate())
                        .replaceWithVoid()));
    }

    private Uni<HandOverOutcome> redeem(HandOverCode code) {
        return Panache.withTransaction(
                () -> Panache.getSession().chain(session -> session.createNativeQuery(REDEEM, String.class)
                        .setParameter("code", Access.sha256(code.value()))
                        .setParameter("now", utc(clock.instant()))
                        .getSingleResultOrNull()
                        .chain(number -> number == null
                                ? refused(Problems.handOverCodeInvalid())
                                : access.grant(session, number).map(cookie ->
                                        (HandOverOutcome) new HandOverOutcome.Redeemed(number, cookie)))));
    }

    /** What cannot be any order's code finds nothing, so it takes nothing from what everybody may try. */
    private Uni<Boolean> attempts(String client, boolean couldBeACode) {
        OffsetDateTime minute = utc(clock.instant().truncatedTo(ChronoUnit.MINUTES));
        return Panache.withTransaction(() -> Panache.getSession().chain(session -> take(session, client, minute)
                .chain(own -> own > config.attemptsPerClient() || !couldBeACode
                        ? Uni.createFrom().item(own <= config.attemptsPerClient())
                        : take(session, EVERYBODY, minute).map(all -> all <= config.attemptsInAll()))));
    }

    private static Uni<Integer> take(Mutiny.Session session, String client, OffsetDateTime minute) {
        return session.createNativeQuery(TAKE_ATTEMPT, Integer.class)
                .setParameter("client", client)
                .setParameter("minute", minute)
                .getSingleResult();
    }

    private static Optional<Problem> refusal(OpenOrder order) {
        return switch (order.progress().status().orElseThrow()) {
            case APPLIED, TRANSFER_REQUESTED -> Optional.empty();
            case TRANSFER_ACCEPTED -> Optional.of(Problems.transferInProgress());
            case PAID, SHIPPED -> Optional.of(Problems.orderAlreadyPaid());
            case EXPIRED -> Optional.of(Problems.orderExpired());
            case CANCELLED -> Optional.of(Problems.orderCancelled());
        };
    }

    private static Mutiny.MutationQuery write(Mutiny.Session session, String statement, String orderNumber) {
        return session.createNativeQuery(statement).setParameter("number", orderNumber);
    }

    private static Uni<HandOverOutcome> refused(Problem problem) {
        return Uni.createFrom().item(new HandOverOutcome.Refused(problem));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
