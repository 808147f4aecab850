package dev.furikomi.bank.transfer;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Executes accepted transfers whose process died in between: at start and every few seconds, in every replica. */
@ApplicationScoped
class TransferSweeper {

    private static final Logger LOG = Logger.getLogger(TransferSweeper.class);

    private final Pool pool;
    private final Transfers transfers;
    private final TransferConfig config;
    private final Clock clock;

    TransferSweeper(Pool pool, Transfers transfers, TransferConfig config, Clock clock) {
        this.pool = pool;
        this.transfers = transfers;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "${bank.transfer.sweep-interval:2s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return claim().chain(claimed -> Multi.createFrom()
                        .iterable(claimed)
                        .onItem()
                        .transformToUniAndConcatenate(this::execute)
                        .collect()
                        .last())
                .onFailure()
                .invoke(failure -> LOG.warnf("The sweep waits for the next round: %s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private Uni<List<UUID>> claim() {
        Instant now = clock.instant();
        Tuple row = Tuple.of(
                TransferRows.column(now), TransferRows.column(now.plus(config.claimDuration())), config.sweepSize());
        return pool.preparedQuery(TransferSql.CLAIM).execute(row).map(rows -> {
            List<UUID> claimed = new ArrayList<>();
            rows.forEach(found -> claimed.add(found.getUUID("id")));
            return claimed;
        });
    }

    private Uni<Void> execute(UUID transferId) {
        return transfers
                .execute(transferId)
                .invoke(settlement ->
                        LOG.infof("Transfer %s was left accepted; now %s.", transferId, settlement.status()))
                .onFailure()
                .invoke(failure -> LOG.errorf(failure, "Transfer %s stays accepted.", transferId))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
