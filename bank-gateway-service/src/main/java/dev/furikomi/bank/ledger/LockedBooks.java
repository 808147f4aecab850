package dev.furikomi.bank.ledger;

import java.util.List;

/**
 * What orders need to be decided, with the accounts locked until the transaction ends. It tells what stands until
 * something is written to the books in the same transaction.
 *
 * @param accounts those of the orders' accounts that exist
 * @param transfers those that stand under the orders' ids
 */
public record LockedBooks(List<LedgerAccount> accounts, List<LedgerTransfer> transfers) {

    static final LockedBooks EMPTY = new LockedBooks(List.of(), List.of());

    public LockedBooks {
        accounts = List.copyOf(accounts);
        transfers = List.copyOf(transfers);
    }
}
