/** A PIV card (NIST SP 800-73) as the bridge uses it: find it, read its certificate, let it sign. */
@NullMarked
package dev.furikomi.card.piv;

import org.jspecify.annotations.NullMarked;
