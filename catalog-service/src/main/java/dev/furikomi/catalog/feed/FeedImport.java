package dev.furikomi.catalog.feed;

import com.github.f4b6a3.uuid.UuidCreator;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Imports a feed: every row is read, judged and staged; then the catalogue is switched over in one transaction. Until
 * then nothing is changed, whatever breaks. Runs on a worker thread, which also holds back a sender that is faster.
 */
@ApplicationScoped
class FeedImport {

    private static final Logger LOG = Logger.getLogger(FeedImport.class);

    private final Pool pool;
    private final FeedConfig config;
    private final Clock clock;

    FeedImport(Pool pool, FeedConfig config, Clock clock) {
        this.pool = pool;
        this.config = config;
        this.clock = clock;
    }

    /** Imports the whole feed. */
    ImportOutcome run(FeedReader feed) {
        SqlConnection connection = pool.getConnection().await().atMost(config.statementTimeout());
        try {
            ImportStore store = new ImportStore(connection, config, clock);
            if (!store.begin()) {
                return new ImportOutcome.InProgress();
            }
            try {
                store.limit();
                return run(feed, store, UuidCreator.getTimeOrderedEpoch());
            } finally {
                store.end();
            }
        } finally {
            connection.close().await().atMost(config.statementTimeout());
        }
    }

    private ImportOutcome run(FeedReader feed, ImportStore store, UUID importId) {
        store.start(importId);
        LOG.infof("Feed import %s begins", importId);
        try {
            stage(feed, store);
            if (!store.switchOver(importId)) {
                String detail = "No row of the feed was accepted; an empty catalogue is hardly meant.";
                return failed(store, importId, "feed-without-products", 0, detail);
            }
            LOG.infof("Feed import %s is done", importId);
            return new ImportOutcome.Switched(importId);
        } catch (FeedUnreadableException unreadable) {
            return failed(store, importId, unreadable.reason().wire(), unreadable.row(), unreadable.detail());
        } catch (IOException broken) {
            // Nobody is left to hear the answer; the stored import tells.
            return failed(store, importId, "connection-broken", store.rowsRead(), "The connection broke.");
        } catch (RuntimeException broken) {
            interrupted(store, importId, broken);
            throw broken;
        }
    }

    /** The next import would say so as well; whoever looks at the report should not have to wait for that. */
    private static void interrupted(ImportStore store, UUID importId, RuntimeException cause) {
        try {
            store.fail(importId, "import-interrupted");
        } catch (RuntimeException alsoBroken) {
            cause.addSuppressed(alsoBroken);
        }
    }

    private ImportOutcome failed(ImportStore store, UUID importId, String reason, long row, String detail) {
        LOG.warnf("Feed import %s failed after row %d and changed nothing: %s", importId, row, reason);
        store.fail(importId, reason);
        return new ImportOutcome.Failed(importId, reason, row, detail);
    }

    private void stage(FeedReader feed, ImportStore store) throws IOException, FeedUnreadableException {
        List<ProductReading> batch = new ArrayList<>();
        for (FeedRow row = feed.next(); row != null; row = feed.next()) {
            batch.add(ProductReader.read(row));
            if (batch.size() == config.batchSize()) {
                store.stage(batch);
                batch.clear();
            }
        }
        store.stage(batch);
    }
}
