package dev.furikomi.catalog.purchase;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.furikomi.catalog.merchant.CatalogConfig;
import dev.furikomi.catalog.product.Products;
import dev.furikomi.catalog.purchase.PurchaseOutcome.Reason;
import dev.furikomi.catalog.stock.Stock;
import dev.furikomi.events.EventName;
import dev.furikomi.events.Purchase;
import dev.furikomi.reliable.Outbox;
import dev.furikomi.reliable.OutgoingEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedMap;

/** S103: one transaction holds the stock, stores the purchase with its answer, and writes the event for the order file. */
@ApplicationScoped
class Purchasing {

    private final Pool pool;
    private final Products products;
    private final Stock stock;
    private final Quotation quotation;
    private final PurchaseStore store;
    private final OpenPurchases openPurchases;
    private final OrderNumbers orderNumbers;
    private final OrderAccessTokens tokens;
    private final Outbox outbox;
    private final PurchaseConfig config;
    private final CatalogConfig catalog;
    private final Clock clock;
    private final ObjectMapper json;

    Purchasing(
            Pool pool,
            Products products,
            Stock stock,
            Quotation quotation,
            PurchaseStore store,
            OpenPurchases openPurchases,
            OrderNumbers orderNumbers,
            OrderAccessTokens tokens,
            Outbox outbox,
            PurchaseConfig config,
            CatalogConfig catalog,
            Clock clock,
            ObjectMapper json) {
        this.pool = pool;
        this.products = products;
        this.stock = stock;
        this.quotation = quotation;
        this.store = store;
        this.openPurchases = openPurchases;
        this.orderNumbers = orderNumbers;
        this.tokens = tokens;
        this.outbox = outbox;
        this.config = config;
        this.catalog = catalog;
        this.clock = clock;
        this.json = json;
    }

    Uni<PurchaseOutcome> apply(PurchaseApplication application) {
        byte[] key = OrderAccessTokens.digest(application.idempotencyKey().getBytes(StandardCharsets.US_ASCII));
        byte[] request = OrderAccessTokens.digest(written(application.purchase()));
        return pool.withTransaction(connection -> store.claim(connection, key)
                        .chain(claimed -> claimed
                                ? store.find(connection, key)
                                        .chain(stored -> stored.isPresent()
                                                ? Uni.createFrom().item(replay(stored.get(), request))
                                                : begin(connection, application, key, request))
                                : refusal(Reason.IDEMPOTENCY_IN_PROGRESS, "Wait for its answer, then ask again.")))
                .invoke(outcome -> {
                    if (outcome instanceof PurchaseOutcome.Applied) {
                        outbox.wake();
                    }
                });
    }

    private PurchaseOutcome replay(StoredPurchase stored, byte[] request) {
        if (!stored.isOf(request)) {
            return new PurchaseOutcome.Refused(
                    Reason.IDEMPOTENCY_KEY_REUSED, "This Idempotency-Key came with another purchase before.");
        }
        return tokens.tokenFor(stored.orderNumber(), stored.tokenSha256())
                .<PurchaseOutcome>map(token -> new PurchaseOutcome.Replayed(stored.view(token)))
                .orElseGet(() -> new PurchaseOutcome.Refused(
                        Reason.IDEMPOTENT_ANSWER_LOST,
                        "The purchase was made as " + stored.orderNumber()
                                + ", but the secret of its access token is not kept any more."));
    }

    private Uni<PurchaseOutcome> begin(
            SqlConnection connection, PurchaseApplication application, byte[] key, byte[] request) {
        return openPurchases
                .isAtMost(connection, application.client())
                .chain(exceeded -> exceeded
                        ? refusal(
                                Reason.TOO_MANY_OPEN_PURCHASES,
                                "Pay or cancel an earlier purchase first; nothing was ordered now.")
                        : quoteAndHold(connection, application, key, request));
    }

    private Uni<PurchaseOutcome> quoteAndHold(
            SqlConnection connection, PurchaseApplication application, byte[] key, byte[] request) {
        return quotation
                .quantities(application.purchase())
                .fold(
                        quantities -> products.lock(connection, quantities.keySet())
                                .chain(locked -> quotation
                                        .quote(quantities, locked, application.language(), clock.instant())
                                        .fold(
                                                quote -> hold(connection, application, quantities, quote, key, request),
                                                this::refused)),
                        this::refused);
    }

    private Uni<PurchaseOutcome> hold(
            SqlConnection connection,
            PurchaseApplication application,
            SortedMap<String, Integer> quantities,
            Quote quote,
            byte[] key,
            byte[] request) {
        String orderNumber = orderNumbers.next();
        String token = tokens.tokenFor(orderNumber);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        PurchaseView view =
                new PurchaseView(orderNumber, token, quote.total(), quote.lines(), now.plus(config.payWithin()));
        StoredPurchase purchase = StoredPurchase.of(view, request, OrderAccessTokens.sha256(token), now);
        return stock.hold(connection, quantities)
                .chain(() -> store.add(connection, key, purchase, application.client(), quantities))
                .chain(() -> outbox.write(connection, List.of(event(application, purchase))))
                .replaceWith(new PurchaseOutcome.Applied(view));
    }

    private OutgoingEvent event(PurchaseApplication application, StoredPurchase purchase) {
        StartPurchase.Customer customer = application.purchase().customer();
        Purchase data = new Purchase(
                purchase.orderNumber(),
                catalog.merchant().id(),
                new Purchase.Customer(customer.name(), customer.postalCode(), customer.address(), customer.email()),
                purchase.items().stream()
                        .map(line ->
                                new Purchase.Item(line.productId(), line.title(), line.quantity(), line.unitPrice()))
                        .toList(),
                purchase.total(),
                purchase.tokenSha256(),
                purchase.appliedAt(),
                purchase.expiresAt());
        return new OutgoingEvent(EventName.PURCHASE, catalog.merchant().id(), purchase.orderNumber(), 1, data);
    }

    private Uni<PurchaseOutcome> refused(PurchaseOutcome.Refused refused) {
        return Uni.createFrom().item(refused);
    }

    private Uni<PurchaseOutcome> refusal(Reason reason, String detail) {
        return refused(new PurchaseOutcome.Refused(reason, detail));
    }

    private byte[] written(StartPurchase purchase) {
        try {
            return json.writeValueAsBytes(purchase);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("A purchase cannot be written.", bug);
        }
    }
}
