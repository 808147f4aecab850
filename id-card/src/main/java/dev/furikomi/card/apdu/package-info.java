/** Commands, answers and data objects of ISO 7816-4, and the port through which they reach a card. */
@NullMarked
package dev.furikomi.card.apdu;

import org.jspecify.annotations.NullMarked;
