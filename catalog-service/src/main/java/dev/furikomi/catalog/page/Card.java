package dev.furikomi.catalog.page;

import dev.furikomi.catalog.product.ProductView;
import dev.furikomi.events.Money;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A product as a page shows it.
 *
 * @param regularPrice present while a lower price is in effect
 */
record Card(
        ProductView product,
        String address,
        String price,
        @Nullable String regularPrice,
        boolean soldOut,
        boolean fewLeft) {

    static Card of(ProductView product, Locale locale, int few) {
        Money sale = product.salePrice();
        return new Card(
                product,
                "/products/"
                        + URLEncoder.encode(product.id(), StandardCharsets.UTF_8)
                                .replace("+", "%20"),
                money(sale == null ? product.price() : sale, locale),
                sale == null ? null : money(product.price(), locale),
                product.available() == 0,
                product.available() > 0 && product.available() <= few);
    }

    /** Money as people of that language write it, with the currency's own decimals. */
    static String money(Money money, Locale locale) {
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        int decimals = money.currency().getDefaultFractionDigits();
        format.setCurrency(money.currency());
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        return format.format(new BigDecimal(money.amount()));
    }
}
