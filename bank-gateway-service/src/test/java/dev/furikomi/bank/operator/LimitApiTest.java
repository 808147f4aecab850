package dev.furikomi.bank.operator;

import static dev.furikomi.bank.BankFixtures.put;
import static dev.furikomi.bank.BankFixtures.staff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.furikomi.bank.BankFixtures;
import dev.furikomi.bank.BankTestResource;
import dev.furikomi.bank.ledger.DeclineReason;
import dev.furikomi.bank.ledger.Ledger;
import dev.furikomi.bank.ledger.LedgerOrder;
import dev.furikomi.bank.ledger.Posting;
import dev.furikomi.bank.ledger.PostingOutcome;
import dev.furikomi.events.Money;
import dev.furikomi.quickstart.embedded.KafkaTestResource;
import dev.furikomi.quickstart.embedded.PostgresTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Customers' limits over HTTP, and that the ledger hears of them. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(
        value = KafkaTestResource.class,
        initArgs =
                @ResourceArg(
                        name = "topics",
                        value = "transfer-request.hanaya,transfer-accepted.hanaya,transfer-completed.hanaya,"
                                + "transfer-rejected.hanaya,window-closed.hanaya"))
@QuarkusTestResource(BankTestResource.class)
class LimitApiTest {

    @Inject
    Ledger ledger;

    @Test
    void limitsTransfersAndDaysOnAllAccountsOfTheCustomerAndShowsTheUse() {
        BankFixtures bank = BankFixtures.withBalance(10_000);
        put(limits(bank), Map.of("perTransfer", "500", "perDay", "800"));

        assertThat(send(bank.payer, bank.payee, 501)).isEqualTo(DeclineReason.TRANSFER_LIMIT_EXCEEDED);
        assertThat(send(bank.payer, bank.payee, 500)).isNull();
        assertThat(send(bank.payer, bank.payee, 301)).isEqualTo(DeclineReason.DAY_LIMIT_EXCEEDED);
        assertThat(send(bank.payer, bank.payee, 300)).isNull();
        staff().get("/v1/operator" + limits(bank))
                .then()
                .statusCode(200)
                .body("perTransfer.amount", equalTo("500"), "perDay.amount", equalTo("800"))
                .body("usedToday.amount", equalTo("800"));
    }

    @Test
    void aMisspeltLimitIsRefusedAndLeavesTheLimitsAsTheyAre() {
        BankFixtures bank = BankFixtures.withBalance(10_000);
        put(limits(bank), Map.of("perTransfer", "500", "perDay", "800"));

        staff().body(Map.of("pertransfer", "900", "perDay", "800"))
                .put("/v1/operator" + limits(bank))
                .then()
                .statusCode(400);

        staff().get("/v1/operator" + limits(bank)).then().body("perTransfer.amount", equalTo("500"));
    }

    @Test
    void keepsTheDaysUseWhenALimitIsRaised() {
        BankFixtures bank = BankFixtures.withBalance(10_000);
        put(limits(bank), Map.of("perDay", "800"));
        assertThat(send(bank.payer, bank.payee, 800)).isNull();

        put(limits(bank), Map.of("perDay", "1000"));

        assertThat(send(bank.payer, bank.payee, 201)).isEqualTo(DeclineReason.DAY_LIMIT_EXCEEDED);
        assertThat(send(bank.payer, bank.payee, 200)).isNull();
        staff().get("/v1/operator" + limits(bank)).then().body("perTransfer", nullValue());
    }

    @Test
    void holdsForAccountsThatComeLaterAndNoMoreForThoseThatGoOrWhenItIsRemoved() {
        BankFixtures bank = BankFixtures.withBalance(10_000);
        put(limits(bank), Map.of("perTransfer", "5"));
        String later = "L-" + bank.suffix;
        bank.account(later, "Sakura Mori", "deposit", "JPY", Map.of("customerId", bank.customer));
        BankFixtures.deposit(UUID.randomUUID(), later, "100").then().statusCode(201);
        assertThat(send(later, bank.payee, 6)).isEqualTo(DeclineReason.TRANSFER_LIMIT_EXCEEDED);

        bank.account(later, "Nobody's", "deposit", "JPY", Map.of());
        assertThat(send(later, bank.payee, 6)).isNull();

        staff().delete("/v1/operator" + limits(bank)).then().statusCode(204);
        assertThat(send(bank.payer, bank.payee, 6)).isNull();
        staff().get("/v1/operator" + limits(bank)).then().statusCode(404).body("reason", equalTo("limit-unknown"));
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            customer, currency, amount,           status, reason
            known,    JPY,      -1,               422,    limit-invalid
            known,    JPY,      1.5,              422,    limit-invalid
            known,    JPY,      1000000000000001, 422,    limit-invalid
            known,    EUR,      5,                422,    limit-invalid
            known,    XXX,      5,                422,    currency-unknown
            known,    yen,      5,                400,    invalid-request
            unknown,  JPY,      5,                404,    customer-unknown
            """)
    void refusesLimits(String customer, String currency, String amount, int status, String reason) {
        BankFixtures bank = BankFixtures.withBalance(0);
        String id = customer.equals("known") ? bank.customer : "nobody";

        staff().body(Map.of("perTransfer", amount))
                .put("/v1/operator/customers/" + id + "/limits/" + currency)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("reason", equalTo(reason));
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            customer, currency, status, reason
            known,    JPY,      404,    limit-unknown
            unknown,  JPY,      404,    customer-unknown
            known,    yen,      400,    invalid-request
            """)
    void saysWhetherTheLimitsOrTheCustomerAreUnknown(String customer, String currency, int status, String reason) {
        BankFixtures bank = BankFixtures.withBalance(0);
        String id = customer.equals("known") ? bank.customer : "nobody";

        staff().get("/v1/operator/customers/" + id + "/limits/" + currency)
                .then()
                .statusCode(status)
                .body("reason", equalTo(reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/customers/someone/limits/JPY", "/customers/someone"})
    void anAddressThatDoesNotTakeAMethodSaysSo(String address) {
        staff().patch("/v1/operator" + address).then().statusCode(405).body("reason", equalTo("method-not-allowed"));
    }

    private static String limits(BankFixtures bank) {
        return "/customers/" + bank.customer + "/limits/JPY";
    }

    /** Why the ledger declined; null when it did not. */
    private DeclineReason send(String from, String to, long yen) {
        PostingOutcome outcome = ledger.submit(
                        LedgerOrder.direct(new Posting(UUID.randomUUID(), from, to, Money.ofMinor(yen, "JPY"))))
                .await()
                .atMost(Duration.ofSeconds(60));
        return outcome instanceof PostingOutcome.Declined declined ? declined.reason() : null;
    }
}
