package dev.furikomi.catalog.product;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.furikomi.events.Money;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product as callers see it, in one language, with the prices of now.
 *
 * @param salePrice present while a sale is in effect; it is what a purchase costs
 * @param available how many one purchase can hold now
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProductView(
        String id,
        String title,
        String description,
        String link,
        String imageLink,
        List<String> additionalImageLinks,
        String availability,
        Money price,
        @Nullable Money salePrice,
        @Nullable String brand,
        @Nullable String gtin,
        @Nullable String mpn,
        @Nullable String productType,
        @Nullable String googleProductCategory,
        String condition,
        long available) {

    static ProductView of(Product product, String language, Instant now, URI origin, long quantityMax) {
        ProductAttributes attributes = product.attributes();
        Money priceNow = product.priceAt(now);
        return new ProductView(
                product.id(),
                product.title(language),
                product.description(language),
                absolute(origin, attributes.link()),
                absolute(origin, attributes.imageLink()),
                attributes.additionalImageLinks().stream()
                        .map(link -> absolute(origin, link))
                        .toList(),
                attributes.availability().wire(),
                attributes.price(),
                priceNow.equals(attributes.price()) ? null : priceNow,
                attributes.brand(),
                attributes.gtin(),
                attributes.mpn(),
                product.productType(language),
                attributes.googleProductCategory(),
                attributes.condition(),
                product.available(quantityMax));
    }

    /** Links that begin with a slash are the shop's own. */
    private static String absolute(URI origin, String link) {
        return link.startsWith("/") ? origin.resolve(link).toString() : link;
    }
}
