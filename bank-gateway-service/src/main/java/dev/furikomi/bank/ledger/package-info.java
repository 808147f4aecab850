/** Double entry on PostgreSQL: reserve, post, void, and nothing else that moves money. */
@NullMarked
package dev.furikomi.bank.ledger;

import org.jspecify.annotations.NullMarked;
