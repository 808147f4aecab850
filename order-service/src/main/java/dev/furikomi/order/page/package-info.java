/** The pages for shoppers and for the merchant's staff. */
@NullMarked
package dev.furikomi.order.page;

import org.jspecify.annotations.NullMarked;
