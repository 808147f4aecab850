/** Readers with a keypad of their own (PC/SC part 10, v2.02.09): the PIN goes from the keypad to the card, never through the computer. */
@NullMarked
package dev.furikomi.card.pinpad;

import org.jspecify.annotations.NullMarked;
