package dev.furikomi.benchmarks.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.benchmarks.reference.Script.Prepared;
import dev.furikomi.benchmarks.reference.Script.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptTest {

    private static final Script PAYMENT = new Script(
            "payment",
            List.of(new Variable("payer", 2, 9), new Variable("sum", 1, 5)),
            List.of("insert into entry values (:payer, -:sum::bigint)", "select 1"));

    @Test
    void isOneTransactionForPgbench() {
        assertThat(PAYMENT.forPgbench()).isEqualTo("""
                \\set payer random(2, 9)
                \\set sum random(1, 5)
                begin;
                insert into entry values (:payer, -:sum::bigint);
                select 1;
                end;
                """);
    }

    @Test
    void isTheSameStatementsForJava() {
        assertThat(PAYMENT.prepared())
                .containsExactly(
                        new Prepared("insert into entry values (?, -?::bigint)", List.of("payer", "sum")),
                        new Prepared("select 1", List.of()));
    }
}
