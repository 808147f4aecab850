package dev.furikomi.bank.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.bank.BankFixtures;
import dev.furikomi.bank.BankTestResource;
import dev.furikomi.bank.TestCards;
import dev.furikomi.bank.customer.CredentialsOutcome.Busy;
import dev.furikomi.bank.customer.CredentialsOutcome.CardBlocked;
import dev.furikomi.bank.customer.CredentialsOutcome.CardUnknown;
import dev.furikomi.bank.customer.CredentialsOutcome.Right;
import dev.furikomi.bank.customer.CredentialsOutcome.Wrong;
import dev.furikomi.quickstart.embedded.KafkaTestResource;
import dev.furikomi.quickstart.embedded.PostgresTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** S304 with a real database: who is believed, what is counted, and what is told. */
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
class CredentialsTest {

    @Inject
    Credentials credentials;

    @Inject
    HashingPool pool;

    @Test
    void findsCustomerAndAccount() throws Throwable {
        BankFixtures bank = BankFixtures.withBalance(0);

        assertThat(check(bank, bank.reference, BankFixtures.PASSWORD))
                .isEqualTo(new Right(bank.customer, "Sakura Mori", bank.payer));
    }

    @Test
    void answersAWrongReferenceLikeAWrongPasswordAndCountsBoth() throws Throwable {
        BankFixtures bank = BankFixtures.withBalance(0);
        BankFixtures other = BankFixtures.withBalance(0);

        assertThat(check(bank, bank.reference, "wrong password")).isEqualTo(new Wrong(4));
        assertThat(check(bank, "no-such-reference", BankFixtures.PASSWORD)).isEqualTo(new Wrong(3));
        assertThat(check(bank, other.reference, BankFixtures.PASSWORD)).isEqualTo(new Wrong(2));
        assertThat(check(bank.card.cardId(), Optional::empty)).isEqualTo(new Wrong(1));
        assertThat(check(bank, bank.reference, BankFixtures.PASSWORD)).isInstanceOf(Right.class);
        assertThat(check(bank, bank.reference, "wrong password")).isEqualTo(new Wrong(4));
    }

    @Test
    void blocksTheCardAtTheFifthFailureUntilTheBankUnblocksIt() throws Throwable {
        BankFixtures bank = BankFixtures.withBalance(0);
        for (int left = 4; left >= 0; left--) {
            assertThat(check(bank, bank.reference, "wrong password")).isEqualTo(new Wrong(left));
        }

        assertThat(check(bank, bank.reference, BankFixtures.PASSWORD)).isEqualTo(new CardBlocked());
        BankFixtures.put("/cards/" + bank.card.cardId(), Map.of("certificate", bank.card.pem()));
        assertThat(check(bank, bank.reference, BankFixtures.PASSWORD)).isEqualTo(new CardBlocked());

        BankFixtures.put("/cards/" + bank.card.cardId() + "/state", Map.of("state", "active"));
        assertThat(check(bank, bank.reference, BankFixtures.PASSWORD)).isInstanceOf(Right.class);
    }

    @Test
    void opensNothingForABlockedOrUnknownCard() throws Throwable {
        BankFixtures bank = BankFixtures.withBalance(0);
        BankFixtures.put("/cards/" + bank.card.cardId() + "/state", Map.of("state", "blocked"));
        AtomicInteger opened = new AtomicInteger();
        Supplier<Optional<Secret>> open = () -> {
            opened.incrementAndGet();
            return Optional.empty();
        };

        assertThat(check(bank.card.cardId(), open)).isEqualTo(new CardBlocked());
        assertThat(check(TestCards.ofThisBank().issue("another").cardId(), open))
                .isEqualTo(new CardUnknown());
        assertThat(opened).hasValue(0);
    }

    @Test
    void hashesFiveTimesAtMostHoweverManyComeAtOnce() throws Throwable {
        BankFixtures bank = BankFixtures.withBalance(0);
        AtomicInteger opened = new AtomicInteger();
        ExecutorService crowd = Executors.newFixedThreadPool(20);
        try {
            List<Callable<CredentialsOutcome>> attempts = IntStream.range(0, 20)
                    .<Callable<CredentialsOutcome>>mapToObj(i -> () -> checkUnchecked(bank.card.cardId(), () -> {
                        opened.incrementAndGet();
                        return Optional.of(secret(bank.reference, "wrong password"));
                    }))
                    .toList();
            List<CredentialsOutcome> outcomes = new ArrayList<>();
            for (Future<CredentialsOutcome> outcome : crowd.invokeAll(attempts)) {
                outcomes.add(outcome.get());
            }

            assertThat(opened).hasValue(5);
            assertThat(outcomes).filteredOn(Wrong.class::isInstance).hasSize(5);
            assertThat(outcomes).filteredOn(CardBlocked.class::isInstance).hasSize(15);
        } finally {
            crowd.shutdownNow();
        }
    }

    @Test
    void countsNothingWhenNoPlaceIsFree() throws Throwable {
        BankFixtures bank = BankFixtures.withBalance(0);
        List<HashingPool.Place> taken = new ArrayList<>();
        for (Optional<HashingPool.Place> place = pool.enter(); place.isPresent(); place = pool.enter()) {
            taken.add(place.get());
        }
        try {
            assertThat(check(bank, bank.reference, "wrong password")).isEqualTo(new Busy());
        } finally {
            taken.forEach(HashingPool.Place::leave);
        }
        assertThat(check(bank, bank.reference, "wrong password")).isEqualTo(new Wrong(4));
    }

    private CredentialsOutcome check(BankFixtures bank, String reference, String password) throws Throwable {
        return check(bank.card.cardId(), () -> Optional.of(secret(reference, password)));
    }

    private CredentialsOutcome check(String cardId, Supplier<Optional<Secret>> open) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(
                () -> Uni.createFrom().voidItem().chain(() -> credentials.check(cardId, open)));
    }

    private CredentialsOutcome checkUnchecked(String cardId, Supplier<Optional<Secret>> open) {
        try {
            return check(cardId, open);
        } catch (Throwable failed) {
            throw new AssertionError(failed);
        }
    }

    private static Secret secret(String reference, String password) {
        return new Secret(reference, password.getBytes(StandardCharsets.UTF_8));
    }
}
