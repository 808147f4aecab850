/** Cards of the stories' own, and a second implementation of what a bridge sends to a bank. */
@NullMarked
package dev.furikomi.e2e.card;

import org.jspecify.annotations.NullMarked;
