/** Seals the journal's entries, some time after they were posted, so that nobody can change them unseen. */
@NullMarked
package dev.furikomi.bank.ledger.seal;

import org.jspecify.annotations.NullMarked;
