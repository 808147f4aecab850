package dev.furikomi.bank.customer;

import java.util.Arrays;

/** What the password JWE held. Not a record: it must never print itself, and it is emptied after use. */
public final class Secret implements AutoCloseable {

    private final String accountReference;
    private final byte[] password;

    /** Takes the password (UTF-8) over; the caller keeps no copy. */
    public Secret(String accountReference, byte[] password) {
        this.accountReference = accountReference;
        this.password = password;
    }

    String accountReference() {
        return accountReference;
    }

    byte[] password() {
        return password;
    }

    @Override
    public void close() {
        Arrays.fill(password, (byte) 0);
    }

    @Override
    public String toString() {
        return "Secret";
    }
}
