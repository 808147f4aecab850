/** An order as its shopper and its merchant see it, with the timeline of the procedure. */
@NullMarked
package dev.furikomi.order.view;

import org.jspecify.annotations.NullMarked;
