/** One purchase without a person: through the public HTTP APIs and the real card bridge, each step told as it happens. */
@NullMarked
package dev.furikomi.quickstart.demo;

import org.jspecify.annotations.NullMarked;
