/** Load on the real services: the bank's acceptances, their latency, and whole purchases. */
@NullMarked
package dev.furikomi.benchmarks.purchase;

import org.jspecify.annotations.NullMarked;
