/** Who the merchant is and where its parts are reached. */
@NullMarked
package dev.furikomi.catalog.merchant;

import org.jspecify.annotations.NullMarked;
