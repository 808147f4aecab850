/** Payment requests: what the merchant signs, and the rule of one order, one payment. */
@NullMarked
package dev.furikomi.order.payment;

import org.jspecify.annotations.NullMarked;
