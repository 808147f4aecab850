/** Changes of orders, told to every browser that watches, on whatever replica. */
@NullMarked
package dev.furikomi.order.live;

import org.jspecify.annotations.NullMarked;
