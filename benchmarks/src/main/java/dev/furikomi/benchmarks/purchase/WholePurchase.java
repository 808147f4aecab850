package dev.furikomi.benchmarks.purchase;

import com.fasterxml.jackson.databind.JsonNode;
import dev.furikomi.card.token.SessionRequestVerifier;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** One customer buys something and pays it: S103 to S203, all calls that browser and bridge make on the way. */
final class WholePurchase {

    private static final int PATIENCE_SECONDS = 60;
    /** As the catalogue's page: the order file knows an order as soon as the event has come. */
    private static final long ASK_AGAIN_MILLISECONDS = 300;

    private final Parties parties;
    private final Http http;
    private final SessionRequestVerifier bridge;
    private final Arrivals paid;

    WholePurchase(Parties parties, Http http, SessionRequestVerifier bridge, Arrivals paid) {
        this.parties = parties;
        this.http = http;
        this.bridge = bridge;
        this.paid = paid;
    }

    /** Returns when the order file has said on Kafka that the order is paid, with its number. */
    String settle(CardHolder holder, String product) {
        JsonNode purchase = new Caller(http, "the catalogue", parties.cataloguePort())
                .post(
                        "/v1/purchases",
                        application(product),
                        Map.of("Idempotency-Key", UUID.randomUUID().toString()));
        String order = purchase.path("orderNumber").asText();
        Caller orderFile = new Caller(http, "the order file", parties.orderFilePort());
        openOrderFile(orderFile, order, purchase.path("orderAccessToken").asText());
        String request = orderFile
                .post("/v1/orders/" + order + "/payment-requests", Map.of("bank", Parties.BANK.bic()))
                .path("paymentRequest")
                .asText();
        Caller bank = new Caller(http, "the bank", parties.bankPort());
        Acceptance acceptance = new Shopper(bank, holder, bridge, parties.bankOrigin()).walkToAcceptance(request);
        String status = bank.postText(acceptance.path(), acceptance.body())
                .path("status")
                .asText();
        if (!status.equals("COMPLETED") && !status.equals("ACCEPTED")) {
            throw new RefusedException("after the acceptance the window is " + status);
        }
        awaitPaid(order);
        return order;
    }

    private static Map<String, Object> application(String product) {
        return Map.of(
                "items",
                List.of(Map.of("productId", product, "quantity", 1)),
                "customer",
                Map.of("name", "Taro Yamada", "postalCode", "100-0001", "address", "1-1 Chiyoda, Chiyoda-ku, Tokyo"));
    }

    private static void openOrderFile(Caller orderFile, String order, String token) {
        String path = "/v1/orders/" + order + "/access";
        long end = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
        while (true) {
            Http.Answer answer =
                    orderFile.call(HttpMethod.POST, path, Map.of("Authorization", "Bearer " + token), null);
            if (answer.status() != 404 || System.nanoTime() > end) {
                orderFile.expectSuccess("POST", path, answer);
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ASK_AGAIN_MILLISECONDS));
        }
    }

    private void awaitPaid(String order) {
        try {
            paid.of(order).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new RefusedException("order " + order + " was not paid after " + PATIENCE_SECONDS + " s");
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        }
    }
}
