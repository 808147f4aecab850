package dev.furikomi.order.bank;

import dev.furikomi.events.Party;
import dev.furikomi.order.MerchantConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** The banks that a shopper can pay from: those of the signed list where the merchant has an account. */
@ApplicationScoped
public class Banks {

    private final TrustFiles files;
    private final PayeesConfig payees;
    private final MerchantConfig merchant;

    Banks(TrustFiles files, PayeesConfig payees, MerchantConfig merchant) {
        this.files = files;
        this.payees = payees;
        this.merchant = merchant;
    }

    /** The bank menu; empty while the list is expired. */
    public List<Bank> payable() {
        return files.isExpired()
                ? List.of()
                : files.bankList().banks().values().stream()
                        .filter(bank -> !currencies(bank.bic()).isEmpty())
                        .toList();
    }

    public Optional<Bank> findPayable(String bic) {
        return payable().stream().filter(bank -> bank.bic().equals(bic)).findFirst();
    }

    /** The bank's name for a page; the BIC when the list no longer has it. */
    public String name(String bic, String language) {
        return files.bankList().find(bic).map(bank -> bank.name().in(language)).orElse(bic);
    }

    public List<String> currencies(String bic) {
        return payees.payees().stream()
                .filter(payee -> payee.bank().equals(bic))
                .map(PayeesConfig.Payee::currency)
                .distinct()
                .toList();
    }

    /** The merchant as payee at this bank in this currency. */
    public Optional<Party> payee(String bic, Currency currency) {
        return payees.payees().stream()
                .filter(payee -> payee.bank().equals(bic) && payee.currency().equals(currency.getCurrencyCode()))
                .findFirst()
                .map(payee -> new Party(merchant.name(), bic, payee.account()));
    }
}
