package dev.furikomi.catalog.stock;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.StringJoiner;
import org.jboss.logging.Logger;

/**
 * Holds stock for a purchase (S103), commits it when the order is paid, releases it when the order ends unpaid. Always
 * inside a transaction of the caller; products are locked in id order.
 */
@ApplicationScoped
public class Stock {

    private static final Logger LOG = Logger.getLogger(Stock.class);

    private static final String HOLD = """
            update product p set reserved = p.reserved + i.quantity
              from unnest($1::text[], $2::bigint[]) as i (product_id, quantity)
             where p.id = i.product_id""";

    private static final String LOCK_PURCHASE = "select stock_state from purchase where order_number = $1 for update";

    private static final String LOCK_PRODUCTS = """
            select id from product
             where id in (select product_id from purchase_item where order_number = $1) order by id for update""";

    private static final String MOVE = "update purchase set stock_state = $2 where order_number = $1";

    private static final String RELEASE = """
            update product p set reserved = p.reserved - i.quantity
              from purchase_item i where i.order_number = $1 and p.id = i.product_id""";

    /** The flag stays until the next feed says what there really is. */
    private static final String COMMIT = """
            update product p
               set on_hand = p.on_hand - i.quantity,
                   reserved = p.reserved - case when $2 then i.quantity else 0 end,
                   oversold_at = case when p.on_hand - i.quantity < 0 then coalesce(p.oversold_at, $3) else p.oversold_at end
              from purchase_item i where i.order_number = $1 and p.id = i.product_id
            returning p.id, p.on_hand""";

    private final Clock clock;
    private final MeterRegistry metrics;

    Stock(Clock clock, MeterRegistry metrics) {
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Holds these quantities; the caller has locked the products and looked at what is free. */
    public Uni<Void> hold(SqlConnection connection, Map<String, Integer> quantities) {
        Tuple parameters = Tuple.tuple()
                .addArrayOfString(quantities.keySet().toArray(String[]::new))
                .addArrayOfLong(
                        quantities.values().stream().map(Integer::longValue).toArray(Long[]::new));
        return connection.preparedQuery(HOLD).execute(parameters).replaceWithVoid();
    }

    Uni<Void> commit(SqlConnection connection, String orderNumber) {
        return move(connection, orderNumber, StockState.COMMITTED);
    }

    Uni<Void> release(SqlConnection connection, String orderNumber) {
        return move(connection, orderNumber, StockState.RELEASED);
    }

    /** Late and repeated reports are not errors: they find the state beyond them, are counted and change nothing. */
    private Uni<Void> move(SqlConnection connection, String orderNumber, StockState next) {
        return connection
                .preparedQuery(LOCK_PURCHASE)
                .execute(Tuple.of(orderNumber))
                .chain(found -> {
                    if (found.size() == 0) {
                        LOG.warnf("Order %s is not of this catalogue; its stock cannot become %s", orderNumber, next);
                        return skipped(next, "unknown");
                    }
                    StockState current =
                            StockState.valueOf(found.iterator().next().getString(0));
                    if (!current.canBecome(next)) {
                        return skipped(next, "late");
                    }
                    return connection
                            .preparedQuery(LOCK_PRODUCTS)
                            .execute(Tuple.of(orderNumber))
                            .chain(() -> apply(connection, orderNumber, current, next))
                            .chain(() -> connection.preparedQuery(MOVE).execute(Tuple.of(orderNumber, next.name())))
                            .invoke(() -> counted(next, "applied"))
                            .replaceWithVoid();
                });
    }

    private Uni<Void> apply(SqlConnection connection, String orderNumber, StockState current, StockState next) {
        if (next == StockState.RELEASED) {
            return connection
                    .preparedQuery(RELEASE)
                    .execute(Tuple.of(orderNumber))
                    .replaceWithVoid();
        }
        Tuple parameters = Tuple.of(
                orderNumber, current == StockState.HELD, clock.instant().atOffset(ZoneOffset.UTC));
        return connection
                .preparedQuery(COMMIT)
                .execute(parameters)
                .invoke(rows -> reportOversold(orderNumber, rows))
                .replaceWithVoid();
    }

    /** Paid for and not there: a person has to look, so it is said loudly. */
    private void reportOversold(String orderNumber, RowSet<Row> rows) {
        StringJoiner oversold = new StringJoiner(", ");
        for (Row row : rows) {
            Long onHand = row.getLong("on_hand");
            if (onHand != null && onHand < 0) {
                oversold.add(row.getString("id"));
                metrics.counter("furikomi.catalog.stock.oversold").increment();
            }
        }
        if (oversold.length() > 0) {
            LOG.warnf("Order %s is paid but sold more than there is of: %s", orderNumber, oversold);
        }
    }

    private Uni<Void> skipped(StockState next, String effect) {
        counted(next, effect);
        return Uni.createFrom().voidItem();
    }

    private void counted(StockState next, String effect) {
        metrics.counter("furikomi.catalog.stock.reports", "to", next.name(), "effect", effect)
                .increment();
    }
}
