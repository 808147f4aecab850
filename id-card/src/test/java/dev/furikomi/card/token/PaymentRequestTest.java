package dev.furikomi.card.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.card.Fixtures;
import dev.furikomi.card.jose.CompactJws;
import dev.furikomi.card.jose.SigningKeys;
import dev.furikomi.events.Money;
import dev.furikomi.events.Party;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PaymentRequestTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ECKey KEY = SigningKeys.generate();
    private static final PaymentRequest REQUEST = new PaymentRequest(
            "hanaya",
            "01938b5c-3f00-7000-8000-000000000002",
            Fixtures.MINATO,
            Fixtures.NOW,
            Fixtures.NOW.plus(PaymentRequest.LIFETIME),
            "HN-7Q4M2K9XTB",
            new Party("Hanaya", Fixtures.MINATO, "1000001"),
            Money.parse("5400", "JPY"),
            "http://shop.localhost:8080/purchases/HN-7Q4M2K9XTB");
    private static final String COMPACT = REQUEST.sign(KEY);

    @Test
    void readsWhatTheMerchantSigned() {
        assertThat(PaymentRequest.unverifiedMerchant(COMPACT)).contains("hanaya");
        assertThat(verify(COMPACT, Fixtures.NOW)).isEqualTo(new PaymentRequestOutcome.Verified(REQUEST));
    }

    @ParameterizedTest
    @CsvSource({
        "-61, payment-request-invalid",
        "-60, verified",
        "899, verified",
        "900, payment-request-expired",
    })
    void isGoodWhileItLives(long secondsAfterIssue, String outcome) {
        assertThat(reason(verify(COMPACT, Fixtures.NOW.plusSeconds(secondsAfterIssue))))
                .isEqualTo(outcome);
    }

    @Test
    void refusesARequestForAnotherBank() {
        assertThat(reason(PaymentRequest.verify(
                        COMPACT, "hanaya", List.of(KEY.toPublicJWK()), Fixtures.YAMABUKI, Fixtures.NOW)))
                .isEqualTo("payment-request-for-another-bank");
    }

    @Test
    void refusesAnotherKeyAndAnotherMerchantsKey() {
        ECKey sameId =
                new ECKey.Builder(SigningKeys.generate()).keyID(KEY.getKeyID()).build();

        assertThat(reason(verify(REQUEST.sign(sameId), Fixtures.NOW))).isEqualTo("payment-request-invalid");
        assertThat(reason(verify(REQUEST.sign(SigningKeys.generate()), Fixtures.NOW)))
                .isEqualTo("payment-request-invalid");
        assertThat(reason(PaymentRequest.verify(
                        COMPACT, "sakuraya", List.of(KEY.toPublicJWK()), Fixtures.MINATO, Fixtures.NOW)))
                .isEqualTo("payment-request-invalid");
        assertThat(reason(PaymentRequest.verify(COMPACT, "hanaya", List.of(), Fixtures.MINATO, Fixtures.NOW)))
                .isEqualTo("payment-request-invalid");
    }

    static Stream<Arguments> contents() {
        return Stream.of(
                change("amount 0", r -> amount(r).put("amount", "0")),
                change("amount below 0", r -> amount(r).put("amount", "-1")),
                change("amount with leading zero", r -> amount(r).put("amount", "05400")),
                change("amount with exponent", r -> amount(r).put("amount", "54e2")),
                change("amount beyond 64 bits", r -> amount(r).put("amount", "99999999999999999999")),
                change("yen with decimals", r -> amount(r).put("amount", "5400.0")),
                change("no money", r -> amount(r).put("currency", "XAU")),
                change("no payee's account", r -> ((ObjectNode) r.get("creditor")).remove("account")),
                change("lives too long", r -> r.put("exp", r.get("exp").asLong() + 1)),
                change("no order number", r -> r.remove("order")),
                change("no return URL", r -> r.remove("returnUrl")),
                change("two banks", r -> r.putArray("aud").add(Fixtures.MINATO).add(Fixtures.YAMABUKI)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contents")
    void refusesAContentThatIsNotTheProtocols(String what, Consumer<ObjectNode> change) throws Exception {
        ObjectNode content = (ObjectNode) JSON.readTree(Fixtures.payload(COMPACT));
        change.accept(content);
        String signed = CompactJws.sign(PaymentRequest.TYPE, JSON.writeValueAsBytes(content), KEY);

        assertThat(reason(verify(signed, Fixtures.NOW))).as(what).isEqualTo("payment-request-invalid");
    }

    @Test
    void takesTheLargestAmountsAndCurrenciesWithDecimals() {
        for (Money money : List.of(
                Money.ofMinor(1_000_000_000_000_000L, "JPY"),
                Money.parse("0.01", "EUR"),
                Money.parse("1.250", "KWD"))) {
            PaymentRequest request = new PaymentRequest(
                    REQUEST.merchant(),
                    REQUEST.requestId(),
                    REQUEST.audience(),
                    REQUEST.issuedAt(),
                    REQUEST.expiresAt(),
                    REQUEST.orderNumber(),
                    REQUEST.creditor(),
                    money,
                    REQUEST.returnUrl());

            assertThat(verify(request.sign(KEY), Fixtures.NOW)).isEqualTo(new PaymentRequestOutcome.Verified(request));
        }
    }

    @Test
    void findsNoMerchantInWhatIsNoRequest() {
        assertThat(PaymentRequest.unverifiedMerchant("")).isEmpty();
        assertThat(PaymentRequest.unverifiedMerchant("a.b.c")).isEmpty();
        assertThat(PaymentRequest.unverifiedMerchant(Fixtures.signedBankList())).isEmpty();
    }

    private static PaymentRequestOutcome verify(String compact, Instant now) {
        return PaymentRequest.verify(compact, "hanaya", List.of(KEY.toPublicJWK()), Fixtures.MINATO, now);
    }

    private static ObjectNode amount(ObjectNode request) {
        return (ObjectNode) request.get("instructedAmount");
    }

    private static Arguments change(String what, Consumer<ObjectNode> change) {
        return Arguments.of(what, change);
    }

    private static String reason(PaymentRequestOutcome outcome) {
        return outcome instanceof PaymentRequestOutcome.Refused refused
                ? refused.reason().code()
                : "verified";
    }
}
