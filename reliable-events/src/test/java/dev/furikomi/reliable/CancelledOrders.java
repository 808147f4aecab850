package dev.furikomi.reliable;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.events.OrderCancelled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The consumer of the tests: notes each order number that took effect, and fails on the ones that ask for it. */
@ApplicationScoped
public class CancelledOrders implements EventKeys {

    static final String TABLE = "create table if not exists noted"
            + " (place bigint generated always as identity, order_number text not null)";

    private final Inbox inbox;
    private final Pool pool;
    private final ECKey trusted;

    CancelledOrders(Inbox inbox, Pool pool, @ConfigProperty(name = "test.trusted-key") String trusted)
            throws ParseException {
        this.inbox = inbox;
        this.pool = pool;
        this.trusted = ECKey.parse(trusted);
    }

    @Override
    public Optional<ECPublicKey> find(String source, String keyId) {
        try {
            return keyId.equals(trusted.getKeyID()) ? Optional.of(trusted.toECPublicKey()) : Optional.empty();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Incoming("order-cancelled")
    public Uni<Void> orderCancelled(ConsumerRecord<String, byte[]> record) {
        return inbox.apply(record, OrderCancelled.class, "noting", (session, event) -> {
            Uni<Integer> noted = session.createNativeQuery("insert into noted (order_number) values (:number)")
                    .setParameter("number", event.data().orderNumber())
                    .executeUpdate();
            return event.data().orderNumber().startsWith("FAIL")
                    ? noted.chain(() -> Uni.createFrom().failure(new IllegalStateException("as asked for")))
                    : noted.replaceWithVoid();
        });
    }

    /** Applies what came together, as a batch consumer would. */
    Uni<Void> together(List<ConsumerRecord<String, byte[]>> records, List<String> announced) {
        return inbox.applyAll(
                records, OrderCancelled.class, "batch", event -> event.data().orderNumber(), (session, event) -> {
                    String number = event.data().orderNumber();
                    Uni<Integer> noted = session.createNativeQuery("insert into noted (order_number) values (:number)")
                            .setParameter("number", number)
                            .executeUpdate();
                    return number.startsWith("FAIL")
                            ? noted.chain(() -> Uni.createFrom().failure(new IllegalStateException("as asked for")))
                            : noted.map(count -> () -> announced.add(number));
                });
    }

    long noted(String orderNumber) {
        return pool.preparedQuery("select count(*) from noted where order_number = $1")
                .execute(Tuple.of(orderNumber))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }
}
