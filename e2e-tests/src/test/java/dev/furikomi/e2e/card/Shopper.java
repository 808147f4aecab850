package dev.furikomi.e2e.card;

import dev.furikomi.e2e.http.Bank;

/**
 * A customer of a bank who exists for one story only.
 *
 * @param reference what the card carries instead of the account number
 */
public record Shopper(Bank bank, String account, String reference, String password, StoryCard card) {

    /** The account's balances. */
    public Bank.Balance balance() {
        return bank.balance(account);
    }

    /** The same customer with another card in the hand. */
    public Shopper with(StoryCard other) {
        return new Shopper(bank, account, reference, password, other);
    }
}
