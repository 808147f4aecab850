/** S103: the shopper applies for a purchase; stock is held and the order file is told. */
@NullMarked
package dev.furikomi.catalog.purchase;

import org.jspecify.annotations.NullMarked;
