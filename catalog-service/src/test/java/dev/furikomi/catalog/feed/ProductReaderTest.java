package dev.furikomi.catalog.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.catalog.product.ProductAttributes;
import dev.furikomi.events.Money;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductReaderTest {

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
        attribute                 | value                                    | reason
        id                        |                                          | id-missing
        id                        | two words                                | id-invalid
        id                        | a/b                                      | id-invalid
        id                        | 012345678901234567890123456789012345678901234567890 | id-invalid
        title                     |                                          | title-missing
        description               |                                          | description-missing
        link                      |                                          | link-missing
        link                      | javascript:alert(1)                      | link-invalid
        link                      | //elsewhere.example/x                    | link-invalid
        link                      | shop.example                             | link-invalid
        image_link                |                                          | image-link-missing
        image_link                | data:image/png;base64,AA                 | image-link-invalid
        additional_image_link     | /a.png,ftp://x/b.png                     | image-link-invalid
        availability              |                                          | availability-missing
        availability              | perhaps                                  | availability-unknown
        price                     |                                          | price-missing
        price                     | 1500                                     | currency-unknown
        price                     | 1500 YEN                                 | currency-unknown
        price                     | 1500 jpy                                 | currency-unknown
        price                     | 1500 XXX                                 | currency-unknown
        price                     | JPY 1500                                 | price-invalid
        price                     | 1,500 JPY                                | price-invalid
        price                     | 1500.00 JPY                              | price-invalid
        price                     | 12.505 EUR                               | price-invalid
        price                     | 12,50 EUR                                | price-invalid
        price                     | -5 JPY                                   | price-invalid
        price                     | 0 JPY                                    | price-invalid
        price                     | 1e3 JPY                                  | price-invalid
        price                     | 1000000000000001 JPY                     | price-invalid
        price                     | ٥ JPY                                    | price-invalid
        sale_price                | 1500 JPY                                 | sale-price-invalid
        sale_price                | 10 EUR                                   | sale-price-invalid
        sale_price                | 10.5 JPY                                 | sale-price-invalid
        sale_price                | 10 NIX                                   | currency-unknown
        sale_price_effective_date | 2026-01-01                               | sale-dates-invalid
        sale_price_effective_date | 2026-02-01/2026-01-01                    | sale-dates-invalid
        sale_price_effective_date | 2026-02-30T00:00Z/2026-03-02             | sale-dates-invalid
        gtin                      | 4006381333932                            | gtin-invalid
        gtin                      | 12345                                    | gtin-invalid
        condition                 | nearly new                               | condition-unknown
        quantity                  | -1                                       | quantity-invalid
        quantity                  | 1.5                                      | quantity-invalid
        quantity                  | 9999999999                               | quantity-invalid
        """)
    void refusesARowByItsFirstReason(String attribute, String value, String reason) {
        ProductReading reading = read(Map.of(attribute, value == null ? "" : value));

        assertThat(reading).isInstanceOf(ProductReading.Refused.class);
        assertThat(((ProductReading.Refused) reading).reason().wire()).isEqualTo(reason);
        assertThat(((ProductReading.Refused) reading).row()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
        price,                  amount minor,     currency
        1500 JPY,               1500,             JPY
        12.50 EUR,              1250,             EUR
        12.5 EUR,               1250,             EUR
        12 EUR,                 1200,             EUR
        1.250 KWD,              1250,             KWD
        1000000000000000 JPY,   1000000000000000, JPY
        """)
    void readsPricesInMinorUnits(String price, long amountMinor, String currency) {
        assertThat(accepted(Map.of("price", price)).price()).isEqualTo(Money.ofMinor(amountMinor, currency));
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
        dates,                                              from,                 until
        2026-02-24T11:07+0100/2026-03-01T23:07+0100,        2026-02-24T10:07:00Z, 2026-03-01T22:07:00Z
        2026-02-24T11:07+01:00/2026-03-01T23:07:30+01:00,   2026-02-24T10:07:00Z, 2026-03-01T22:07:30Z
        2026-02-24T11:07Z/2026-03-01T23:07Z,                2026-02-24T11:07:00Z, 2026-03-01T23:07:00Z
        2026-02-24T11:07/2026-03-01T23:07,                  2026-02-24T11:07:00Z, 2026-03-01T23:07:00Z
        2026-02-24T11:07 +0900/2026-03-01T23:07 +0900,      2026-02-24T02:07:00Z, 2026-03-01T14:07:00Z
        2026-02-24/2026-02-24,                              2026-02-24T00:00:00Z, 2026-02-25T00:00:00Z
        """)
    void readsTheDatesOfASale(String dates, String from, String until) {
        ProductAttributes.Sale sale = accepted(Map.of("sale_price", "900 JPY", "sale_price_effective_date", dates))
                .sale();

        assertThat(sale).isNotNull();
        assertThat(sale.from()).isEqualTo(from);
        assertThat(sale.until()).isEqualTo(until);
    }

    @ParameterizedTest
    @CsvSource({"4006381333931", "96385074", "036000291452", "10012345678902", "4006381-333931"})
    void takesGtinsWithTheirCheckDigit(String gtin) {
        assertThat(accepted(Map.of("gtin", gtin)).gtin()).isEqualTo(gtin.replace("-", ""));
    }

    @Test
    void takesTheQuantityUnderEitherName() {
        assertThat(accepted(Map.of("sell_on_google_quantity", "3")).quantity()).isEqualTo(3);
        assertThat(accepted(Map.of("sell_on_google_quantity", "3", "quantity", "4"))
                        .quantity())
                .isEqualTo(4);
        assertThat(accepted(Map.of()).quantity()).isNull();
    }

    @Test
    void keepsFurtherLanguages() {
        ProductAttributes product = accepted(Map.of("title [ja]", "お茶", "product_type [ja]", "茶>煎茶"));

        assertThat(product.localized().get("ja").title()).isEqualTo("お茶");
        assertThat(product.localized().get("ja").productType()).isEqualTo("茶 > 煎茶");
    }

    private static ProductAttributes accepted(Map<String, String> differences) {
        ProductReading reading = read(differences);
        assertThat(reading).isInstanceOf(ProductReading.Accepted.class);
        return ((ProductReading.Accepted) reading).product();
    }

    private static ProductReading read(Map<String, String> differences) {
        Map<String, String> values = new LinkedHashMap<>(Map.of(
                "id", "tea",
                "title", "Tea",
                "description", "Good tea",
                "link", "/products/tea",
                "image_link", "https://shop.example/tea.png",
                "availability", "in stock",
                "price", "1500 JPY"));
        values.putAll(differences);
        Map<String, List<String>> row = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (!value.isEmpty()) {
                row.put(name, List.of(value));
            }
        });
        return ProductReader.read(new FeedRow.Readable(7, row));
    }
}
