package dev.furikomi.quickstart.provision;

import java.util.List;

/** The shop of the quickstart. */
public final class DemoMerchant {
    public static final String ID = "hanaya";
    public static final String NAME = "Hanaya";
    public static final String JAPANESE_NAME = "花屋";

    /** The merchant's accounts; it has the same numbers at each bank. */
    static final List<Account> ACCOUNTS = List.of(new Account("1000001", "JPY"), new Account("1000002", "EUR"));

    private DemoMerchant() {}

    /** An account of the merchant. */
    record Account(String number, String currency) {}
}
