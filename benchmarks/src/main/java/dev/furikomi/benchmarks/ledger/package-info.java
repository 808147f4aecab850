/** The posting engine alone. */
@NullMarked
package dev.furikomi.benchmarks.ledger;

import org.jspecify.annotations.NullMarked;
