package dev.furikomi.bank.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.events.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ledger's decisions as tables: one line is what is known and what is answered. */
class LedgerRulesTest {

    private static final UUID ID = UUID.fromString("0199a000-0000-7000-8000-000000000001");
    private static final Instant AT = Instant.parse("2026-11-22T03:10:00Z");

    /** "100-30+50 open JPY" is a balance of 100 with 30 reserved and a credit line of 50; "-" is no account. */
    private static LedgerAccount account(String number, String text) {
        if (text.equals("-")) {
            return null;
        }
        String[] words = text.split(" ");
        String[] amounts = words[0].split("[~+]");
        AccountKind kind = words.length > 3 ? AccountKind.ofColumn(words[3]) : AccountKind.DEPOSIT;
        return new LedgerAccount(
                number.hashCode(),
                number,
                words[2],
                kind,
                AccountState.ofColumn(words[1]),
                Long.parseLong(amounts[0]),
                Long.parseLong(amounts[1]),
                Long.parseLong(amounts[2]),
                Instant.EPOCH,
                null);
    }

    private static Posting posting(long amount, String from, String to) {
        return new Posting(ID, from, to, Money.ofMinor(amount, "JPY"));
    }

    private static LedgerTransfer existing(String text) {
        if (text.equals("-")) {
            return null;
        }
        String[] words = text.split(" ");
        LedgerStatus status = LedgerStatus.valueOf(words[1]);
        return new LedgerTransfer(
                ID,
                "alice",
                words.length > 3 ? words[3] : "bob",
                Money.ofMinor(Long.parseLong(words[0]), "JPY"),
                words[2].equals("two-phase"),
                status,
                AT,
                status == LedgerStatus.RESERVED ? null : AT);
    }

    private static String answer(PostingOutcome outcome) {
        if (outcome instanceof PostingOutcome.Declined declined) {
            return declined.reason().name();
        }
        if (outcome instanceof PostingOutcome.Replayed replayed) {
            return "REPLAYED_" + replayed.status();
        }
        return outcome.getClass().getSimpleName().toUpperCase(java.util.Locale.ROOT);
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            amount,           from,  to,    payer,                  payee,                 existing,                 outcome
            30,               alice, bob,   100~0+0 open JPY,       0~0+0 open JPY,        -,                        RESERVED
            100,              alice, bob,   100~0+0 open JPY,       0~0+0 open JPY,        -,                        RESERVED
            101,              alice, bob,   100~0+0 open JPY,       0~0+0 open JPY,        -,                        BALANCE_INSUFFICIENT
            71,               alice, bob,   100~30+0 open JPY,      0~0+0 open JPY,        -,                        BALANCE_INSUFFICIENT
            70,               alice, bob,   100~30+0 open JPY,      0~0+0 open JPY,        -,                        RESERVED
            120,              alice, bob,   100~30+50 open JPY,     0~0+0 open JPY,        -,                        RESERVED
            121,              alice, bob,   100~30+50 open JPY,     0~0+0 open JPY,        -,                        BALANCE_INSUFFICIENT
            1,                alice, bob,   -50~0+50 open JPY,      0~0+0 open JPY,        -,                        BALANCE_INSUFFICIENT
            1000000000000000, alice, bob,   -5~0+0 open JPY funding, 0~0+0 open JPY,       -,                        RESERVED
            1000000000000000, alice, bob,   1000000000000000~0+0 open JPY, 0~0+0 open JPY, -,                        RESERVED
            1000000000000001, alice, bob,   4000000000000000000~0+0 open JPY, 0~0+0 open JPY, -,                     AMOUNT_TOO_LARGE
            9223372036854775807, alice, bob, 4000000000000000000~0+0 open JPY, 0~0+0 open JPY, -,                    AMOUNT_TOO_LARGE
            0,                alice, bob,   100~0+0 open JPY,       0~0+0 open JPY,        -,                        AMOUNT_NOT_POSITIVE
            -1,               alice, alice, -,                      -,                     1 RESERVED two-phase,     AMOUNT_NOT_POSITIVE
            -9223372036854775808, alice, bob, 100~0+0 open JPY,     0~0+0 open JPY,        -,                        AMOUNT_NOT_POSITIVE
            1,                alice, alice, 100~0+0 open JPY,       100~0+0 open JPY,      -,                        SAME_ACCOUNT
            30,               alice, bob,   0~0+0 closed JPY,       -,                     30 RESERVED two-phase,    REPLAYED_RESERVED
            30,               alice, bob,   0~0+0 closed JPY,       -,                     30 POSTED two-phase,      REPLAYED_POSTED
            30,               alice, bob,   100~0+0 open JPY,       0~0+0 open JPY,        30 VOIDED two-phase,      REPLAYED_VOIDED
            31,               alice, bob,   100~0+0 open JPY,       0~0+0 open JPY,        30 RESERVED two-phase,    TRANSFER_ID_REUSED
            30,               alice, bob,   100~0+0 open JPY,       0~0+0 open JPY,        30 POSTED direct,         TRANSFER_ID_REUSED
            30,               alice, bob,   100~0+0 open JPY,       0~0+0 open JPY,        30 RESERVED two-phase eve, TRANSFER_ID_REUSED
            30,               alice, bob,   -,                      -,                     -,                        DEBIT_ACCOUNT_UNKNOWN
            30,               alice, bob,   100~0+0 open EUR,       -,                     -,                        CREDIT_ACCOUNT_UNKNOWN
            30,               alice, bob,   100~0+0 blocked EUR,    0~0+0 open JPY,        -,                        CURRENCY_MISMATCH
            30,               alice, bob,   100~0+0 open JPY,       0~0+0 open EUR,        -,                        CURRENCY_MISMATCH
            30,               alice, bob,   0~0+0 closed JPY,       0~0+0 closed JPY,      -,                        DEBIT_ACCOUNT_CLOSED
            30,               alice, bob,   0~0+0 blocked JPY,      0~0+0 closed JPY,      -,                        DEBIT_ACCOUNT_BLOCKED
            30,               alice, bob,   0~0+0 open JPY,         0~0+0 closed JPY,      -,                        CREDIT_ACCOUNT_CLOSED
            30,               alice, bob,   100~0+0 open JPY,       0~0+0 blocked JPY,     -,                        RESERVED
            """)
    void answersEachReservation(
            long amount, String from, String to, String payer, String payee, String existing, String outcome) {
        PostingOutcome answered = LedgerRules.reserve(
                posting(amount, from, to), existing(existing), account(from, payer), account(to, payee), null);

        assertThat(answer(answered)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            amount, payer,            payee,                            existing,             outcome
            30,     100~0+0 open JPY, 0~0+0 open JPY,                   -,                    POSTED
            30,     100~0+0 open JPY, 3999999999999999970~0+0 open JPY, -,                    POSTED
            31,     100~0+0 open JPY, 3999999999999999970~0+0 open JPY, -,                    BALANCE_TOO_LARGE
            31,     30~0+0 open JPY,  3999999999999999970~0+0 open JPY, -,                    BALANCE_INSUFFICIENT
            30,     100~0+0 open JPY, 0~0+0 open JPY,                   30 POSTED direct,     REPLAYED_POSTED
            30,     100~0+0 open JPY, 0~0+0 open JPY,                   30 RESERVED two-phase, TRANSFER_ID_REUSED
            2,      -3999999999999999999~0+0 open JPY funding, 0~0+0 open JPY, -,             BALANCE_INSUFFICIENT
            1,      -3999999999999999999~0+0 open JPY funding, 0~0+0 open JPY, -,             POSTED
            """)
    void answersEachDirectTransfer(long amount, String payer, String payee, String existing, String outcome) {
        PostingOutcome answered = LedgerRules.direct(
                posting(amount, "alice", "bob"),
                existing(existing),
                account("alice", payer),
                account("bob", payee),
                null);

        assertThat(answer(answered)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            existing,              payee,                            posted,                voided
            -,                     0~0+0 open JPY,                   TRANSFER_UNKNOWN,      TRANSFER_UNKNOWN
            30 RESERVED two-phase, 0~0+0 open JPY,                   POSTED,                VOIDED
            30 RESERVED two-phase, 0~0+0 blocked JPY,                POSTED,                VOIDED
            30 RESERVED two-phase, 0~0+0 closed JPY,                 CREDIT_ACCOUNT_CLOSED, VOIDED
            30 RESERVED two-phase, 4000000000000000000~0+0 open JPY, BALANCE_TOO_LARGE,     VOIDED
            30 POSTED two-phase,   0~0+0 closed JPY,                 REPLAYED_POSTED,       TRANSFER_POSTED
            30 POSTED direct,      0~0+0 open JPY,                   REPLAYED_POSTED,       TRANSFER_POSTED
            30 VOIDED two-phase,   0~0+0 open JPY,                   TRANSFER_VOIDED,       REPLAYED_VOIDED
            """)
    void answersEachSettlement(String existing, String payee, String posted, String voided) {
        assertThat(answer(LedgerRules.post(ID, existing(existing), account("bob", payee))))
                .isEqualTo(posted);
        assertThat(answer(LedgerRules.voidReservation(ID, existing(existing)))).isEqualTo(voided);
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            amount, per transfer, per day, used, used on,    outcome
            100,    100,          ,        0,    2026-11-23, RESERVED
            101,    100,          ,        0,    2026-11-23, TRANSFER_LIMIT_EXCEEDED
            101,    100,          50,      0,    2026-11-23, TRANSFER_LIMIT_EXCEEDED
            50,     ,             100,     50,   2026-11-23, RESERVED
            51,     ,             100,     50,   2026-11-23, DAY_LIMIT_EXCEEDED
            100,    ,             100,     50,   2026-11-22, RESERVED
            51,     ,             100,     50,   2026-11-24, DAY_LIMIT_EXCEEDED
            1,      0,            ,        0,    2026-11-23, TRANSFER_LIMIT_EXCEEDED
            1000,   1000,         1000,    0,    2026-11-23, BALANCE_INSUFFICIENT
            """)
    void answersEachLimitOnTheTwentyThird(
            long amount, Long perTransfer, Long perDay, long used, LocalDate usedOn, String outcome) {
        CustomerLimit limit = new CustomerLimit("c", "JPY", perTransfer, perDay, usedOn, used);

        PostingOutcome answered = LedgerRules.reserve(
                posting(amount, "alice", "bob"),
                null,
                account("alice", "999~0+0 open JPY"),
                account("bob", "0~0+0 open JPY"),
                new DayLimit(limit, LocalDate.parse("2026-11-23")));

        assertThat(answer(answered)).isEqualTo(outcome);
    }
}
