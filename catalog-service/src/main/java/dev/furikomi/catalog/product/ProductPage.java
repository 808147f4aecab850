package dev.furikomi.catalog.product;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of products; {@code next} goes into {@code after} for the page that follows. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProductPage(List<ProductView> items, @Nullable String next) {}
