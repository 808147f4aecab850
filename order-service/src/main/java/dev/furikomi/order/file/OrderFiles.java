package dev.furikomi.order.file;

import dev.furikomi.order.MerchantConfig;
import dev.furikomi.reliable.Outbox;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The one way to an order: read it whole, or change it under its lock. After each change the status is derived anew,
 * and what follows from it (events, review cases) commits with it.
 */
@ApplicationScoped
public class OrderFiles {

    private static final String CREATE =
            "insert into order_file (order_number, heard_at) values (:number, :now) " + "on conflict do nothing";

    private final MerchantConfig merchant;
    private final Settlement settlement;
    private final Outbox outbox;
    private final Clock clock;
    private final OrderMetrics metrics;
    private final Event<OrderChanged> changes;

    OrderFiles(
            MerchantConfig merchant,
            Settlement settlement,
            Outbox outbox,
            Clock clock,
            OrderMetrics metrics,
            Event<OrderChanged> changes) {
        this.merchant = merchant;
        this.settlement = settlement;
        this.outbox = outbox;
        this.clock = clock;
        this.metrics = metrics;
        this.changes = changes;
    }

    /** A known order as it stands; empty also while only banks have spoken of its number. */
    public Uni<Optional<OpenOrder>> find(String orderNumber) {
        // Without a transaction: it would make these readings no more of one moment, and takes two trips more.
        return Panache.withSession(
                () -> Panache.getSession().chain(session -> session.find(OrderFile.class, orderNumber)
                        .chain(file -> load(session, file))
                        .map(order -> Optional.ofNullable(order)
                                .filter(found -> found.file().isKnown()))));
    }

    /** Decides on a known order under its lock, in one transaction; empty when there is no such order. */
    public <T> Uni<Optional<T>> change(String orderNumber, Function<OpenOrder, T> decision) {
        return changeIn(orderNumber, (session, order) -> Uni.createFrom().item(decision.apply(order)));
    }

    /** The same, for decisions that read or write more in the transaction. */
    public <T> Uni<Optional<T>> changeIn(String orderNumber, Decision<T> decision) {
        AtomicReference<Settled> settled = new AtomicReference<>(Settled.UNCHANGED);
        return Panache.withTransaction(() -> Panache.getSession().chain(session -> lock(session, orderNumber)
                        .chain(order -> order == null || !order.file().isKnown()
                                ? Uni.createFrom().item(Optional.<T>empty())
                                : decide(session, order, decision, settled))))
                .invoke(() -> announce(orderNumber, Objects.requireNonNull(settled.get())));
    }

    private <T> Uni<Optional<T>> decide(
            Mutiny.Session session, OpenOrder order, Decision<T> decision, AtomicReference<Settled> settled) {
        Settlement.Before before = Settlement.before(order);
        return decision.on(session, order).chain(result -> settlement
                .settle(session, order, before)
                .invoke(settled::set)
                .replaceWith(Optional.of(result)));
    }

    /**
     * Records what an event says, in the inbox's transaction; the order file comes into being if this is the first
     * that is heard of the number. Announce the answer after the commit.
     */
    Uni<Settled> record(Mutiny.Session session, String orderNumber, Function<OpenOrder, Boolean> change) {
        return lock(session, orderNumber)
                .chain(locked -> locked == null
                        ? create(session, orderNumber)
                        : Uni.createFrom().item(locked))
                .chain(order -> {
                    Settlement.Before before = Settlement.before(order);
                    return change.apply(order)
                            ? settlement.settle(session, order, before)
                            : Uni.createFrom().item(Settled.UNCHANGED);
                });
    }

    /** Somebody else may create it at the same moment; the lock then waits for them. */
    private Uni<OpenOrder> create(Mutiny.Session session, String orderNumber) {
        return session.createNativeQuery(CREATE)
                .setParameter("number", orderNumber)
                .setParameter("now", clock.instant().atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .chain(created -> created == 1
                        // Nobody else sees it yet, so nothing else can be on file.
                        ? session.find(OrderFile.class, orderNumber)
                                .map(file -> new OpenOrder(merchant.id(), file, List.of(), List.of()))
                        : lock(session, orderNumber).map(Objects::requireNonNull));
    }

    /** After the commit: wakes the relay and whoever watches the order. */
    void announce(String orderNumber, Settled settled) {
        metrics.count(settled);
        if (!settled.events().isEmpty()) {
            outbox.wake();
        }
        if (settled.changed()) {
            changes.fire(new OrderChanged(orderNumber));
        }
    }

    Uni<@Nullable OpenOrder> lock(Mutiny.Session session, String orderNumber) {
        return session.find(OrderFile.class, orderNumber, LockModeType.PESSIMISTIC_WRITE)
                .chain(file -> load(session, file));
    }

    private Uni<@Nullable OpenOrder> load(Mutiny.Session session, @Nullable OrderFile file) {
        if (file == null) {
            return Uni.createFrom().nullItem();
        }
        return session.createQuery("from PaymentRequest where orderNumber = :number", PaymentRequest.class)
                .setParameter("number", file.orderNumber)
                .getResultList()
                .chain(requests ->
                        facts(session, file).map(facts -> new OpenOrder(merchant.id(), file, requests, facts)));
    }

    private static Uni<List<TransferFact>> facts(Mutiny.Session session, OrderFile file) {
        return session.createQuery("from TransferFact where orderNumber = :number", TransferFact.class)
                .setParameter("number", file.orderNumber)
                .getResultList();
    }

    /** What is decided on an order under its lock. */
    @FunctionalInterface
    public interface Decision<T> {

        Uni<T> on(Mutiny.Session session, OpenOrder order);
    }
}
