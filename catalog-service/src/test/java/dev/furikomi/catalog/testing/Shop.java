package dev.furikomi.catalog.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** What tests do with the shop: import a feed, buy, look at the stock. */
@ApplicationScoped
public class Shop {

    public static final String HEADER = "id\ttitle\tdescription\tlink\timage_link\tavailability\tprice\tquantity";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Pool pool;

    Shop(Pool pool) {
        this.pool = pool;
    }

    /** A feed's row with what every product needs. */
    public static String row(String id, String price, long quantity) {
        return String.join(
                "\t",
                id,
                "Title of " + id,
                "Description of " + id,
                "/products/" + id,
                "/pictures/" + id + ".svg",
                "in_stock",
                price,
                Long.toString(quantity));
    }

    public static String feed(String... rows) {
        return HEADER + "\n" + String.join("\n", rows) + "\n";
    }

    /** Puts these on sale and nothing else. */
    public static ValidatableResponse importing(String feed) {
        return importing("text/tab-separated-values", feed.getBytes(StandardCharsets.UTF_8));
    }

    public static ValidatableResponse importing(String contentType, byte[] feed) {
        return given().header("Authorization", "Bearer " + ShopTestResource.STAFF_TOKEN)
                .contentType(contentType)
                .body(feed)
                .put("/v1/catalogue")
                .then();
    }

    public static String purchase(String productId, int quantity) {
        return """
                {"items":[{"productId":"%s","quantity":%d}],
                 "customer":{"name":"Hanako Yamada","postalCode":"150-0001","address":"1-2-3 Jingumae, Shibuya-ku"}}
                """.formatted(productId, quantity);
    }

    public static ValidatableResponse buying(String body) {
        return buying(UUID.randomUUID().toString(), body);
    }

    public static ValidatableResponse buying(String key, String body) {
        return given().header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/purchases")
                .then();
    }

    public List<Row> query(String sql, Object... parameters) {
        return pool.preparedQuery(sql)
                .execute(Tuple.from(parameters))
                .map(rows -> rows.stream().toList())
                .await()
                .atMost(PATIENCE);
    }

    public long onHand(String productId) {
        return query("select on_hand from product where id = $1", productId)
                .get(0)
                .getLong(0);
    }

    public long reserved(String productId) {
        return query("select reserved from product where id = $1", productId)
                .get(0)
                .getLong(0);
    }

    public void forgetPurchases() {
        query("delete from purchase_item");
        query("delete from purchase");
        query("update product set reserved = 0, oversold_at = null");
    }
}
