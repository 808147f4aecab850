package dev.furikomi.e2e.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The merchant's catalogue (S101 to S103). */
public final class Catalogue {

    private final Http http;

    /** The catalogue on this port. */
    public Catalogue(int port) {
        this.http = Http.onPort(port);
    }

    /** Something that can be bought now, priced in this currency; there is plenty of it. */
    public Product product(String currency) {
        String after = "";
        while (true) {
            JsonNode page =
                    http.get("/v1/products?limit=50" + after).expect(200).body();
            for (JsonNode item : page.path("items")) {
                Product product = Product.of(item);
                if (product.price().currency().equals(currency) && product.available() >= 20) {
                    return product;
                }
            }
            if (!page.hasNonNull("next")) {
                throw new AssertionError("no product in " + currency + " with a stock of twenty");
            }
            after = "&after=" + page.path("next").asText();
        }
    }

    /** The product as it stands now. */
    public Product product(Product product) {
        return Product.of(http.get("/v1/products/" + product.id()).expect(200).body());
    }

    /** Applies for the purchase (S103). */
    public Purchase buy(Product product, int quantity) {
        Map<String, Object> command = Map.of(
                "items", List.of(Map.of("productId", product.id(), "quantity", quantity)),
                "customer",
                        Map.of(
                                "name", "Hanako Yamada",
                                "postalCode", "100-0001",
                                "address", "1-1 Chiyoda, Tokyo"));
        JsonNode body = http.with("Idempotency-Key", UUID.randomUUID().toString())
                .post("/v1/purchases", command)
                .expect(201)
                .body();
        return new Purchase(
                body.path("orderNumber").asText(),
                body.path("orderAccessToken").asText(),
                Amount.of(body.path("total")));
    }

    /** A good of the catalogue. */
    public record Product(String id, String title, Amount price, int available) {
        private static Product of(JsonNode item) {
            return new Product(
                    item.path("id").asText(),
                    item.path("title").asText(),
                    Amount.of(item.hasNonNull("salePrice") ? item.path("salePrice") : item.path("price")),
                    item.path("available").asInt());
        }
    }

    /** What the shopper holds after S103. */
    public record Purchase(String orderNumber, String accessToken, Amount total) {}
}
