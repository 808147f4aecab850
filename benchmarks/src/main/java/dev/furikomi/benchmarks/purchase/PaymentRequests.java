package dev.furikomi.benchmarks.purchase;

import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.card.token.PaymentRequest;
import dev.furikomi.events.Money;
import dev.furikomi.events.Party;
import java.time.Instant;
import java.util.UUID;

/** The merchant's side where no shop takes part: a payment request for an order that only the bank hears of. */
final class PaymentRequests {

    static final long PRICE_MINOR = 100;

    private final ECKey merchantKey;
    private final String returnOrigin;

    PaymentRequests(ECKey merchantKey, String returnOrigin) {
        this.merchantKey = merchantKey;
        this.returnOrigin = returnOrigin;
    }

    String next(String payeeAccount) {
        String order = "HN-" + UUID.randomUUID();
        Instant now = Instant.now();
        return new PaymentRequest(
                        Parties.MERCHANT,
                        UUID.randomUUID().toString(),
                        Parties.BANK.bic(),
                        now,
                        now.plus(PaymentRequest.LIFETIME),
                        order,
                        new Party("Hanaya", Parties.BANK.bic(), payeeAccount),
                        Money.ofMinor(PRICE_MINOR, "JPY"),
                        returnOrigin + "/purchases/" + order)
                .sign(merchantKey);
    }
}
