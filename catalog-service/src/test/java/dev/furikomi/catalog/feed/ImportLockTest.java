package dev.furikomi.catalog.feed;

import static dev.furikomi.catalog.testing.Shop.feed;
import static dev.furikomi.catalog.testing.Shop.importing;
import static dev.furikomi.catalog.testing.Shop.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.furikomi.catalog.testing.Shop;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One import at a time, and none that died or hangs keeps the next one out. */
@QuarkusTest
class ImportLockTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Shop shop;

    @Inject
    Pool pool;

    @Inject
    Clock clock;

    @BeforeEach
    void openShop() {
        shop.forgetPurchases();
        importing(feed(row("tea", "1500 JPY", 10))).statusCode(200);
    }

    /** Somebody else locks the products, so that the switch waits for longer than a statement may take. */
    @Test
    void aStatementThatTakesTooLongEndsTheImportWhichGivesTheLockBack() {
        SqlConnection other = pool.getConnection().await().atMost(PATIENCE);
        try {
            Transaction holding = other.begin().await().atMost(PATIENCE);
            other.query("lock table product in access exclusive mode")
                    .execute()
                    .await()
                    .atMost(PATIENCE);

            assertThatThrownBy(() -> imports(feed(row("cup", "900 JPY", 3)))).isInstanceOf(RuntimeException.class);

            assertThat(imports(feed(row("pot", "free", 3)))).isInstanceOf(ImportOutcome.Failed.class);
            assertThat(shop.query("select reason from feed_import order by id desc limit 2"))
                    .extracting(stored -> stored.getString(0))
                    .containsExactly("feed-without-products", "import-interrupted");
            holding.rollback().await().atMost(PATIENCE);
        } finally {
            other.close().await().atMost(PATIENCE);
        }
        assertThat(shop.query("select 1 from product where id = 'cup' and withdrawn_at is null"))
                .isEmpty();
        importing(feed(row("tea", "1500 JPY", 10))).statusCode(200);
    }

    @Test
    void theConnectionsOfThePoolKeepNothingOfAnImport() {
        imports(feed(row("tea", "1500 JPY", 10)));

        assertThat(IntStream.range(0, 5).mapToObj(each -> shop.query("select current_setting('statement_timeout')")
                        .get(0)
                        .getString(0)))
                .containsOnly("0");
    }

    @Test
    void anImportThatLostItsDatabaseConnectionKeepsNobodyOutAndChangesNothing() throws Exception {
        String rows = IntStream.range(0, 40)
                .mapToObj(index -> row("new" + index, "1 JPY", 1))
                .collect(Collectors.joining("\n"));
        CompletableFuture<ImportOutcome> dying;
        try (PipedOutputStream sender = new PipedOutputStream()) {
            InputStream received = new PipedInputStream(sender, 1 << 16);
            sender.write(feed(rows).getBytes(StandardCharsets.UTF_8));
            dying = CompletableFuture.supplyAsync(() -> imports(received));
            await().atMost(PATIENCE).until(() -> !shop.query("select 1 from staged_product limit 1")
                    .isEmpty());
            importing(feed(row("cup", "900 JPY", 3))).statusCode(409).body("reason", equalTo("import-in-progress"));

            shop.query("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted");

            await().atMost(PATIENCE)
                    .until(() ->
                            importing(feed(row("cup", "900 JPY", 3))).extract().statusCode() == 200);
        }
        CompletableFuture<ImportOutcome> died = dying;
        assertThatThrownBy(() -> died.get(20, TimeUnit.SECONDS)).isNotNull();
        assertThat(shop.query("select id from product where withdrawn_at is null"))
                .extracting(product -> product.getString(0))
                .containsExactly("cup");
        assertThat(shop.query("select 1 from feed_import where status = 'RUNNING'"))
                .isEmpty();
    }

    private ImportOutcome imports(String feed) {
        return imports(new ByteArrayInputStream(feed.getBytes(StandardCharsets.UTF_8)));
    }

    private ImportOutcome imports(InputStream feed) {
        return new FeedImport(pool, new Impatient(), clock).run(new TsvFeedReader(feed));
    }

    /** A second for a statement, and rows staged a few at a time. */
    private static final class Impatient implements FeedConfig {

        @Override
        public int batchSize() {
            return 10;
        }

        @Override
        public int rowsInAnswerMax() {
            return 10;
        }

        @Override
        public Duration statementTimeout() {
            return Duration.ofSeconds(1);
        }

        @Override
        public int importsKept() {
            return 20;
        }
    }
}
