package dev.furikomi.order.file;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Ends orders that nobody paid in time or that their shoppers cancelled, and asks a person about transfers whose purchase never came. Any number of
 * replicas may sweep: each order is decided again under its own lock.
 */
@ApplicationScoped
class ExpirySweeper {

    private static final Logger LOG = Logger.getLogger(ExpirySweeper.class);
    private static final int BATCH = 200;
    private static final String DUE = """
            select order_number from order_file
             where status in ('APPLIED', 'TRANSFER_REQUESTED') and expires_at <= :now
             order by expires_at limit :batch""";
    private static final String CANCELLATION_DUE = """
            select order_number from order_file
             where status = 'CANCELLED' and cancellation_open_until <= :now
             order by cancellation_open_until limit :batch""";
    private static final String UNMATCHED = """
            select distinct f.order_number
              from transfer_fact f join order_file o using (order_number)
             where o.status is null and o.heard_at <= :before and f.kind <> 'WINDOW_CLOSED'
               and not exists (select from review_case r
                                where r.order_number = f.order_number and r.transfer_id = f.transfer_id
                                  and r.reason = 'ORDER_UNKNOWN')
             limit :batch""";

    private final OrderFiles orders;
    private final Settlement settlement;
    private final OrderFileConfig config;
    private final Clock clock;

    ExpirySweeper(OrderFiles orders, Settlement settlement, OrderFileConfig config, Clock clock) {
        this.orders = orders;
        this.settlement = settlement;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "${order.file.sweep-interval:10s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        Instant now = clock.instant();
        return numbers(session -> session.createNativeQuery(DUE, String.class).setParameter("now", utc(now)))
                .chain(due -> each(due, number -> orders.change(number, order -> expireIfDue(order, now))
                        .replaceWithVoid()))
                .chain(() -> numbers(session -> session.createNativeQuery(CANCELLATION_DUE, String.class)
                        .setParameter("now", utc(now))))
                .chain(due -> each(due, number -> orders.change(number, order -> order.cancelForGoodIfDue(now))
                        .replaceWithVoid()))
                .chain(() -> numbers(session -> session.createNativeQuery(UNMATCHED, String.class)
                        .setParameter("before", utc(now.minus(config.unknownOrderPatience())))))
                .chain(unmatched -> each(unmatched, this::askAboutUnknown))
                .onFailure()
                .invoke(failure -> LOG.warnf("Sweeping waits for the next round: %s", failure))
                .onFailure()
                .recoverWithNull();
    }

    /** Decided again under the lock: a payment request or an acceptance may have come since the query. */
    private static boolean expireIfDue(OpenOrder order, Instant now) {
        OrderStatus status = order.progress().status().orElseThrow();
        boolean due = status.isPayable()
                && !order.isTransferAccepted()
                && !now.isBefore(order.file().expiresAt());
        if (due) {
            order.expire(now);
        }
        return due;
    }

    private Uni<Void> askAboutUnknown(String orderNumber) {
        return Panache.withTransaction(() -> Panache.getSession().chain(session -> orders.lock(session, orderNumber)
                        .chain(order -> order == null || order.file().isKnown()
                                ? Uni.createFrom().item(List.<ReviewReason>of())
                                : settlement.openCases(session, unknown(order)))))
                .invoke(cases -> orders.announce(orderNumber, new Settled(false, List.of(), cases)))
                .replaceWithVoid();
    }

    private static List<Progress.Doubt> unknown(OpenOrder order) {
        return order.unmatched().stream()
                .map(fact -> new Progress.Doubt(fact, ReviewReason.ORDER_UNKNOWN))
                .toList();
    }

    private static Uni<List<String>> numbers(Function<Mutiny.Session, Mutiny.SelectionQuery<String>> query) {
        return Panache.withSession(() -> Panache.getSession()
                .chain(session ->
                        query.apply(session).setParameter("batch", BATCH).getResultList()));
    }

    private static Uni<Void> each(List<String> numbers, Function<String, Uni<Void>> step) {
        return Multi.createFrom()
                .iterable(numbers)
                .onItem()
                .transformToUniAndConcatenate(number -> step.apply(number)
                        .onFailure()
                        .invoke(failure -> LOG.errorf(failure, "Order %s waits for the next sweep.", number))
                        .onFailure()
                        .recoverWithNull())
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
