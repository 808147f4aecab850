/** Takes an order from a device that has no card reader to a computer that has one. */
@NullMarked
package dev.furikomi.order.handover;

import org.jspecify.annotations.NullMarked;
