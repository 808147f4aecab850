package dev.furikomi.catalog.feed;

import dev.furikomi.catalog.product.ProductAttributes;
import org.jspecify.annotations.Nullable;

/** What became of one row: a product, or the first reason against it. */
sealed interface ProductReading {

    record Accepted(long row, ProductAttributes product) implements ProductReading {}

    record Refused(long row, @Nullable String id, RowReason reason, String detail) implements ProductReading {}
}
