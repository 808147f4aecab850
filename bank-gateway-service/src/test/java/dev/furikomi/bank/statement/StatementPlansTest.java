package dev.furikomi.bank.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.bank.BankTestResource;
import dev.furikomi.quickstart.embedded.KafkaTestResource;
import dev.furikomi.quickstart.embedded.PostgresTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the database answers on a filled journal; all of it is rolled back. */
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
class StatementPlansTest {

    private static final String KEYS = "(bigint, timestamptz, bigint, timestamptz, bigint)";
    private static final String KEYS_OF_PERIOD = "'2026-01-02', 0, '2026-01-03', 0)";

    @Inject
    DataSource database;

    @ParameterizedTest
    @ValueSource(strings = {"force_generic_plan", "force_custom_plan"})
    void readsEntriesAndBalancesByTheIndexesAlsoOfAnAccountWithHalfOfAllEntries(String plans) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                fill(sql);
                sql.execute("set local plan_cache_mode = " + plans);

                for (long account : new long[] {1_000_001, 1_000_500}) {
                    assertIndexed(plan(sql, StatementSql.entries(EntryOrder.OLDEST, 101), KEYS, keys(account)));
                    assertIndexed(plan(sql, StatementSql.entries(EntryOrder.NEWEST, 1001), KEYS, keys(account)));
                    assertIndexed(plan(sql, StatementSql.credits(500), KEYS, keys(account)));
                    assertIndexed(plan(
                            sql,
                            StatementSql.CREDIT_OF_TRANSFER,
                            "(bigint, uuid)",
                            "(" + account + ", '00000000-0000-4000-8000-000000000000')"));
                }
                assertIndexed(plan(sql, StatementSql.BALANCE, "(text, timestamptz)", "('1', '2026-01-02')"));
                assertIndexed(plan(
                        sql,
                        StatementSql.STATEMENT,
                        "(text, timestamptz, timestamptz)",
                        "('1', '2026-01-02', '2026-01-03')"));
            } finally {
                connection.rollback();
            }
        }
    }

    private static String keys(long account) {
        return "(" + account + ", " + KEYS_OF_PERIOD;
    }

    private static void assertIndexed(String plan) {
        assertThat(plan).contains("journal_entry").doesNotContain("Seq Scan on journal_entry");
    }

    private static String plan(Statement sql, String statement, String types, String arguments) throws SQLException {
        sql.execute("prepare looked_at " + types + " as " + statement);
        StringBuilder plan = new StringBuilder();
        try (ResultSet lines = sql.executeQuery("explain execute looked_at " + arguments)) {
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
        }
        sql.execute("deallocate looked_at");
        return plan.toString();
    }

    /** 60,000 entries among 1,000 accounts, of which one takes part in half of them. */
    private static void fill(Statement sql) throws SQLException {
        sql.execute("alter table journal_entry disable trigger journal_entry_of_transfer");
        sql.execute("""
                insert into journal_entry (transfer_id, debit_account, credit_account, amount_minor, currency,
                                           debit_balance_minor, credit_balance_minor, booked_at)
                select gen_random_uuid(), 1000002 + n % 997,
                       case when n % 2 = 0 then 1000001 else 1001000 + n % 991 end, 1, 'JPY', 0, 0,
                       timestamptz '2026-01-01' + n * interval '7 seconds'
                  from generate_series(1, 60000) n""");
        sql.execute("analyze journal_entry");
    }
}
