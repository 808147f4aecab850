package dev.furikomi.catalog.purchase;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Caps how many unpaid purchases one client holds, as each keeps stock from others. */
@ApplicationScoped
class OpenPurchases {

    /** Purchases of one client take turns here, so that the count cannot be outrun. */
    private static final String TAKE_TURN = "select pg_advisory_xact_lock($1)";

    private static final String COUNT_BY_ADDRESS =
            "select count(*) from purchase where stock_state = 'HELD' and client_address = $1";
    private static final String COUNT_BY_COOKIE =
            "select count(*) from purchase where stock_state = 'HELD' and client_cookie = $1";

    private final PurchaseConfig config;
    private final OrderAccessTokens tokens;

    OpenPurchases(PurchaseConfig config, OrderAccessTokens tokens) {
        this.config = config;
        this.tokens = tokens;
    }

    /** Whether this client already holds as many as it may. */
    Uni<Boolean> isAtMost(SqlConnection connection, PurchaseClient client) {
        return isAtMost(connection, COUNT_BY_ADDRESS, client.address(), config.openPerAddressMax())
                .chain(reached -> reached
                        ? Uni.createFrom().item(true)
                        : isAtMost(connection, COUNT_BY_COOKIE, client.browser(), config.openPerBrowserMax()));
    }

    private Uni<Boolean> isAtMost(SqlConnection connection, String count, @Nullable String client, int maximum) {
        if (client == null || maximum == 0) {
            return Uni.createFrom().item(false);
        }
        byte[] mark = tokens.clientMark(client);
        return connection
                .preparedQuery(TAKE_TURN)
                .execute(Tuple.of(ByteBuffer.wrap(mark).getLong()))
                .chain(() -> connection.preparedQuery(count).execute(Tuple.of(Buffer.buffer(mark))))
                .map(rows -> rows.iterator().next().getLong(0) >= maximum);
    }
}
