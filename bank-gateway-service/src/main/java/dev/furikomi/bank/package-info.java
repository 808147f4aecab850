/** One bank's gateway: windows, cards, accounts, ledger and transfers. */
@NullMarked
package dev.furikomi.bank;

import org.jspecify.annotations.NullMarked;
