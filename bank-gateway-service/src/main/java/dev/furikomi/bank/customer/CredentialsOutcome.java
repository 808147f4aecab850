package dev.furikomi.bank.customer;

import java.util.function.Function;

/** What S304 says of account reference and password. */
public sealed interface CredentialsOutcome {

    <T> T fold(
            Function<Right, T> right,
            Function<Wrong, T> wrong,
            Function<CardBlocked, T> cardBlocked,
            Function<CardUnknown, T> cardUnknown,
            Function<Busy, T> busy);

    /** Both are right; the card has all its attempts again. */
    record Right(String customerId, String customerName, String accountNumber) implements CredentialsOutcome {
        @Override
        public <T> T fold(
                Function<Right, T> right,
                Function<Wrong, T> wrong,
                Function<CardBlocked, T> cardBlocked,
                Function<CardUnknown, T> cardUnknown,
                Function<Busy, T> busy) {
            return right.apply(this);
        }
    }

    /** One of them is wrong, and nobody learns which: {@code credentials-wrong}. At 0 the card is blocked from now on. */
    record Wrong(int attemptsLeft) implements CredentialsOutcome {
        @Override
        public <T> T fold(
                Function<Right, T> right,
                Function<Wrong, T> wrong,
                Function<CardBlocked, T> cardBlocked,
                Function<CardUnknown, T> cardUnknown,
                Function<Busy, T> busy) {
            return wrong.apply(this);
        }
    }

    /** Nothing was opened or hashed: {@code card-blocked}. */
    record CardBlocked() implements CredentialsOutcome {
        @Override
        public <T> T fold(
                Function<Right, T> right,
                Function<Wrong, T> wrong,
                Function<CardBlocked, T> cardBlocked,
                Function<CardUnknown, T> cardUnknown,
                Function<Busy, T> busy) {
            return cardBlocked.apply(this);
        }
    }

    /** Nothing was opened, hashed or counted: {@code card-unknown}. */
    record CardUnknown() implements CredentialsOutcome {
        @Override
        public <T> T fold(
                Function<Right, T> right,
                Function<Wrong, T> wrong,
                Function<CardBlocked, T> cardBlocked,
                Function<CardUnknown, T> cardUnknown,
                Function<Busy, T> busy) {
            return cardUnknown.apply(this);
        }
    }

    /** All hashing threads and their queue are taken; nothing was counted: 503 {@code busy} with Retry-After. */
    record Busy() implements CredentialsOutcome {
        @Override
        public <T> T fold(
                Function<Right, T> right,
                Function<Wrong, T> wrong,
                Function<CardBlocked, T> cardBlocked,
                Function<CardUnknown, T> cardUnknown,
                Function<Busy, T> busy) {
            return busy.apply(this);
        }
    }
}
