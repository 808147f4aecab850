/** Holds, commits and releases stock as the order file reports an order's life. */
@NullMarked
package dev.furikomi.catalog.stock;

import org.jspecify.annotations.NullMarked;
