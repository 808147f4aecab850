package dev.furikomi.order.bank;

import io.smallrye.config.ConfigMapping;
import java.util.List;

/** The merchant's own accounts: which banks can be paid from is those where it has one. */
@ConfigMapping(prefix = "order")
public interface PayeesConfig {

    /** One entry for each bank and currency. */
    List<Payee> payees();

    /** An account of the merchant. */
    interface Payee {

        /** BIC of the bank. */
        String bank();

        /** ISO 4217 code of the account's currency. */
        String currency();

        /** Account number at that bank. */
        String account();
    }
}
