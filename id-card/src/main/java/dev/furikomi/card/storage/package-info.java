/** Files with keys in them: readable by their owner alone, written whole or not at all. */
@NullMarked
package dev.furikomi.card.storage;

import org.jspecify.annotations.NullMarked;
