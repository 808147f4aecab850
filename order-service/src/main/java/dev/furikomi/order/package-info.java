/** The merchant's order file: each purchase, its payment and its shipment. */
@NullMarked
package dev.furikomi.order;

import org.jspecify.annotations.NullMarked;
