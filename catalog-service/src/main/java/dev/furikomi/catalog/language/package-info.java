/** The languages of the catalogue and which one a request asks for. */
@NullMarked
package dev.furikomi.catalog.language;

import org.jspecify.annotations.NullMarked;
