package dev.furikomi.card.token;

import java.util.Arrays;

/** Account reference and password as the customer gave them; closing wipes the password. */
public final class PasswordSecret implements AutoCloseable {

    private final String accountReference;
    private final char[] password;

    PasswordSecret(String accountReference, char[] password) {
        this.accountReference = accountReference;
        this.password = password;
    }

    public String accountReference() {
        return accountReference;
    }

    /** The password itself, not a copy: it is gone once this is closed. */
    public char[] password() {
        return password;
    }

    @Override
    public void close() {
        Arrays.fill(password, '\0');
    }

    /** Says nothing: a password never reaches a log. */
    @Override
    public String toString() {
        return "PasswordSecret";
    }
}
