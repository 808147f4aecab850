/** Accounts as the bank's staff sees them, and the opaque references that cards carry instead of numbers. */
@NullMarked
package dev.furikomi.bank.account;

import org.jspecify.annotations.NullMarked;
