/** The bank's window: from the payment request that opens it (S301) to its end (S308), and the page that shows it. */
@NullMarked
package dev.furikomi.bank.window;

import org.jspecify.annotations.NullMarked;
