/** Stories of the whole system, told from outside. */
@NullMarked
package dev.furikomi.e2e;

import org.jspecify.annotations.NullMarked;
