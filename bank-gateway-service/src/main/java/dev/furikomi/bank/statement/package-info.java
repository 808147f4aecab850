/** Statements: what an account held at a moment, its entries, and the ISO 20022 messages made of them. */
@NullMarked
package dev.furikomi.bank.statement;

import org.jspecify.annotations.NullMarked;
