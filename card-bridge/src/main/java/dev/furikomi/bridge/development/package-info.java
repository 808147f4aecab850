/** What only the development build has: software reader, drawer of cards, and the standard input and output carrier. */
@NullMarked
package dev.furikomi.bridge.development;

import org.jspecify.annotations.NullMarked;
