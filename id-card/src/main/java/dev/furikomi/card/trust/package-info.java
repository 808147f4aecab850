/** Who may be trusted: the bank list that the scheme root signs. */
@NullMarked
package dev.furikomi.card.trust;

import org.jspecify.annotations.NullMarked;
