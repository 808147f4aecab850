package dev.furikomi.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.events.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductTest {

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
        moment,               amount
        2026-01-31T23:59:59Z, 1000
        2026-02-01T00:00:00Z, 800
        2026-02-28T23:59:59Z, 800
        2026-03-01T00:00:00Z, 1000
        """)
    void isOnSaleFromTheFirstMomentToBeforeTheLast(Instant moment, long amount) {
        ProductAttributes.Sale sale = new ProductAttributes.Sale(
                Money.ofMinor(800, "JPY"),
                Instant.parse("2026-02-01T00:00:00Z"),
                Instant.parse("2026-03-01T00:00:00Z"));

        assertThat(product(Availability.IN_STOCK, sale, 5L, 0, false)
                        .priceAt(moment)
                        .amountMinor())
                .isEqualTo(amount);
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
        availability, onHand, reserved, withdrawn, available
        IN_STOCK,         10,        4,     false,         6
        IN_STOCK,          3,        5,     false,         0
        IN_STOCK,         -2,        0,     false,         0
        IN_STOCK,        500,        0,     false,        99
        IN_STOCK,           ,        7,     false,        99
        PREORDER,          2,        0,     false,         2
        OUT_OF_STOCK,     10,        0,     false,         0
        IN_STOCK,         10,        0,      true,         0
        """)
    void knowsHowManyCanBeOrdered(
            Availability availability, Long onHand, long reserved, boolean withdrawn, long available) {
        assertThat(product(availability, null, onHand, reserved, withdrawn).available(99))
                .isEqualTo(available);
    }

    private static Product product(
            Availability availability, ProductAttributes.Sale sale, Long onHand, long reserved, boolean withdrawn) {
        ProductAttributes attributes = new ProductAttributes(
                "tea",
                "Tea",
                "Good",
                Map.of(),
                "/tea",
                "/tea.svg",
                List.of(),
                availability,
                Money.ofMinor(1000, "JPY"),
                sale,
                null,
                null,
                null,
                null,
                null,
                "new",
                onHand);
        return new Product(attributes, onHand, reserved, withdrawn);
    }
}
