/** Proves a bank's ledger from its rows: the chain of seals, the balances and the transfers, without knowing the bank. */
@NullMarked
package dev.furikomi.audit;

import org.jspecify.annotations.NullMarked;
