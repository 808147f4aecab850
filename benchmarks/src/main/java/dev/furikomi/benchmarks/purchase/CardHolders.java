package dev.furikomi.benchmarks.purchase;

import dev.furikomi.card.issuing.CardAuthority;
import dev.furikomi.card.issuing.KeyFiles;
import dev.furikomi.card.issuing.Validity;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Makes customers with accounts, money and cards through the bank's operator API, as its staff would. */
final class CardHolders {

    /** Enough for any number of purchases. */
    private static final String DEPOSIT = "100000000";

    private static final String OPERATOR = "/v1/operator/";

    private final Parties parties;
    private final Http http;

    CardHolders(Parties parties, Http http) {
        this.parties = parties;
        this.http = http;
    }

    /** So many new customers, the first of them with that number. */
    List<CardHolder> provision(int first, int count) {
        CardAuthority authority = parties.bankCredentials().cardAuthority();
        Validity validity = Validity.fromNow(InstantSource.system(), Duration.ofDays(365));
        return Concurrently.map(IntStream.range(first, first + count).boxed().toList(), number -> {
            CardHolder holder = CardHolder.issue(number, authority, validity);
            register(holder);
            return holder;
        });
    }

    private void register(CardHolder holder) {
        Caller staff = staff();
        staff.put(
                OPERATOR + "customers/" + holder.customer(),
                Map.of("name", "Customer " + holder.customer(), "password", holder.password()));
        staff.put(
                OPERATOR + "accounts/" + holder.account(),
                Map.of(
                        "holder",
                        "Customer " + holder.customer(),
                        "customerId",
                        holder.customer(),
                        "currency",
                        "JPY",
                        "kind",
                        "deposit"));
        staff.put(
                OPERATOR + "account-references/" + holder.certificate().accountReference(),
                Map.of("account", holder.account()));
        staff.put(
                OPERATOR + "cards/" + holder.certificate().cardId(),
                Map.of("certificate", KeyFiles.pem(holder.certificate().certificate())));
        staff.post(
                OPERATOR + "deposits",
                Map.of(
                        "transferId",
                        UUID.randomUUID().toString(),
                        "account",
                        holder.account(),
                        "instructedAmount",
                        Map.of("currency", "JPY", "amount", DEPOSIT)));
    }

    /** Opens accounts of the merchant and lets payment requests name them beside its usual one. */
    void payees(List<String> numbers) {
        Concurrently.map(numbers, number -> {
            staff().put(
                            OPERATOR + "accounts/" + number,
                            Map.of("holder", "Hanaya", "currency", "JPY", "kind", "deposit"));
            return number;
        });
        staff().put(
                        OPERATOR + "merchants/" + Parties.MERCHANT,
                        Map.of(
                                "name",
                                "Hanaya",
                                "keys",
                                List.of(parties.merchantKey().toPublicJWK().toJSONObject()),
                                "payeeAccounts",
                                numbers,
                                "returnOrigins",
                                List.of(parties.catalogueOrigin())));
    }

    Caller staff() {
        return new Caller(http, "the bank", parties.bankPort()).with("Authorization", "Bearer " + parties.staffToken());
    }
}
