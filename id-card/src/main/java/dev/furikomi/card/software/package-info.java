/** The software card and its reader, a {@code javax.smartcardio} provider. */
@NullMarked
package dev.furikomi.card.software;

import org.jspecify.annotations.NullMarked;
