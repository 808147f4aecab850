/** {@code ./furikomi card}: how a bank's staff makes, shows, blocks and imports cards. */
@NullMarked
package dev.furikomi.quickstart.card;

import org.jspecify.annotations.NullMarked;
