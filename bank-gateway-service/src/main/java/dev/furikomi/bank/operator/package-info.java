/** The API of the bank's staff, and the check that the books are right. */
@NullMarked
package dev.furikomi.bank.operator;

import org.jspecify.annotations.NullMarked;
