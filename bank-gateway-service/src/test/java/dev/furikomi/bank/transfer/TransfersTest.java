package dev.furikomi.bank.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.furikomi.bank.BankFixtures;
import dev.furikomi.bank.BankTestResource;
import dev.furikomi.bank.TestClock;
import dev.furikomi.bank.transfer.AcceptanceOutcome.Accepted;
import dev.furikomi.bank.transfer.AcceptanceOutcome.Replayed;
import dev.furikomi.events.EventName;
import dev.furikomi.events.Money;
import dev.furikomi.events.Party;
import dev.furikomi.events.Procedure;
import dev.furikomi.events.WindowOutcome;
import dev.furikomi.quickstart.embedded.KafkaTestResource;
import dev.furikomi.quickstart.embedded.PostgresTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** S305 to S307 with a real database and a real broker. After each test the books must be right. */
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
class TransfersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String EVIDENCE = "{\"signature\":\"of the card\"}";
    private static final Function<SqlConnection, Uni<Void>> NO_WINDOW =
            connection -> Uni.createFrom().voidItem();

    @Inject
    Transfers transfers;

    @Inject
    Pool pool;

    @Inject
    TestClock clock;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @AfterEach
    void theBooksAreRight() {
        clock.reset();
        BankFixtures.staff()
                .get("/v1/operator/ledger/check")
                .then()
                .statusCode(200)
                .body("balanced", equalTo(true));
    }

    @Test
    void movesTheMoneyAndTellsTheMerchantInOrder() {
        BankFixtures bank = BankFixtures.withBalance(10_000);
        TransferApplication application = application(bank, 5_400);

        assertThat(check(application)).isInstanceOf(CheckOutcome.Requested.class);
        assertThat(bank.reserved(bank.payer)).isZero();
        assertThat(accept(application)).isInstanceOf(Accepted.class);
        assertThat(bank.reserved(bank.payer)).isEqualTo(5_400);
        assertThat(execute(application).status()).isEqualTo(TransferStatus.COMPLETED);

        assertThat(bank.booked(bank.payer)).isEqualTo(4_600);
        assertThat(bank.booked(bank.payee)).isEqualTo(5_400);
        assertThat(bank.reserved(bank.payer)).isZero();
        assertThat(published(application, 4))
                .containsExactly(
                        "1 transfer-request standard",
                        "2 transfer-accepted standard",
                        "3 transfer-completed",
                        "4 window-closed completed");
    }

    @Test
    void reservesAtS305InTheShortProcedureAndSaysSo() {
        BankFixtures bank = BankFixtures.withBalance(10_000);
        TransferApplication application = with(application(bank, 5_400), Procedure.SHORT);

        assertThat(accept(application)).isInstanceOf(Accepted.class);
        execute(application);

        assertThat(published(application, 4))
                .containsExactly(
                        "1 transfer-request short",
                        "2 transfer-accepted short",
                        "3 transfer-completed",
                        "4 window-closed completed");
        assertThat(bank.booked(bank.payee)).isEqualTo(5_400);
    }

    @Test
    void givesTheSameAnswerWhenAskedAgain() {
        BankFixtures bank = BankFixtures.withBalance(10_000);
        TransferApplication application = application(bank, 5_400);
        check(application);
        check(application);
        accept(application);

        assertThat(accept(application)).isEqualTo(new Replayed(application.transferId(), TransferStatus.ACCEPTED));
        Settlement first = execute(application);
        Settlement second = execute(application);
        assertThat(second.status()).isEqualTo(first.status());
        assertThat(accept(application)).isEqualTo(new Replayed(application.transferId(), TransferStatus.COMPLETED));
        assertThat(bank.booked(bank.payee)).isEqualTo(5_400);
        assertThat(published(application, 4)).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            situation,            amount,           refusal
            request expired,      5400,             PAYMENT_REQUEST_EXPIRED
            payee not registered, 5400,             PAYEE_NOT_PERMITTED
            payee unknown,        5400,             PAYEE_NOT_PERMITTED
            payee closed,         5400,             PAYEE_NOT_PERMITTED
            payee blocked,        5400,             PAYEE_NOT_PERMITTED
            payee elsewhere,      5400,             PAYEE_NOT_PERMITTED
            merchant unknown,     5400,             PAYEE_NOT_PERMITTED
            payer blocked,        5400,             ACCOUNT_NOT_USABLE
            payer of another,     5400,             ACCOUNT_NOT_USABLE
            in euro,              5400,             CURRENCY_MISMATCH
            plain,                0,                AMOUNT_NOT_PERMITTED
            plain,                -1,               AMOUNT_NOT_PERMITTED
            plain,                1000000000000001, AMOUNT_NOT_PERMITTED
            above the limit,      5400,             AMOUNT_OVER_LIMIT
            plain,                10001,            BALANCE_INSUFFICIENT
            """)
    void refusesWhatIsNotRight(String situation, long amount, TransferRefusal refusal) {
        BankFixtures bank = BankFixtures.withBalance(10_000);
        TransferApplication right = application(bank, amount);
        TransferApplication application =
                switch (situation) {
                    case "request expired" ->
                        with(right, Instant.now().minusSeconds(1).truncatedTo(ChronoUnit.SECONDS));
                    case "payee not registered" -> {
                        bank.permit("another");
                        yield right;
                    }
                    case "payee unknown" -> {
                        bank.permit("nowhere");
                        yield with(right, new Party("Hanaya", BankTestResource.BIC, "nowhere"));
                    }
                    case "payee closed", "payee blocked" -> {
                        String state = situation.substring("payee ".length());
                        BankFixtures.put("/accounts/" + bank.payee + "/state", Map.of("state", state));
                        yield right;
                    }
                    case "payee elsewhere" -> with(right, new Party("Hanaya", "YMBKJPJT", bank.payee));
                    case "merchant unknown" -> withMerchant(right, "nobody");
                    case "above the limit" -> {
                        BankFixtures.put("/customers/" + bank.customer + "/limits/JPY", Map.of("perTransfer", "5399"));
                        yield right;
                    }
                    case "payer blocked" -> {
                        BankFixtures.put("/accounts/" + bank.payer + "/state", Map.of("state", "blocked"));
                        yield right;
                    }
                    case "payer of another" -> withPayer(right, bank.payee);
                    case "in euro" -> with(right, Money.ofMinor(amount, "EUR"));
                    default -> right;
                };

        assertThat(check(application)).isEqualTo(new CheckOutcome.Refused(refusal));
        assertThat(accept(with(application, Procedure.SHORT))).isEqualTo(new AcceptanceOutcome.Refused(refusal));
        assertThat(transfers.status(application.transferId()).await().atMost(PATIENCE))
                .isEmpty();
        assertThat(bank.reserved(bank.payer)).isZero();
        assertThat(bank.booked(bank.payer)).isEqualTo(10_000);
    }

    @Test
    void checksTheExpiryAgainWhenItReserves() {
        BankFixtures bank = BankFixtures.withBalance(10_000);
        TransferApplication application = application(bank, 5_400);
        check(application);

        clock.moveBy(Duration.ofMinutes(16));

        assertThat(accept(application))
                .isEqualTo(new AcceptanceOutcome.Refused(TransferRefusal.PAYMENT_REQUEST_EXPIRED));
        assertThat(bank.reserved(bank.payer)).isZero();
    }

    @Test
    void checksTheBalanceAgainWhenItReserves() {
        BankFixtures bank = BankFixtures.withBalance(10_000);
        TransferApplication one = application(bank, 6_000);
        TransferApplication other = application(bank, 6_000);
        check(one);
        check(other);
        accept(one);

        assertThat(accept(other)).isEqualTo(new AcceptanceOutcome.Refused(TransferRefusal.BALANCE_INSUFFICIENT));
        assertThat(bank.reserved(bank.payer)).isEqualTo(6_000);
    }

    @Test
    void acceptsNothingThatWasNotRequestedOrWasChangedSince() {
        BankFixtures bank = BankFixtures.withBalance(10_000);
        TransferApplication application = application(bank, 5_400);
        AcceptanceOutcome altered = new AcceptanceOutcome.Refused(TransferRefusal.TRANSFER_ALTERED);

        assertThat(accept(application)).isEqualTo(altered);
        check(application);
        assertThat(accept(with(application, Money.ofMinor(5_401, "JPY")))).isEqualTo(altered);
        assertThat(accept(with(application, new Party("Mallory", BankTestResource.BIC, bank.payee))))
                .isEqualTo(altered);
        assertThat(bank.reserved(bank.payer)).isZero();
    }

    @Test
    void consumesAPaymentRequestAndAnOrderOnce() {
        BankFixtures bank = BankFixtures.withBalance(100_000);
        TransferApplication paid = application(bank, 5_400);
        check(paid);
        accept(paid);
        TransferApplication sameRequest = again(paid, paid.requestId());
        TransferApplication sameOrder = again(paid, UUID.randomUUID().toString());

        assertThat(check(sameRequest)).isEqualTo(new CheckOutcome.Refused(TransferRefusal.PAYMENT_REQUEST_CONSUMED));
        assertThat(check(sameOrder)).isEqualTo(new CheckOutcome.Refused(TransferRefusal.ORDER_ALREADY_PAID));
        assertThat(standing(sameRequest)).isEqualTo(RequestStanding.CONSUMED);
        assertThat(standing(sameOrder)).isEqualTo(RequestStanding.ORDER_ALREADY_PAID);
        assertThat(standing(application(bank, 1))).isEqualTo(RequestStanding.OPEN);
    }

    @Test
    void acceptsOneOfManyWindowsThatComeAtOnceWithTheSameRequest() {
        BankFixtures bank = BankFixtures.withBalance(100_000);
        TransferApplication first = application(bank, 5_400);
        List<TransferApplication> windows = IntStream.range(0, 10)
                .mapToObj(i -> again(first, first.requestId()))
                .toList();
        windows.forEach(this::check);

        List<AcceptanceOutcome> outcomes = Uni.join()
                .all(windows.stream()
                        .map(window -> transfers.accept(window, EVIDENCE, null))
                        .toList())
                .andFailFast()
                .await()
                .atMost(PATIENCE);

        assertThat(outcomes).filteredOn(Accepted.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(new AcceptanceOutcome.Refused(TransferRefusal.PAYMENT_REQUEST_CONSUMED)::equals)
                .hasSize(9);
        assertThat(bank.reserved(bank.payer)).isEqualTo(5_400);
    }

    @Test
    void paysAnOrderOnceWhenTwoRequestsAreAcceptedAtOnce() {
        BankFixtures bank = BankFixtures.withBalance(100_000);
        TransferApplication first = application(bank, 5_400);
        List<TransferApplication> windows = IntStream.range(0, 10)
                .mapToObj(i -> again(first, UUID.randomUUID().toString()))
                .toList();
        windows.forEach(this::check);

        List<AcceptanceOutcome> outcomes = Uni.join()
                .all(windows.stream()
                        .map(window -> transfers.accept(window, EVIDENCE, null))
                        .toList())
                .andFailFast()
                .await()
                .atMost(PATIENCE);

        assertThat(outcomes).filteredOn(Accepted.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(new AcceptanceOutcome.Refused(TransferRefusal.ORDER_ALREADY_PAID)::equals)
                .hasSize(9);
        assertThat(bank.reserved(bank.payer)).isEqualTo(5_400);
    }

    @Test
    void voidsAndRejectsWhenThePayeeWasClosedMeanwhile() {
        BankFixtures bank = BankFixtures.withBalance(10_000);
        TransferApplication application = application(bank, 5_400);
        check(application);
        accept(application);
        BankFixtures.put("/accounts/" + bank.payee + "/state", Map.of("state", "closed"));

        assertThat(execute(application).status()).isEqualTo(TransferStatus.REJECTED);

        assertThat(bank.booked(bank.payer)).isEqualTo(10_000);
        assertThat(bank.reserved(bank.payer)).isZero();
        assertThat(published(application, 4))
                .containsExactly(
                        "1 transfer-request standard",
                        "2 transfer-accepted standard",
                        "3 transfer-rejected",
                        "4 window-closed refused");
        assertThat(standing(application)).isEqualTo(RequestStanding.CONSUMED);
        assertThat(standing(again(application, "a new request"))).isEqualTo(RequestStanding.OPEN);
    }

    @Test
    void executesWhatADeadProcessLeftAccepted() {
        BankFixtures bank = BankFixtures.withBalance(10_000);
        TransferApplication application = application(bank, 5_400);
        check(application);
        accept(application);

        clock.moveBy(Duration.ofSeconds(6));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(bank.booked(bank.payee)).isEqualTo(5_400));
        assertThat(published(application, 4)).hasSize(4);
    }

    @Test
    void rollsTheWindowsChangeBackWithARefusalAndKeepsItOtherwise() {
        BankFixtures bank = BankFixtures.withBalance(10_000);
        pool.query("create table if not exists window_probe (id uuid primary key)")
                .executeAndAwait();
        TransferApplication passing = application(bank, 5_400);
        TransferApplication refused = application(bank, 50_000);

        transfers.check(passing, probe(passing)).await().atMost(PATIENCE);
        transfers.check(refused, probe(refused)).await().atMost(PATIENCE);

        assertThat(probed(passing)).isTrue();
        assertThat(probed(refused)).isFalse();
    }

    @Test
    void acceptsNothingForAWindowThatIsNotThereAnyMore() {
        BankFixtures bank = BankFixtures.withBalance(10_000);
        TransferApplication application = application(bank, 5_400);
        check(application);

        AcceptanceOutcome outcome = transfers
                .accept(application, EVIDENCE, new WindowTurn(application.windowId(), "sid", Procedure.STANDARD))
                .await()
                .atMost(PATIENCE);

        assertThat(outcome).isEqualTo(new AcceptanceOutcome.TurnLost());
        assertThat(bank.reserved(bank.payer)).isZero();
    }

    @Test
    void closesAWindowOnceAndWithdrawsWhatWasNotAccepted() {
        BankFixtures bank = BankFixtures.withBalance(10_000);
        TransferApplication application = application(bank, 5_400);
        check(application);

        close(application, WindowOutcome.ABANDONED);
        close(application, WindowOutcome.REFUSED);

        assertThat(accept(application)).isEqualTo(new AcceptanceOutcome.Refused(TransferRefusal.TRANSFER_ALTERED));
        assertThat(published(application, 2))
                .containsExactly("1 transfer-request standard", "2 window-closed abandoned");
        TransferApplication retry = again(application, application.requestId());
        check(retry);
        assertThat(accept(retry)).isInstanceOf(Accepted.class);
    }

    @Test
    void doesNotCloseAWindowAgainThatClosedAsPending() {
        BankFixtures bank = BankFixtures.withBalance(10_000);
        TransferApplication application = application(bank, 5_400);
        check(application);
        accept(application);
        close(application, WindowOutcome.PENDING);

        execute(application);

        assertThat(published(application, 4))
                .containsExactly(
                        "1 transfer-request standard",
                        "2 transfer-accepted standard",
                        "3 window-closed pending",
                        "4 transfer-completed");
    }

    private CheckOutcome check(TransferApplication application) {
        return transfers.check(application, NO_WINDOW).await().atMost(PATIENCE);
    }

    private AcceptanceOutcome accept(TransferApplication application) {
        return transfers.accept(application, EVIDENCE, null).await().atMost(PATIENCE);
    }

    private Settlement execute(TransferApplication application) {
        return transfers.execute(application.transferId()).await().atMost(PATIENCE);
    }

    private RequestStanding standing(TransferApplication application) {
        return transfers
                .standing(application.merchant(), application.requestId(), application.orderNumber())
                .await()
                .atMost(PATIENCE);
    }

    private void close(TransferApplication application, WindowOutcome outcome) {
        pool.withTransaction(connection -> transfers.windowClosed(
                        connection,
                        new ClosedWindow(
                                application.windowId(),
                                application.transferId(),
                                application.merchant(),
                                application.orderNumber(),
                                application.requestId(),
                                outcome,
                                null)))
                .await()
                .atMost(PATIENCE);
        transfers.wake();
    }

    private static Function<SqlConnection, Uni<Void>> probe(TransferApplication application) {
        return connection -> connection
                .preparedQuery("insert into window_probe values ($1)")
                .execute(Tuple.of(application.windowId()))
                .replaceWithVoid();
    }

    private boolean probed(TransferApplication application) {
        return pool.preparedQuery("select 1 from window_probe where id = $1")
                        .executeAndAwait(Tuple.of(application.windowId()))
                        .size()
                == 1;
    }

    /** What reached the broker for this transfer, by sequence: "2 transfer-accepted short". */
    private List<String> published(TransferApplication application, int count) {
        List<String> events = new ArrayList<>();
        try (MerchantMailbox mailbox =
                new MerchantMailbox(bootstrapServers, application.merchant(), EventName.values())) {
            await().atMost(PATIENCE).until(() -> {
                events.addAll(mailbox.poll(application.transferId()));
                return events.size() >= count;
            });
        }
        return events.stream().sorted().toList();
    }

    private static TransferApplication application(BankFixtures bank, long amount) {
        return new TransferApplication(
                UUID.randomUUID(),
                UUID.randomUUID(),
                Procedure.STANDARD,
                bank.merchant,
                UUID.randomUUID().toString(),
                "HN-" + UUID.randomUUID().toString().substring(26),
                Instant.now().plusSeconds(900).truncatedTo(ChronoUnit.SECONDS),
                new Party("Hanaya", BankTestResource.BIC, bank.payee),
                Money.ofMinor(amount, "JPY"),
                bank.payer,
                bank.customer);
    }

    /** Another window for the same order. */
    private static TransferApplication again(TransferApplication like, String requestId) {
        return new TransferApplication(
                UUID.randomUUID(),
                UUID.randomUUID(),
                like.procedure(),
                like.merchant(),
                requestId,
                like.orderNumber(),
                like.requestExpiresAt(),
                like.creditor(),
                like.instructedAmount(),
                like.payerAccount(),
                like.customerId());
    }

    private static TransferApplication with(TransferApplication like, Object changed) {
        return new TransferApplication(
                like.transferId(),
                like.windowId(),
                changed instanceof Procedure procedure ? procedure : like.procedure(),
                like.merchant(),
                like.requestId(),
                like.orderNumber(),
                changed instanceof Instant expiry ? expiry : like.requestExpiresAt(),
                changed instanceof Party creditor ? creditor : like.creditor(),
                changed instanceof Money amount ? amount : like.instructedAmount(),
                like.payerAccount(),
                like.customerId());
    }

    private static TransferApplication withMerchant(TransferApplication like, String merchant) {
        return new TransferApplication(
                like.transferId(),
                like.windowId(),
                like.procedure(),
                merchant,
                like.requestId(),
                like.orderNumber(),
                like.requestExpiresAt(),
                like.creditor(),
                like.instructedAmount(),
                like.payerAccount(),
                like.customerId());
    }

    private static TransferApplication withPayer(TransferApplication like, String payerAccount) {
        return new TransferApplication(
                like.transferId(),
                like.windowId(),
                like.procedure(),
                like.merchant(),
                like.requestId(),
                like.orderNumber(),
                like.requestExpiresAt(),
                like.creditor(),
                like.instructedAmount(),
                payerAccount,
                like.customerId());
    }
}
