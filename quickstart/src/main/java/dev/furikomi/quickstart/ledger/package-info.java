/** {@code ./furikomi ledger}: proves a bank's ledger and writes it into a file for auditors. */
@NullMarked
package dev.furikomi.quickstart.ledger;

import org.jspecify.annotations.NullMarked;
