package dev.furikomi.catalog.purchase;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** The purchases in the database. */
@ApplicationScoped
class PurchaseStore {

    /** Held to the end of the transaction: who does not get it knows that the same call is running. */
    private static final String CLAIM = "select pg_try_advisory_xact_lock($1)";

    private static final String FIND = """
            select order_number, request_sha256, order_token_sha256, answer::text as answer, applied_at, expires_at
              from purchase where idempotency_key_sha256 = $1""";

    private static final String ADD = """
            insert into purchase (order_number, idempotency_key_sha256, request_sha256, order_token_sha256,
                                  client_address, client_cookie, stock_state, answer, applied_at, expires_at)
            values ($1, $2, $3, $4, $5, $6, 'HELD', $7::text::jsonb, $8, $9)""";

    private static final String ADD_ITEMS = """
            insert into purchase_item (order_number, product_id, quantity)
            select $1, i, q from unnest($2::text[], $3::bigint[]) as item (i, q)""";

    private final OrderAccessTokens tokens;
    private final ObjectMapper json;

    PurchaseStore(OrderAccessTokens tokens, ObjectMapper json) {
        this.tokens = tokens;
        this.json = json;
    }

    Uni<Boolean> claim(SqlConnection connection, byte[] key) {
        long lock = ByteBuffer.wrap(key).getLong();
        return connection.preparedQuery(CLAIM).execute(Tuple.of(lock)).map(rows -> rows.iterator()
                .next()
                .getBoolean(0));
    }

    Uni<Optional<StoredPurchase>> find(SqlConnection connection, byte[] key) {
        return connection
                .preparedQuery(FIND)
                .execute(Tuple.of(Buffer.buffer(key)))
                .map(rows -> {
                    if (rows.size() == 0) {
                        return Optional.empty();
                    }
                    return Optional.of(stored(rows.iterator().next()));
                });
    }

    Uni<Void> add(
            SqlConnection connection,
            byte[] key,
            StoredPurchase purchase,
            PurchaseClient client,
            Map<String, Integer> quantities) {
        Tuple values = Tuple.tuple()
                .addString(purchase.orderNumber())
                .addValue(Buffer.buffer(key))
                .addValue(Buffer.buffer(purchase.requestSha256()))
                .addString(purchase.tokenSha256())
                .addValue(Buffer.buffer(tokens.clientMark(client.address())))
                .addValue(client.browser() == null ? null : Buffer.buffer(tokens.clientMark(client.browser())))
                .addString(written(purchase.answer()))
                .addOffsetDateTime(purchase.appliedAt().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(purchase.expiresAt().atOffset(ZoneOffset.UTC));
        Tuple items = Tuple.tuple()
                .addString(purchase.orderNumber())
                .addArrayOfString(quantities.keySet().toArray(String[]::new))
                .addArrayOfLong(
                        quantities.values().stream().map(Integer::longValue).toArray(Long[]::new));
        return connection
                .preparedQuery(ADD)
                .execute(values)
                .chain(() -> connection.preparedQuery(ADD_ITEMS).execute(items))
                .replaceWithVoid();
    }

    private StoredPurchase stored(Row row) {
        StoredPurchase.Answer answer = read(row.getString("answer"));
        return new StoredPurchase(
                row.getString("order_number"),
                row.getBuffer("request_sha256").getBytes(),
                row.getString("order_token_sha256"),
                answer.total(),
                answer.items(),
                row.getOffsetDateTime("applied_at").toInstant(),
                row.getOffsetDateTime("expires_at").toInstant());
    }

    private String written(StoredPurchase.Answer answer) {
        try {
            return json.writeValueAsString(answer);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("A purchase's answer cannot be written.", bug);
        }
    }

    private StoredPurchase.Answer read(String answer) {
        try {
            return json.readValue(answer, StoredPurchase.Answer.class);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("A stored answer cannot be read.", bug);
        }
    }
}
