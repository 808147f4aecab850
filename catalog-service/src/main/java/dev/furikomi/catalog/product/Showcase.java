package dev.furikomi.catalog.product;

import dev.furikomi.catalog.language.Language;
import dev.furikomi.catalog.merchant.CatalogConfig;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Products as shoppers see them: in their language, at the prices of this moment. */
@ApplicationScoped
public class Showcase {

    private final Products products;
    private final QuantityConfig quantities;
    private final Clock clock;
    private final URI origin;

    Showcase(Products products, QuantityConfig quantities, CatalogConfig config, Clock clock) {
        this.products = products;
        this.quantities = quantities;
        this.clock = clock;
        this.origin = config.publicOrigin();
    }

    public Uni<ProductPage> page(Products.Selection selection, Language language) {
        return products.page(selection).map(found -> {
            Instant now = clock.instant();
            List<ProductView> items = found.stream()
                    .limit(selection.limit())
                    .map(product -> view(product, language, now))
                    .toList();
            boolean more = found.size() > selection.limit();
            return new ProductPage(items, more ? items.get(items.size() - 1).id() : null);
        });
    }

    public Uni<Optional<ProductView>> find(String id, Language language) {
        return products.find(id).map(found -> found.map(product -> view(product, language, clock.instant())));
    }

    private ProductView view(Product product, Language language, Instant now) {
        return ProductView.of(product, language.tag(), now, origin, quantities.quantityMax());
    }
}
