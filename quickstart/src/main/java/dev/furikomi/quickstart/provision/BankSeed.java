package dev.furikomi.quickstart.provision;

import com.nimbusds.jose.jwk.ECKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Gives a bank its merchant, customers, accounts and cards through its operator API. All of it may be said again: at a
 * restart nothing changes, and no money comes twice because the deposits keep their ids.
 */
final class BankSeed {
    private static final String OPERATOR = "/v1/operator/";
    private static final List<String> CURRENCIES = List.of("JPY", "EUR");

    private final DemoBank bank;
    private final HttpApi api;
    private final CustomerCards cards;

    BankSeed(DemoBank bank, HttpApi api, CustomerCards cards) {
        this.bank = bank;
        this.api = api;
        this.cards = cards;
    }

    void sow(ECKey merchantKey, String returnOrigin) {
        for (int i = 0; i < CURRENCIES.size(); i++) {
            account("900000" + (i + 1), bank.english() + " funding", null, CURRENCIES.get(i), "funding");
        }
        for (DemoMerchant.Account account : DemoMerchant.ACCOUNTS) {
            account(account.number(), DemoMerchant.NAME, null, account.currency(), "deposit");
        }
        api.put(
                OPERATOR + "merchants/" + DemoMerchant.ID,
                Map.of(
                        "name",
                        DemoMerchant.NAME,
                        "keys",
                        List.of(merchantKey.toPublicJWK().toJSONObject()),
                        "payeeAccounts",
                        DemoMerchant.ACCOUNTS.stream()
                                .map(DemoMerchant.Account::number)
                                .toList(),
                        "returnOrigins",
                        List.of(returnOrigin)));
        Arrays.stream(DemoCustomer.values())
                .filter(customer -> customer.bank() == bank)
                .forEach(this::customer);
    }

    private void customer(DemoCustomer customer) {
        IssuedCard card = cards.issued(customer);
        api.put(
                OPERATOR + "customers/" + customer.customerId(),
                Map.of("name", customer.fullName(), "password", customer.password()));
        account(customer.account(), customer.fullName(), customer.customerId(), customer.currency(), "deposit");
        api.put(OPERATOR + "account-references/" + card.reference(), Map.of("account", customer.account()));
        api.put(
                OPERATOR + "cards/" + card.cardId(),
                Map.of("certificates", Objects.requireNonNull(card.certificates())));
        if (customer.kind() == DemoCustomer.CardKind.BLOCKED) {
            api.put(OPERATOR + "cards/" + card.cardId() + "/state", Map.of("state", "blocked"));
        }
        api.post(
                OPERATOR + "deposits",
                Map.of(
                        "transferId",
                        card.depositId(),
                        "account",
                        customer.account(),
                        "instructedAmount",
                        Map.of("currency", customer.currency(), "amount", customer.deposit())),
                Map.of("Idempotency-Key", card.depositId()));
    }

    private void account(
            String number,
            String holder,
            @org.jspecify.annotations.Nullable String customerId,
            String currency,
            String kind) {
        Map<String, Object> account =
                new java.util.HashMap<>(Map.of("holder", holder, "currency", currency, "kind", kind));
        if (customerId != null) {
            account.put("customerId", customerId);
        }
        api.put(OPERATOR + "accounts/" + number, account);
    }
}
