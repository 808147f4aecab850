package dev.furikomi.bank.operator;

import static dev.furikomi.bank.BankFixtures.staff;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.furikomi.bank.BankFixtures;
import dev.furikomi.bank.BankTestResource;
import dev.furikomi.bank.ledger.Ledger;
import dev.furikomi.bank.ledger.LedgerOrder;
import dev.furikomi.bank.ledger.Posting;
import dev.furikomi.bank.ledger.PostingOutcome;
import dev.furikomi.bank.statement.IsoSchema;
import dev.furikomi.events.Money;
import dev.furikomi.quickstart.embedded.KafkaTestResource;
import dev.furikomi.quickstart.embedded.PostgresTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.path.xml.XmlPath;
import io.restassured.path.xml.config.XmlPathConfig;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.SAXException;

/** Statements over HTTP with a real database. */
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
class StatementApiTest {

    private static final String SINCE = "?from=2020-01-01T00:00:00Z";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Ledger ledger;

    @Test
    void showsWhatIsBookedReservedAndAvailableNowAndWhatWasBookedAtAPastMoment() {
        BankFixtures bank = BankFixtures.withBalance(0);
        deposit(bank.payer, 1_000);
        deposit(bank.payer, 500);
        bank.account(
                bank.payer,
                "Sakura Mori",
                "deposit",
                "JPY",
                Map.of("overdraftLimit", Map.of("currency", "JPY", "amount", "70")));
        reserve(bank.payer, bank.payee, 300);
        String first = entries(bank.payer, "?order=oldest").getString("items[0].bookedAt");

        balance(bank.payer, "")
                .body("booked.amount", equalTo("1500"), "bookedNow.amount", equalTo("1500"))
                .body("reservedNow.amount", equalTo("300"), "overdraftLimit.amount", equalTo("70"))
                .body("availableNow.amount", equalTo("1270"));
        balance(bank.payer, "?at=" + first).body("booked.amount", equalTo("1000"), "bookedNow.amount", equalTo("1500"));
        balance(bank.payer, "?at=" + Instant.parse(first).minusNanos(1_000)).body("booked.amount", equalTo("0"));
    }

    @Test
    void showsNothingOfAReservationUntilItIsPosted() {
        BankFixtures bank = BankFixtures.withBalance(1_000);
        UUID reserved = reserve(bank.payer, bank.payee, 300);

        assertThat(entries(bank.payer, "").getList("items")).hasSize(1);
        assertThat(xml(bank.payer, "statement" + SINCE)).doesNotContain(">300<");

        submit(LedgerOrder.post(reserved));
        JsonPath posted = entries(bank.payer, "");
        assertThat(posted.getList("items")).hasSize(2);
        assertThat(posted.getString("items[0].creditDebit")).isEqualTo("DBIT");
        assertThat(posted.getString("items[0].balance.amount")).isEqualTo("700");
        assertThat(posted.getString("items[0].counterparty.account")).isEqualTo(bank.payee);
    }

    @ParameterizedTest
    @CsvSource({"oldest, 1", "newest, -1"})
    void pagesThousandsOfEntriesWithoutGapsOrRepetitionsWhileNewOnesArrive(String order, int direction) {
        BankFixtures bank = BankFixtures.withBalance(0);
        int before = 2_000;
        deposits(bank.payer, before);

        List<Map<String, Object>> seen = new ArrayList<>();
        String next = "/v1/operator/accounts/" + bank.payer + "/entries?limit=170&order=" + order;
        while (next != null) {
            JsonPath page = staff().urlEncodingEnabled(false)
                    .get(next)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("items"));
            next = page.getString("next");
            if (seen.size() < before) {
                deposits(bank.payer, 20);
            }
        }

        assertThat(seen).hasSizeGreaterThanOrEqualTo(before);
        assertThat(new HashSet<>(seen.stream().map(entry -> entry.get("id")).toList()))
                .hasSameSizeAs(seen);
        List<Long> balances = seen.stream()
                .map(entry -> Long.parseLong((String) ((Map<?, ?>) entry.get("balance")).get("amount")))
                .toList();
        // Every deposit is of one yen: each balance is the neighbour of the one before, so none was left out.
        for (int i = 1; i < balances.size(); i++) {
            assertThat(balances.get(i)).isEqualTo(balances.get(i - 1) + direction);
        }
        assertThat(direction > 0 ? balances.get(0) : balances.get(balances.size() - 1))
                .isEqualTo(1);
    }

    @Test
    void holdsAtAnyMomentTheSumOfTheEntriesUpToIt() {
        BankFixtures bank = BankFixtures.withBalance(1_000_000);
        Random random = new Random(4);
        for (int i = 0; i < 60; i++) {
            boolean pays = random.nextBoolean();
            submit(LedgerOrder.direct(new Posting(
                    UUID.randomUUID(),
                    pays ? bank.payer : "funding-jpy",
                    pays ? bank.payee : bank.payer,
                    yen(1 + random.nextInt(5_000)))));
        }
        List<Map<String, Object>> entries =
                entries(bank.payer, "?order=oldest&limit=1000").getList("items");
        Instant begin = Instant.parse((String) entries.get(0).get("bookedAt"));
        Instant end = Instant.parse((String) entries.get(60).get("bookedAt"));
        long span = Duration.between(begin, end).toNanos();

        for (int i = 0; i < 40; i++) {
            Instant moment = begin.plusNanos((long) (random.nextDouble() * span));
            long sum = entries.stream()
                    .filter(entry ->
                            !Instant.parse((String) entry.get("bookedAt")).isAfter(moment))
                    .mapToLong(entry -> signed(entry))
                    .sum();
            balance(bank.payer, "?at=" + moment).body("booked.amount", equalTo(Long.toString(sum)));
        }
    }

    @Test
    void writesCsvThatNoSpreadsheetTakesForFormulasAndThatReadsBackAsItWas() {
        BankFixtures bank = BankFixtures.withBalance(0);
        List<String> names =
                List.of("=HYPERLINK(\"http://x\")", "花屋, \"みなと\"", "＝SUM(A1)", "'quoted", "two\r\nlines", "-1+1");
        for (String name : names) {
            String account = "N-" + UUID.randomUUID().toString().substring(0, 8);
            bank.account(account, name, "deposit", "JPY", Map.of());
            deposit(account, 10);
            submit(LedgerOrder.direct(new Posting(UUID.randomUUID(), account, bank.payer, yen(10))));
        }

        for (String list : List.of("entries?format=csv&order=oldest", "statement" + SINCE + "&format=csv")) {
            Response answer = staff().get("/v1/operator/accounts/" + bank.payer + "/" + list);
            assertThat(answer.contentType()).isEqualToIgnoringCase("text/csv;charset=utf-8");
            List<List<String>> rows = Csv.read(answer.asString());
            int name = rows.get(0).indexOf("counterpartyName");
            assertThat(rows).hasSize(names.size() + 1).allSatisfy(row -> assertThat(row)
                    .hasSameSizeAs(rows.get(0)));
            List<String> written =
                    rows.stream().skip(1).map(row -> row.get(name)).toList();
            assertThat(written).noneMatch(text -> "=+-@＝＋－＠".indexOf(text.charAt(0)) >= 0);
            assertThat(written.stream().map(text -> text.startsWith("'") ? text.substring(1) : text))
                    .containsExactlyElementsOf(names);
        }
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            currency, in,      out,    closing
            JPY,      5400,    400,    5000
            EUR,      12.50,   0.05,   12.45
            KWD,      1.250,   0.001,  1.249
            """)
    void writesStatementsAndCreditNoticesThatTheSchemasOfIso20022Take(
            String currency, String in, String out, String closing) throws SAXException {
        BankFixtures bank = BankFixtures.withBalance(0);
        String suffix = currency.toLowerCase(Locale.ROOT) + "-" + bank.suffix;
        String name = "𠮷野家 <&> \"花\" \u0007" + "長".repeat(120);
        bank.account("funding-" + currency.toLowerCase(Locale.ROOT), "Minato Bank", "funding", currency, Map.of());
        bank.account("A-" + suffix, name, "deposit", currency, Map.of());
        bank.account("B-" + suffix, "B", "deposit", currency, Map.of());
        UUID deposit = UUID.randomUUID();
        String funding = "funding-" + currency.toLowerCase(Locale.ROOT);
        submit(LedgerOrder.direct(new Posting(deposit, funding, "A-" + suffix, Money.parse(in, currency))));
        submit(LedgerOrder.direct(
                new Posting(UUID.randomUUID(), "A-" + suffix, "B-" + suffix, Money.parse(out, currency))));

        String statement = xml("A-" + suffix, "statement" + SINCE);
        IsoSchema.CAMT_053.validate(statement);
        assertThatThrownBy(() -> IsoSchema.CAMT_053.validate(statement.replaceAll("<Bal>.*</Bal>", "")))
                .as("the schema sees what is missing")
                .isInstanceOf(SAXException.class);
        XmlPath read = read(statement).setRootPath("Document.BkToCstmrStmt.Stmt");
        assertThat(read.getString("Bal.find { it.Tp.CdOrPrtry.Cd == 'OPBD' }.Amt"))
                .matches("0(\\.0+)?");
        assertThat(read.getString("Bal.find { it.Tp.CdOrPrtry.Cd == 'CLBD' }.Amt"))
                .isEqualTo(closing);
        assertThat(read.getString("Bal[1].Amt.@Ccy")).isEqualTo(currency);
        assertThat(read.getList("Ntry.CdtDbtInd")).containsExactly("CRDT", "DBIT");
        assertThat(read.getString("Ntry[0].NtryDtls.TxDtls.Refs.UETR")).isEqualTo(deposit.toString());
        assertThat(read.getString("Acct.Ownr.Nm")).isEqualTo(name.replace('\u0007', '\uFFFD'));

        String notice = xml("B-" + suffix, "credit-notices" + SINCE);
        IsoSchema.CAMT_054.validate(notice);
        assertThat(read(notice).getString("Document.BkToCstmrDbtCdtNtfctn.Ntfctn.Ntry.Amt"))
                .isEqualTo(out);
        IsoSchema.CAMT_054.validate(xml("A-" + suffix, "credit-notices/" + deposit));
    }

    @Test
    void writesAWholeStatementOfManyPagesWhoseEntriesLeadFromOpeningToClosingBalance() throws SAXException {
        BankFixtures bank = BankFixtures.withBalance(0);
        deposits(bank.payer, 600);
        String from = Instant.now().toString();
        deposits(bank.payer, 1_200);
        submit(LedgerOrder.direct(new Posting(UUID.randomUUID(), bank.payer, bank.payee, yen(77))));

        String statement = xml(bank.payer, "statement?from=" + from);
        IsoSchema.CAMT_053.validate(statement);
        XmlPath read = read(statement).setRootPath("Document.BkToCstmrStmt.Stmt");
        List<String> amounts = read.getList("Ntry.Amt");
        List<String> signs = read.getList("Ntry.CdtDbtInd");
        long sum = IntStream.range(0, amounts.size())
                .mapToLong(i -> (signs.get(i).equals("CRDT") ? 1 : -1) * Long.parseLong(amounts.get(i)))
                .sum();
        assertThat(amounts).hasSize(1_201);
        assertThat(new HashSet<>(read.<String>getList("Ntry.NtryRef"))).hasSize(1_201);
        assertThat(read.getLong("Bal[0].Amt")).isEqualTo(600);
        assertThat(600 + sum).isEqualTo(read.getLong("Bal[1].Amt")).isEqualTo(1_723);
        assertThat(read.getInt("TxsSummry.TtlCdtNtries.NbOfNtries")).isEqualTo(1_200);
        assertThat(read.getLong("TxsSummry.TtlDbtNtries.Sum")).isEqualTo(77);
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            address,                                                            status, reason
            P/balance?at=yesterday,                                             400,    invalid-request
            P/balance?at=9000-01-01T00:00:00Z,                                  422,    moment-to-come
            P/balance?at=1066-10-14T00:00:00Z,                                  400,    invalid-request
            nobody/balance,                                                     404,    account-unknown
            nobody/entries,                                                     404,    account-unknown
            P/entries?limit=0,                                                  400,    invalid-request
            P/entries?limit=1001,                                               400,    invalid-request
            P/entries?limit=abc,                                                400,    invalid-request
            P/entries?from=2030,                                                400,    invalid-request
            P/credit-notices?format=csv&from=2026-01-01T00:00:00Z,              406,    not-acceptable
            P/credit-notices/6f1c3a52-1c55-4a5e-9f6d-1b8f4a7f3c11?format=csv,   406,    not-acceptable
            P/entries?order=sideways,                                           400,    invalid-request
            P/entries?cursor=xyz,                                               400,    cursor-invalid
            P/entries?cursor=AQAAAAAAAAAAAAAAAAAAAAA&order=newest,              400,    cursor-invalid
            P/entries?format=pdf,                                               406,    not-acceptable
            P/entries?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z,        422,    period-invalid
            P/statement,                                                        400,    invalid-request
            P/statement?format=json&from=2026-01-01T00:00:00Z,                  406,    not-acceptable
            P/statement?from=9000-01-01T00:00:00Z,                              422,    period-invalid
            nobody/statement?from=2026-01-01T00:00:00Z,                         404,    account-unknown
            P/credit-notices/6f1c3a52-1c55-4a5e-9f6d-1b8f4a7f3c11,              404,    transfer-unknown
            """)
    void refusesWhatItCannotTell(String address, int status, String reason) {
        BankFixtures bank = BankFixtures.withBalance(0);

        staff().urlEncodingEnabled(false)
                .get("/v1/operator/accounts/" + address.replaceFirst("^P", bank.payee))
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("reason", equalTo(reason));
    }

    @Test
    void showsStatementsToStaffOnly() {
        for (String list : List.of("balance", "entries", "statement" + SINCE, "credit-notices" + SINCE)) {
            given().get("/v1/operator/accounts/any/" + list).then().statusCode(401);
        }
    }

    @Test
    void namesTheLastPageByGivingNoNextOne() {
        BankFixtures bank = BankFixtures.withBalance(100);

        staff().get("/v1/operator/accounts/" + bank.payer + "/entries?limit=1")
                .then()
                .statusCode(200)
                .header("Link", nullValue())
                .header("Cache-Control", "no-store")
                .body("next", nullValue());
    }

    private static ValidatableResponse balance(String account, String query) {
        return staff().urlEncodingEnabled(false)
                .get("/v1/operator/accounts/" + account + "/balance" + query)
                .then()
                .statusCode(200);
    }

    private static JsonPath entries(String account, String query) {
        return staff().get("/v1/operator/accounts/" + account + "/entries" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String xml(String account, String address) {
        Response answer = staff().urlEncodingEnabled(false)
                .accept("application/xml")
                .get("/v1/operator/accounts/" + account + "/" + address);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualToIgnoringCase("application/xml;charset=utf-8");
        return answer.asString();
    }

    private static XmlPath read(String xml) {
        return new XmlPath(xml).using(XmlPathConfig.xmlPathConfig().namespaceAware(false));
    }

    private static long signed(Map<String, Object> entry) {
        long amount = new BigDecimal((String) ((Map<?, ?>) entry.get("amount")).get("amount")).longValueExact();
        return entry.get("creditDebit").equals("CRDT") ? amount : -amount;
    }

    private void deposit(String account, long yen) {
        submit(LedgerOrder.direct(new Posting(UUID.randomUUID(), "funding-jpy", account, yen(yen))));
    }

    /** Of one yen each. */
    private void deposits(String account, int count) {
        List<Uni<PostingOutcome>> orders = IntStream.range(0, count)
                .mapToObj(i -> ledger.submit(
                        LedgerOrder.direct(new Posting(UUID.randomUUID(), "funding-jpy", account, yen(1)))))
                .toList();
        Uni.join().all(orders).andFailFast().await().atMost(PATIENCE).forEach(outcome -> assertThat(outcome)
                .isInstanceOf(PostingOutcome.Posted.class));
    }

    private UUID reserve(String payer, String payee, long yen) {
        UUID id = UUID.randomUUID();
        submit(LedgerOrder.reserve(new Posting(id, payer, payee, yen(yen))));
        return id;
    }

    private void submit(LedgerOrder order) {
        assertThat(ledger.submit(order).await().atMost(PATIENCE))
                .isNotInstanceOf(PostingOutcome.Declined.class)
                .isNotInstanceOf(PostingOutcome.Busy.class);
    }

    private static Money yen(long amount) {
        return Money.ofMinor(amount, "JPY");
    }
}
