/** The signed bank list: which banks can be paid from, and whose signatures count. */
@NullMarked
package dev.furikomi.order.bank;

import org.jspecify.annotations.NullMarked;
