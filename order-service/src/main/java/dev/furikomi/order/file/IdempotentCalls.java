package dev.furikomi.order.file;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Remembers calls by their Idempotency-Key; used under the order's lock, so a key is never in two hands at once. */
@ApplicationScoped
public class IdempotentCalls {

    private static final String FIND = "select body, answer from idempotent_call "
            + "where order_number = :number and call = :call and key = :key";
    private static final String KEEP = "insert into idempotent_call (order_number, call, key, body, answer, called_at) "
            + "values (:number, :call, :key, :body, :answer, :now)";

    private final Clock clock;

    IdempotentCalls(Clock clock) {
        this.clock = clock;
    }

    /** A call that was carried out before under the key. */
    public record Earlier(String body, String answer) {}

    public Uni<Optional<Earlier>> find(Mutiny.Session session, OpenOrder order, String call, String key) {
        return session.createNativeQuery(FIND, Object[].class)
                .setParameter("number", order.file().orderNumber)
                .setParameter("call", call)
                .setParameter("key", key)
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(found -> new Earlier((String) found[0], (String) found[1])));
    }

    public Uni<Void> keep(Mutiny.Session session, OpenOrder order, String call, String key, Earlier carriedOut) {
        return session.createNativeQuery(KEEP)
                .setParameter("number", order.file().orderNumber)
                .setParameter("call", call)
                .setParameter("key", key)
                .setParameter("body", carriedOut.body())
                .setParameter("answer", carriedOut.answer())
                .setParameter("now", clock.instant().atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }
}
