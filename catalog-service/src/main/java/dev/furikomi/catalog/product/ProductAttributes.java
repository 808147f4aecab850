package dev.furikomi.catalog.product;

import dev.furikomi.events.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the merchant's feed says about one product.
 *
 * @param localized title, description and product type in further languages, by language tag
 * @param quantity how many the merchant has free to sell; absent when the merchant does not count them
 */
public record ProductAttributes(
        String id,
        String title,
        String description,
        Map<String, LocalizedText> localized,
        String link,
        String imageLink,
        List<String> additionalImageLinks,
        Availability availability,
        Money price,
        @Nullable Sale sale,
        @Nullable String brand,
        @Nullable String gtin,
        @Nullable String mpn,
        @Nullable String productType,
        @Nullable String googleProductCategory,
        String condition,
        @Nullable Long quantity) {

    /** The words of a product in one more language; what is absent is shown in the feed's own language. */
    public record LocalizedText(
            @Nullable String title,
            @Nullable String description,
            @Nullable String productType) {}

    /** A lower price, for always or within its effective dates (from inclusive, until exclusive). */
    public record Sale(
            Money price, @Nullable Instant from, @Nullable Instant until) {

        boolean isEffectiveAt(Instant moment) {
            return (from == null || !moment.isBefore(from)) && (until == null || moment.isBefore(until));
        }
    }
}
