/** What bridge, bank and tests share about the ID card. */
@NullMarked
package dev.furikomi.card;

import org.jspecify.annotations.NullMarked;
