package dev.furikomi.reliable;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.furikomi.events.EventJson;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Writes events into the transaction that decides them, so that state and event commit together or not at all.
 *
 * <p>Call {@link #wake()} after the commit, never inside the transaction: it makes the relay publish at once.
 */
@ApplicationScoped
public class Outbox {

    private static final String COLUMNS =
            "insert into outbox_event (event_id, type, recipient, subject, sequence, occurred_at, data) ";
    private static final String INSERT_ROWS = COLUMNS
            + "select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::timestamptz[], $7::text[])";
    private static final String INSERT_ROW =
            COLUMNS + "values (:eventId, :type, :recipient, :subject, :sequence, :occurredAt, :data)";

    private final Clock clock;
    private final Runnable relay;

    @Inject
    Outbox(Clock clock, RelayService relay) {
        this(clock, relay::wake);
    }

    /**
     * An outbox outside of a service.
     *
     * @param relay told after each commit that there is something to publish
     */
    public Outbox(Clock clock, Runnable relay) {
        this.clock = clock;
        this.relay = relay;
    }

    /** Writes events in a Hibernate Reactive transaction. */
    public Uni<Void> write(Mutiny.Session session, List<OutgoingEvent> events) {
        Uni<Void> written = Uni.createFrom().voidItem();
        for (OutgoingEvent event : events) {
            written = written.chain(() -> insert(session, event));
        }
        return written;
    }

    /** Writes events in a transaction of the SQL client, all in one statement. */
    public Uni<Void> write(SqlConnection connection, List<OutgoingEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        OffsetDateTime now = now();
        Tuple rows = Tuple.tuple()
                .addArrayOfUUID(events.stream().map(event -> newId()).toArray(UUID[]::new))
                .addArrayOfString(
                        events.stream().map(event -> event.name().wire()).toArray(String[]::new))
                .addArrayOfString(events.stream().map(OutgoingEvent::recipient).toArray(String[]::new))
                .addArrayOfString(events.stream().map(OutgoingEvent::subject).toArray(String[]::new))
                .addArrayOfLong(events.stream().map(OutgoingEvent::sequence).toArray(Long[]::new))
                .addArrayOfOffsetDateTime(events.stream().map(event -> now).toArray(OffsetDateTime[]::new))
                .addArrayOfString(events.stream()
                        .map(event -> EventJson.write(event.data()))
                        .toArray(String[]::new));
        return connection.preparedQuery(INSERT_ROWS).execute(rows).replaceWithVoid();
    }

    /** Tells the relay, here or in the replica that holds the lease, that something was committed. */
    public void wake() {
        relay.run();
    }

    private Uni<Void> insert(Mutiny.Session session, OutgoingEvent event) {
        return session.createNativeQuery(INSERT_ROW)
                .setParameter("eventId", newId())
                .setParameter("type", event.name().wire())
                .setParameter("recipient", event.recipient())
                .setParameter("subject", event.subject())
                .setParameter("sequence", event.sequence())
                .setParameter("occurredAt", now())
                .setParameter("data", EventJson.write(event.data()))
                .executeUpdate()
                .replaceWithVoid();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static UUID newId() {
        return UuidCreator.getTimeOrderedEpoch();
    }
}
