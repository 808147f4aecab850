/** What happens to a paid order: shipping. */
@NullMarked
package dev.furikomi.order.shipping;

import org.jspecify.annotations.NullMarked;
