/** The certificate that a bank's card authority puts on a card: its profile, reading and checking. */
@NullMarked
package dev.furikomi.card.certificate;

import org.jspecify.annotations.NullMarked;
