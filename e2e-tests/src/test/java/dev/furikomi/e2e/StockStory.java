package dev.furikomi.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.furikomi.e2e.card.Payment;
import dev.furikomi.e2e.http.Catalogue;
import dev.furikomi.e2e.http.OrderFile;
import dev.furikomi.e2e.system.Furikomi;
import dev.furikomi.e2e.system.RunningSystem;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Goods are held from S103 on, sold when paid and given back when cancelled. */
@ExtendWith(RunningSystem.class)
class StockStory {

    private final Furikomi furikomi;
    private final Catalogue.Product product;

    StockStory(Furikomi furikomi) {
        this.furikomi = furikomi;
        this.product = furikomi.catalogue().product("JPY");
    }

    @Test
    void isHeldWithThePurchaseAndSoldWhenPaid() {
        OrderFile.Order order = furikomi.newOrder(product);
        assertThat(available()).isEqualTo(product.available() - 1);
        Payment.open(furikomi.newShopper(furikomi.minato(), 100_000), order).through();
        order.awaitStatus("PAID");
        assertThat(available()).isEqualTo(product.available() - 1);
    }

    @Test
    void isGivenBackWhenTheOrderIsCancelledWhichThenCannotBePaid() {
        OrderFile.Order order = furikomi.newOrder(product);
        order.cancel().expect2xx();
        order.awaitStatus("CANCELLED");
        await("stock is given back").atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(available())
                .isEqualTo(product.available()));
        order.tryBank(furikomi.minato().bic()).refused("order-cancelled");
    }

    private int available() {
        return furikomi.catalogue().product(product).available();
    }
}
