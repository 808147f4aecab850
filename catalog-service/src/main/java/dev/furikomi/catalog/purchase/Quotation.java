package dev.furikomi.catalog.purchase;

import dev.furikomi.catalog.product.Product;
import dev.furikomi.catalog.product.QuantityConfig;
import dev.furikomi.catalog.purchase.PurchaseOutcome.Reason;
import dev.furikomi.events.Money;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Decides whether these goods can be had and what they cost; a pure function of what is locked. */
@ApplicationScoped
class Quotation {

    private final QuantityConfig config;

    Quotation(QuantityConfig config) {
        this.config = config;
    }

    /** Pieces by product id in id order, which is the order of locking. */
    Decision<SortedMap<String, Integer>> quantities(StartPurchase purchase) {
        SortedMap<String, Integer> quantities = new TreeMap<>();
        for (StartPurchase.Item item : purchase.items()) {
            long sum = (long) quantities.getOrDefault(item.productId(), 0) + item.quantity();
            if (item.quantity() < 1 || sum > config.quantityMax()) {
                return Decision.denied(
                        Reason.QUANTITY_OUT_OF_RANGE,
                        "One purchase holds 1 to " + config.quantityMax() + " of a product.");
            }
            quantities.put(item.productId(), (int) sum);
        }
        return quantities.size() > config.linesMax()
                ? Decision.denied(
                        Reason.QUANTITY_OUT_OF_RANGE,
                        "One purchase holds up to " + config.linesMax() + " different products.")
                : new Decision.Granted<>(quantities);
    }

    Decision<Quote> quote(SortedMap<String, Integer> quantities, List<Product> locked, String language, Instant now) {
        Map<String, Product> byId = locked.stream()
                .filter(product -> !product.withdrawn())
                .collect(Collectors.toMap(Product::id, Function.identity()));
        List<PurchaseView.Line> lines = new ArrayList<>();
        Money total = null;
        for (Map.Entry<String, Integer> wanted : quantities.entrySet()) {
            Product product = byId.get(wanted.getKey());
            int quantity = wanted.getValue();
            if (product == null) {
                return Decision.denied(Reason.PRODUCT_UNKNOWN, "There is no product " + wanted.getKey() + ".");
            }
            long available = product.available(config.quantityMax());
            if (available < quantity) {
                return Decision.denied(
                        Reason.OUT_OF_STOCK,
                        "Of " + product.id() + " there are " + available + " left; nothing was ordered.");
            }
            Money price = product.priceAt(now);
            if (total != null && !total.currency().equals(price.currency())) {
                return Decision.denied(
                        Reason.MIXED_CURRENCIES, "One purchase is in one currency; order the goods separately.");
            }
            Money cost = price.times(quantity);
            total = total == null ? cost : total.plus(cost);
            lines.add(new PurchaseView.Line(product.id(), product.title(language), quantity, price));
        }
        return total == null
                ? Decision.denied(Reason.QUANTITY_OUT_OF_RANGE, "A purchase holds at least one product.")
                : new Decision.Granted<>(new Quote(List.copyOf(lines), total));
    }
}
