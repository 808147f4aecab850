/** The order file: what was applied for, what banks said of it, and the one function that says where an order stands. */
@NullMarked
package dev.furikomi.order.file;

import org.jspecify.annotations.NullMarked;
