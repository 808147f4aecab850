package dev.furikomi.order.live;

import dev.furikomi.order.file.OpenOrder;
import dev.furikomi.order.file.OrderFiles;
import dev.furikomi.order.view.OrderView;
import dev.furikomi.order.view.OrderViews;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * The browsers that watch an order. A change reads the order once, however many watch, and one poll for all watched
 * orders finds what a lost notification did not tell.
 */
@ApplicationScoped
class OrderWatch {

    private static final Logger LOG = Logger.getLogger(OrderWatch.class);
    private static final String VERSIONS = "select order_number, version from order_file where order_number = any($1)";

    private final Map<String, Set<Watcher>> watchers = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> refreshing = new ConcurrentHashMap<>();
    private final OrderFiles orders;
    private final OrderViews views;
    private final Pool pool;
    private final Vertx vertx;

    OrderWatch(OrderFiles orders, OrderViews views, Pool pool, Vertx vertx, MeterRegistry registry) {
        this.orders = orders;
        this.views = views;
        this.pool = pool;
        this.vertx = vertx;
        registry.gauge("furikomi.order.watchers", watchers, map -> map.values().stream()
                .mapToInt(Set::size)
                .sum());
    }

    /** What a watching browser gets: a new version of the order, or nothing but a sign of life. */
    record Signal(Optional<OrderView> order) {}

    /** One open event stream. */
    private static final class Watcher {

        private final String language;
        private final MultiEmitter<? super Signal> emitter;
        private long version;

        Watcher(String language, MultiEmitter<? super Signal> emitter, long version) {
            this.language = language;
            this.emitter = emitter;
            this.version = version;
        }

        synchronized boolean isBehind(long newest) {
            return version < newest;
        }

        /** Only to a browser that keeps up: the latest signal replaces one that waits, and that one may be the order. */
        synchronized void showLife() {
            if (emitter.requested() > 0) {
                emitter.emit(new Signal(Optional.empty()));
            }
        }

        synchronized void tell(OrderView view) {
            if (isBehind(view.version())) {
                version = view.version();
                emitter.emit(new Signal(Optional.of(view)));
            }
        }
    }

    /** The order at once, unless the browser has seen this version, and then at each change. */
    Multi<Signal> watch(String orderNumber, String language, long seenVersion) {
        return Multi.createFrom()
                .emitter(
                        emitter -> {
                            Watcher watcher = new Watcher(language, emitter, seenVersion);
                            watchers.compute(orderNumber, (number, present) -> {
                                Set<Watcher> all = present == null ? ConcurrentHashMap.newKeySet() : present;
                                all.add(watcher);
                                return all;
                            });
                            emitter.onTermination(() -> leave(orderNumber, watcher));
                            refresh(orderNumber);
                        },
                        BackPressureStrategy.LATEST);
    }

    /** Reads the order if somebody here watches it; calls during a reading lead to one more, not to many. */
    void refresh(String orderNumber) {
        if (!watchers.containsKey(orderNumber)) {
            return;
        }
        AtomicInteger waiting = refreshing.computeIfAbsent(orderNumber, number -> new AtomicInteger());
        if (waiting.getAndIncrement() == 0) {
            read(orderNumber, waiting);
        }
    }

    void refreshAll() {
        watchers.keySet().forEach(this::refresh);
    }

    @Scheduled(every = "${order.live.poll-interval:2s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> poll() {
        String[] numbers = watchers.keySet().toArray(String[]::new);
        if (numbers.length == 0) {
            return Uni.createFrom().voidItem();
        }
        return pool.preparedQuery(VERSIONS)
                .execute(Tuple.tuple().addArrayOfString(numbers))
                .invoke(rows -> {
                    for (Row row : rows) {
                        String number = row.getString("order_number");
                        long newest = row.getLong("version");
                        if (watchers.getOrDefault(number, Set.of()).stream()
                                .anyMatch(watcher -> watcher.isBehind(newest))) {
                            refresh(number);
                        }
                    }
                })
                .onFailure()
                .invoke(failure -> LOG.debugf("Watched orders could not be read: %s", failure))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    @Scheduled(every = "${order.live.heartbeat:15s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> heartbeat() {
        watchers.values().forEach(all -> all.forEach(Watcher::showLife));
        return Uni.createFrom().voidItem();
    }

    private void read(String orderNumber, AtomicInteger waiting) {
        int answered = waiting.get();
        Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(ignored -> Uni.createFrom()
                .deferred(() -> orders.find(orderNumber))
                .onTermination()
                .invoke(() -> {
                    if (waiting.addAndGet(-answered) > 0) {
                        read(orderNumber, waiting);
                    } else {
                        refreshing.remove(orderNumber, waiting);
                    }
                })
                .subscribe()
                .with(
                        found -> found.ifPresent(order -> tell(orderNumber, order)),
                        failure -> LOG.debugf("A watched order could not be read: %s", failure)));
    }

    private void tell(String orderNumber, OpenOrder order) {
        Map<String, OrderView> byLanguage = new HashMap<>();
        for (Watcher watcher : watchers.getOrDefault(orderNumber, Set.of())) {
            watcher.tell(byLanguage.computeIfAbsent(watcher.language, language -> views.show(order, language)));
        }
    }

    private void leave(String orderNumber, Watcher watcher) {
        watchers.computeIfPresent(orderNumber, (number, present) -> {
            present.remove(watcher);
            return present.isEmpty() ? null : present;
        });
    }
}
