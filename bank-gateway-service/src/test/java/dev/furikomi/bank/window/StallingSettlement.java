package dev.furikomi.bank.window;

import dev.furikomi.bank.transfer.SettlementListener;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.UUID;

/** Makes the execution (S307) of one transfer wait inside its transaction, as a busy database would. */
@ApplicationScoped
class StallingSettlement implements SettlementListener {

    private static final Locked NOTHING = settlements -> Uni.createFrom().voidItem();

    private volatile UUID stalled = new UUID(0, 0);
    private volatile boolean released;

    void stall(UUID transferId) {
        stalled = transferId;
        released = false;
    }

    void release() {
        released = true;
    }

    @Override
    public Uni<Locked> lock(SqlConnection connection, Collection<UUID> transferIds) {
        if (!transferIds.contains(stalled)) {
            return Uni.createFrom().item(NOTHING);
        }
        return connection
                .query("select pg_sleep(0.1)")
                .execute()
                .repeat()
                .until(ignored -> released)
                .collect()
                .last()
                .replaceWith(NOTHING);
    }
}
