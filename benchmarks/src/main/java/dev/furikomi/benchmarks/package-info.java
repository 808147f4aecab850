/** The benchmark command and what its scenarios share. */
@NullMarked
package dev.furikomi.benchmarks;

import org.jspecify.annotations.NullMarked;
