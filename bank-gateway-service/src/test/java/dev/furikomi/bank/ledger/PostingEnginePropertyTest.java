package dev.furikomi.bank.ledger;

import static dev.furikomi.bank.ledger.LedgerDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.bank.batch.BatchConfig;
import dev.furikomi.bank.ledger.PostingOutcome.Posted;
import dev.furikomi.bank.ledger.PostingOutcome.Reserved;
import dev.furikomi.events.Money;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is asked in whatever order of one, two or three engines on a real database, the books say what a model says. */
class PostingEnginePropertyTest {

    private static final int TRIES = 60;

    private static LedgerDatabase database;
    private static int cases;

    /** What can be asked; few accounts and few ids, so that orders meet. */
    record Ask(String what, int id, String from, String to, long amount, String currency) {}

    @BeforeContainer
    static void startDatabase() {
        database = new LedgerDatabase();
        database.account("funding-jpy", "funding", "JPY", 0);
    }

    @AfterContainer
    static void stopDatabase() {
        database.close();
    }

    @Provide
    Arbitrary<List<Ask>> asks() {
        Arbitrary<String> accounts = Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.of("funding", "alice", "bob", "loan", "shop")),
                Tuple.of(1, Arbitraries.of("blocked", "closed", "euro", "nobody")));
        Arbitrary<Long> amounts = Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.longs().between(1, 120)),
                Tuple.of(1, Arbitraries.of(0L, -1L, Long.MAX_VALUE, Posting.AMOUNT_MINOR_MAX)));
        return Combinators.combine(
                        Arbitraries.of("direct", "direct", "reserve", "reserve", "post", "void"),
                        Arbitraries.integers().between(0, 40),
                        accounts,
                        accounts,
                        amounts,
                        Arbitraries.frequencyOf(
                                Tuple.of(15, Arbitraries.just("JPY")), Tuple.of(1, Arbitraries.just("EUR"))))
                .as(Ask::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(120);
    }

    @Property(tries = TRIES)
    void aBatchAnswersAsOneAfterTheOtherWould(
            @ForAll("asks") List<Ask> asks, @ForAll @IntRange(min = 1, max = 50) int batchSize) {
        Case one = new Case();
        ModelLedger model = one.model();
        try (PostingEngine engine = engine(1, batchSize)) {
            List<LedgerOrder> orders = asks.stream().map(one::order).toList();

            List<PostingOutcome> outcomes =
                    together(orders.stream().map(engine::submit).toList());

            assertThat(outcomes).isEqualTo(orders.stream().map(model::apply).toList());
            one.requireAsIn(model);
        }
    }

    @Property(tries = TRIES)
    void severalEnginesKeepTheBooksRight(
            @ForAll("asks") List<Ask> asks, @ForAll @IntRange(min = 2, max = 3) int engines) {
        Case one = new Case();
        List<PostingEngine> replicas =
                IntStream.range(0, engines).mapToObj(i -> engine(2, 7)).toList();
        List<Uni<PostingOutcome>> asked = new ArrayList<>();
        for (int index = 0; index < asks.size(); index++) {
            asked.add(replicas.get(index % engines).submit(one.order(asks.get(index))));
        }

        List<PostingOutcome> outcomes = together(asked);

        Map<UUID, Integer> begun = new HashMap<>();
        for (int index = 0; index < asks.size(); index++) {
            String what = asks.get(index).what();
            boolean effective = outcomes.get(index) instanceof Posted || outcomes.get(index) instanceof Reserved;
            if (effective && (what.equals("direct") || what.equals("reserve"))) {
                begun.merge(outcomes.get(index).transferId(), 1, Integer::sum);
            }
        }
        assertThat(begun.values()).allMatch(times -> times == 1);
        one.requireWithinLimits();
        assertThat(await(new LedgerCheck(database.pool()).run())).allMatch(LedgerCheck.Result::ok);
        replicas.forEach(PostingEngine::close);
    }

    private static PostingEngine engine(int lanes, int batchSize) {
        return database.engine(Clock.systemUTC(), new BatchConfig(lanes, batchSize, 10_000, Duration.ofSeconds(1)));
    }

    private static List<PostingOutcome> together(List<Uni<PostingOutcome>> asked) {
        return await(Uni.join().all(asked).andFailFast());
    }

    /** Accounts and ids of its own for each try, in the one database. */
    private static final class Case {
        private final String suffix = "-" + ++cases;
        private final long idSpace = UUID.randomUUID().getMostSignificantBits();
        private final Map<String, ModelLedger.ModelAccount> opened = new HashMap<>();

        Case() {
            open("alice", "JPY", "open", 0, 100L, 300L);
            open("bob", "JPY", "open", 0, null, null);
            open("loan", "JPY", "open", 250, null, 400L);
            open("shop", "JPY", "open", 0, null, null);
            open("blocked", "JPY", "blocked", 0, null, null);
            open("closed", "JPY", "closed", 0, null, null);
            open("euro", "EUR", "open", 500, null, null);
        }

        private void open(String name, String currency, String state, long overdraft, Long perTransfer, Long perDay) {
            boolean limited = perTransfer != null || perDay != null;
            String customer = name + suffix;
            database.run("insert into customer (id, name) values ('" + customer + "', 'Somebody')");
            database.run("insert into account (number, holder, customer_id, currency, kind, state,"
                    + " overdraft_limit_minor, limited) values ('" + name + suffix + "', 'Somebody', '" + customer
                    + "', '"
                    + currency + "', 'deposit', '" + state + "', " + overdraft + ", " + limited + ")");
            if (limited) {
                database.run("insert into customer_limit (customer_id, currency, per_transfer_minor, per_day_minor)"
                        + " values ('" + customer + "', '" + currency + "', " + perTransfer + ", " + perDay + ")");
            }
            opened.put(
                    name + suffix,
                    new ModelLedger.ModelAccount(currency, "deposit", state, overdraft, perTransfer, perDay));
        }

        /** The funding account is everybody's, so it has a history; what it does in this case is the same. */
        ModelLedger model() {
            ModelLedger model = new ModelLedger();
            model.accounts.putAll(opened);
            model.accounts.put("funding-jpy", new ModelLedger.ModelAccount("JPY", "funding", "open", 0, null, null));
            return model;
        }

        LedgerOrder order(Ask ask) {
            UUID id = new UUID(idSpace, ask.id());
            Posting posting =
                    new Posting(id, number(ask.from()), number(ask.to()), Money.ofMinor(ask.amount(), ask.currency()));
            return switch (ask.what()) {
                case "direct" -> LedgerOrder.direct(posting);
                case "reserve" -> LedgerOrder.reserve(posting);
                case "post" -> LedgerOrder.post(id);
                default -> LedgerOrder.voidReservation(id);
            };
        }

        private String number(String name) {
            return name.equals("funding") ? "funding-jpy" : name + suffix;
        }

        void requireAsIn(ModelLedger model) {
            opened.keySet().forEach(number -> {
                LedgerAccount account = database.account(number);
                ModelLedger.ModelAccount expected = model.accounts.get(number);
                assertThat(account.balanceMinor()).as(number).isEqualTo(expected.balance.longValueExact());
                assertThat(account.reservedMinor()).as(number).isEqualTo(expected.reserved.longValueExact());
                if (expected.perDay != null) {
                    assertThat(database.number(
                                    "select used_minor from customer_limit where customer_id = '" + number + "'"))
                            .as(number)
                            .isEqualTo(expected.usedToday.longValueExact());
                }
            });
        }

        void requireWithinLimits() {
            opened.forEach((number, expected) -> {
                LedgerAccount account = database.account(number);
                assertThat(account.availableMinor()).as(number).isNotNegative();
                if (expected.perDay != null) {
                    assertThat(database.number(
                                    "select used_minor from customer_limit where customer_id = '" + number + "'"))
                            .as(number)
                            .isBetween(0L, expected.perDay);
                }
            });
        }
    }
}
