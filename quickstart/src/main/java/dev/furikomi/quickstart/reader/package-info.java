/** The page on which a person puts software cards into the virtual reader and takes them out. */
@NullMarked
package dev.furikomi.quickstart.reader;

import org.jspecify.annotations.NullMarked;
