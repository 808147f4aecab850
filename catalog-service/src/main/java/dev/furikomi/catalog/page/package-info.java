/** The pages of the catalogue: S201, S102, S103, S104 and S111. */
@NullMarked
package dev.furikomi.catalog.page;

import org.jspecify.annotations.NullMarked;
