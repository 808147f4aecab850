/** The card reader behind one port; nothing outside this package and its software twin knows javax.smartcardio. */
@NullMarked
package dev.furikomi.bridge.reader;

import org.jspecify.annotations.NullMarked;
