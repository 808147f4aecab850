/** The cards that this bank issued, and how many password attempts each has left. */
@NullMarked
package dev.furikomi.bank.card;

import org.jspecify.annotations.NullMarked;
