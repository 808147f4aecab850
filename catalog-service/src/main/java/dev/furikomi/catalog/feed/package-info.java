/** Takes in the merchant's product feed, row by row, and switches the catalogue over in one transaction. */
@NullMarked
package dev.furikomi.catalog.feed;

import org.jspecify.annotations.NullMarked;
