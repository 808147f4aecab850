/** Outbox and inbox: a state change and its event commit together, and each event takes effect once. */
@NullMarked
package dev.furikomi.reliable;

import org.jspecify.annotations.NullMarked;
