/** What the database does without Furikomi, measured in the same run. */
@NullMarked
package dev.furikomi.benchmarks.reference;

import org.jspecify.annotations.NullMarked;
