/** The native process between the shopper's browser and the card reader. */
@NullMarked
package dev.furikomi.bridge;

import org.jspecify.annotations.NullMarked;
