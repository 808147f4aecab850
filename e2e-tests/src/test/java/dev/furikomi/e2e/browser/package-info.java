/** The pages in a real browser. */
@NullMarked
package dev.furikomi.e2e.browser;

import org.jspecify.annotations.NullMarked;
