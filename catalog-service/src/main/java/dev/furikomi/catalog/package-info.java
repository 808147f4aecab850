/** The merchant's catalogue: what can be bought, and applying for a purchase. */
@NullMarked
package dev.furikomi.catalog;

import org.jspecify.annotations.NullMarked;
