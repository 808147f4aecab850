/** From the commit to a consumer. */
@NullMarked
package dev.furikomi.benchmarks.outbox;

import org.jspecify.annotations.NullMarked;
