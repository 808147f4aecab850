package dev.furikomi.catalog.product;

import dev.furikomi.catalog.product.ProductAttributes.LocalizedText;
import dev.furikomi.events.Money;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A product on sale: what the feed says and what is free of it now.
 *
 * @param onHand how many the merchant has; absent when the merchant does not count them
 * @param reserved how many unpaid purchases hold
 */
public record Product(
        ProductAttributes attributes, @Nullable Long onHand, long reserved, boolean withdrawn) {

    public String id() {
        return attributes.id();
    }

    /** How many can be ordered now, up to what one purchase may hold. */
    public long available(long quantityMax) {
        if (withdrawn || !attributes.availability().takesOrders()) {
            return 0;
        }
        return onHand == null ? quantityMax : Math.max(0, Math.min(quantityMax, onHand - reserved));
    }

    /** The price at this moment; a sale counts within its effective dates. */
    public Money priceAt(Instant moment) {
        ProductAttributes.Sale sale = attributes.sale();
        return sale != null && sale.isEffectiveAt(moment) ? sale.price() : attributes.price();
    }

    public String title(String language) {
        String localized = localized(language, LocalizedText::title);
        return localized == null ? attributes.title() : localized;
    }

    public String description(String language) {
        String localized = localized(language, LocalizedText::description);
        return localized == null ? attributes.description() : localized;
    }

    public @Nullable String productType(String language) {
        String localized = localized(language, LocalizedText::productType);
        return localized == null ? attributes.productType() : localized;
    }

    private @Nullable String localized(String language, Function<LocalizedText, @Nullable String> part) {
        LocalizedText text = attributes.localized().get(language);
        return text == null ? null : part.apply(text);
    }
}
