/** What can be bought, at which price, and how much of it is free. */
@NullMarked
package dev.furikomi.catalog.product;

import org.jspecify.annotations.NullMarked;
