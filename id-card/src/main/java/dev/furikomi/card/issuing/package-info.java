/** Scheme roots, banks' keys, card authorities and the issuing of cards. */
@NullMarked
package dev.furikomi.card.issuing;

import org.jspecify.annotations.NullMarked;
