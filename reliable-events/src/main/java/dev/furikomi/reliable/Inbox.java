package dev.furikomi.reliable;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Lets each event take effect exactly once: the event id is recorded in the transaction that applies it.
 *
 * <p>An event that is not believed, or that the change refuses with an exception again and again, is parked whole with
 * its reason, and the next one is taken. While the database cannot be reached, nothing is skipped: the event is tried
 * again until it can.
 */
@ApplicationScoped
public class Inbox {

    private static final Logger LOG = Logger.getLogger(Inbox.class);
    private static final int VERIFYING_AT_ONCE = 4;
    private static final int TRIES_BEFORE_PARKING = 5;
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(100);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(5);

    private static final String CLAIM =
            "insert into inbox_event (consumer, event_id) values ($1, $2) on conflict do nothing";
    private static final String CLAIM_IN_SESSION =
            "insert into inbox_event (consumer, event_id) values (:consumer, :eventId) on conflict do nothing";

    private final Vertx vertx;
    private final Pool pool;
    private final ParkedEvents parkedEvents;
    private final Instance<EventKeys> keys;

    Inbox(Vertx vertx, Pool pool, ParkedEvents parkedEvents, Instance<EventKeys> keys) {
        this.vertx = vertx;
        this.pool = pool;
        this.parkedEvents = parkedEvents;
        this.keys = keys;
    }

    /** Applies an event in a Hibernate Reactive (and Panache) transaction. */
    public <T> Uni<Void> apply(
            ConsumerRecord<String, byte[]> record,
            Class<T> dataType,
            String consumer,
            BiFunction<Mutiny.Session, ReceivedEvent<T>, Uni<Void>> change) {
        return consume(record, dataType, consumer, event -> inSession(consumer, event, change));
    }

    /** Applies an event in a transaction of the SQL client. */
    public <T> Uni<Void> applySql(
            ConsumerRecord<String, byte[]> record,
            Class<T> dataType,
            String consumer,
            BiFunction<SqlConnection, ReceivedEvent<T>, Uni<Void>> change) {
        return consume(
                record,
                dataType,
                consumer,
                event -> pool.withTransaction(connection -> claim(connection, consumer, event.id())
                        .chain(first -> first
                                ? change.apply(connection, event)
                                : Uni.createFrom().voidItem())));
    }

    /**
     * Applies what came together in one Hibernate Reactive (and Panache) transaction, one event after the other; when
     * anything in it fails, each in a transaction of its own, so that a bad one is parked alone.
     *
     * @param lockKey what a change locks: events are sorted by it, so that two batches do not lock crosswise; those
     *     with the same key stay in the order in which they came
     * @param change applies one event and returns what is to be done once it has committed
     */
    public <T> Uni<Void> applyAll(
            Iterable<ConsumerRecord<String, byte[]>> records,
            Class<T> dataType,
            String consumer,
            Function<ReceivedEvent<T>, String> lockKey,
            BiFunction<Mutiny.Session, ReceivedEvent<T>, Uni<Runnable>> change) {
        return Multi.createFrom()
                .iterable(records)
                .onItem()
                .transformToUni(record -> verified(record, dataType, consumer)
                        .map(verification -> new InboxBatch.Verified<>(record, verification)))
                .merge(VERIFYING_AT_ONCE)
                .collect()
                .asList()
                .map(verified -> InboxBatch.sorted(records, verified, lockKey))
                .chain(batch -> parkRefused(batch, consumer).chain(() -> applyTogether(batch, consumer, change)));
    }

    private <T> Uni<Void> parkRefused(InboxBatch<T> batch, String consumer) {
        return Multi.createFrom()
                .iterable(batch.refused())
                .onItem()
                .transformToUniAndConcatenate(refused -> park(refused.record(), consumer, refused.reason()))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private <T> Uni<Void> applyTogether(
            InboxBatch<T> batch, String consumer, BiFunction<Mutiny.Session, ReceivedEvent<T>, Uni<Runnable>> change) {
        if (batch.believed().size() < 2) {
            return applyEach(batch, consumer, change);
        }
        List<Runnable> afterCommit = new ArrayList<>();
        return onOwnContext(() -> Panache.withTransaction(
                        () -> Panache.getSession().chain(session -> InboxClaims.claim(session, consumer, batch.ids())
                                .chain(claimed -> applyClaimed(session, batch, claimed, change, afterCommit)))))
                .invoke(() -> afterCommit.forEach(Runnable::run))
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf(
                            "%s applies %d events one by one: %s",
                            consumer, batch.believed().size(), failure);
                    return applyEach(batch, consumer, change);
                });
    }

    private static <T> Uni<Void> applyClaimed(
            Mutiny.Session session,
            InboxBatch<T> batch,
            Set<UUID> claimed,
            BiFunction<Mutiny.Session, ReceivedEvent<T>, Uni<Runnable>> change,
            List<Runnable> afterCommit) {
        Uni<Void> applied = Uni.createFrom().voidItem();
        for (InboxBatch.Believed<T> believed : batch.believed()) {
            if (claimed.remove(believed.event().id())) {
                applied = applied.chain(() -> change.apply(session, believed.event()))
                        .invoke(afterCommit::add)
                        .replaceWithVoid();
            }
        }
        return applied;
    }

    private <T> Uni<Void> applyEach(
            InboxBatch<T> batch, String consumer, BiFunction<Mutiny.Session, ReceivedEvent<T>, Uni<Runnable>> change) {
        return Multi.createFrom()
                .iterable(batch.believed())
                .onItem()
                .transformToUniAndConcatenate(believed -> applyAlone(believed, consumer, change))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private <T> Uni<Void> applyAlone(
            InboxBatch.Believed<T> believed,
            String consumer,
            BiFunction<Mutiny.Session, ReceivedEvent<T>, Uni<Runnable>> change) {
        AtomicReference<Runnable> afterCommit = new AtomicReference<>(() -> {});
        return applyOrPark(
                        believed.record(),
                        consumer,
                        () -> inSession(consumer, believed.event(), (session, event) -> change.apply(session, event)
                                .invoke(afterCommit::set)
                                .replaceWithVoid()),
                        () -> afterCommit.set(() -> {}))
                .invoke(() -> Objects.requireNonNull(afterCommit.get()).run());
    }

    private static <T> Uni<Void> inSession(
            String consumer, ReceivedEvent<T> event, BiFunction<Mutiny.Session, ReceivedEvent<T>, Uni<Void>> change) {
        return Panache.withTransaction(() -> Panache.getSession().chain(session -> claim(session, consumer, event.id())
                .chain(first ->
                        first ? change.apply(session, event) : Uni.createFrom().voidItem())));
    }

    private <T> Uni<Void> consume(
            ConsumerRecord<String, byte[]> record,
            Class<T> dataType,
            String consumer,
            Function<ReceivedEvent<T>, Uni<Void>> application) {
        return verified(record, dataType, consumer).chain(verification -> {
            if (verification instanceof Verification.Believed<T> believed) {
                return applyOrPark(record, consumer, () -> application.apply(believed.event()));
            }
            return park(record, consumer, ((Verification.Refused<T>) verification).reason());
        });
    }

    private <T> Uni<Verification<T>> verified(
            ConsumerRecord<String, byte[]> record, Class<T> dataType, String consumer) {
        return Uni.createFrom()
                .item(() -> new EventVerifier(keys.get()).verify(record, dataType))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                // A refusal is an outcome; a failure is of the keys' source, and it passes.
                .onFailure()
                .invoke(failure -> LOG.warnf(failure, "%s cannot verify %s yet", consumer, where(record)))
                .onFailure()
                .retry()
                .withBackOff(FIRST_BACK_OFF, LONGEST_BACK_OFF)
                .indefinitely();
    }

    private Uni<Void> applyOrPark(
            ConsumerRecord<String, byte[]> record, String consumer, Supplier<Uni<Void>> application) {
        return applyOrPark(record, consumer, application, () -> {});
    }

    private Uni<Void> applyOrPark(
            ConsumerRecord<String, byte[]> record,
            String consumer,
            Supplier<Uni<Void>> application,
            Runnable whenParked) {
        return onOwnContext(application)
                .onFailure()
                .invoke(failure -> LOG.warnf(failure, "%s could not apply %s", consumer, where(record)))
                .onFailure(PassingFailure::is)
                .retry()
                .withBackOff(FIRST_BACK_OFF, LONGEST_BACK_OFF)
                .indefinitely()
                .onFailure()
                .retry()
                .withBackOff(FIRST_BACK_OFF, LONGEST_BACK_OFF)
                .atMost(TRIES_BEFORE_PARKING)
                .onFailure()
                .recoverWithUni(() -> {
                    whenParked.run();
                    return park(record, consumer, "application-failed");
                });
    }

    /** Parking needs the database too: while it is away this waits, so that a lost database never skips an event. */
    private Uni<Void> park(ConsumerRecord<String, byte[]> record, String consumer, String reason) {
        LOG.warnf("%s parks %s: %s", consumer, where(record), reason);
        return Uni.createFrom()
                .deferred(() -> parkedEvents.park(record, consumer, reason))
                .onFailure()
                .retry()
                .withBackOff(FIRST_BACK_OFF, LONGEST_BACK_OFF)
                .indefinitely();
    }

    /** Each attempt gets its own Vert.x context, as Hibernate Reactive binds its session to one. */
    private Uni<Void> onOwnContext(Supplier<Uni<Void>> work) {
        return Uni.createFrom().emitter(emitter -> {
            Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
            VertxContextSafetyToggle.setContextSafe(context, true);
            context.runOnContext(ignored -> Uni.createFrom()
                    .deferred(work::get)
                    .subscribe()
                    .with(done -> emitter.complete(null), emitter::fail));
        });
    }

    private static Uni<Boolean> claim(Mutiny.Session session, String consumer, UUID eventId) {
        return session.createNativeQuery(CLAIM_IN_SESSION)
                .setParameter("consumer", consumer)
                .setParameter("eventId", eventId)
                .executeUpdate()
                .map(count -> count == 1);
    }

    private static Uni<Boolean> claim(SqlConnection connection, String consumer, UUID eventId) {
        return connection
                .preparedQuery(CLAIM)
                .execute(Tuple.of(consumer, eventId))
                .map(rows -> rows.rowCount() == 1);
    }

    private static String where(ConsumerRecord<String, byte[]> record) {
        return record.topic() + "/" + record.partition() + "@" + record.offset();
    }
}
