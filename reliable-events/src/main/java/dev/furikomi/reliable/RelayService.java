package dev.furikomi.reliable;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The relay of a service, from start to shutdown. */
@ApplicationScoped
class RelayService {

    private final Pool pool;
    private final ReliableEventsConfig config;
    private final Map<String, Object> kafka;
    private final CommitNotice notice;
    private volatile @Nullable OutboxRelay relay;

    RelayService(
            Pool pool, ReliableEventsConfig config, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.pool = pool;
        this.config = config;
        this.kafka = kafka;
        this.notice = new CommitNotice(pool);
    }

    /** Reads the key here, so that a service without its key does not start, instead of never publishing. */
    void start(@Observes StartupEvent started) {
        if (config.relay()) {
            OutboxRelay own = new OutboxRelay(pool, kafka, RelaySettings.of(config));
            own.start();
            relay = own;
        }
    }

    void wake() {
        OutboxRelay own = relay;
        if (own == null) {
            notice.send();
        } else {
            own.wake();
        }
    }

    /** At the shutdown event and not when the bean is destroyed: by then the pool is closed. */
    void stop(@Observes ShutdownEvent stopping) {
        OutboxRelay own = relay;
        if (own != null) {
            own.close();
        }
    }
}
