package dev.furikomi.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is wrong beside the journal is found too. */
class LedgerVerifierTest {

    private final SampleLedger ledger = SampleLedger.atRandom(4711);

    @Test
    void findsABalanceThatIsNotTheSumOfItsEntries() {
        AuditedAccount first = (AuditedAccount) ledger.rows.get(0);
        ledger.rows.set(
                0,
                new AuditedAccount(
                        first.id(), first.number(), first.currency(), first.balanceMinor() + 1, first.reservedMinor()));

        VerificationReport report = ledger.verify();

        assertThat(report.counts())
                .isEqualTo(Map.of(Proof.BALANCES_ARE_SUMS_OF_ENTRIES, 1L, Proof.BALANCES_SUM_TO_ZERO, 1L));
        assertThat(report.findings().get(0).account()).isEqualTo(first.number());
    }

    @Test
    void findsReservationsThatDoNotAddUp() {
        ledger.rows.removeIf(AuditedTransfer.class::isInstance);

        assertThat(ledger.verify().counts()).isEqualTo(Map.of(Proof.RESERVED_IS_SUM_OF_RESERVATIONS, 1L));
    }

    @Test
    void findsAPostedTransferWithoutItsEntry() {
        UUID lost = new UUID(8, 8);
        ledger.rows.add(
                ledger.rows.indexOf(ledger.rows.stream()
                        .filter(Seal.class::isInstance)
                        .findFirst()
                        .orElseThrow()),
                new AuditedTransfer(lost, 1, 2, 5, "JPY", "POSTED"));

        VerificationReport report = ledger.verify();

        assertThat(report.counts()).isEqualTo(Map.of(Proof.ENTRIES_ARE_TRANSFERS, 1L));
        assertThat(report.findings().get(0).transfer()).isEqualTo(lost);
    }

    @Test
    void countsAllFindingsButKeepsTheFirst() {
        LedgerVerifier verifier = new LedgerVerifier(LedgerVerifier.Expectations.none());
        verifier.unsealed();
        for (long id = 1; id <= 3_000; id++) {
            verifier.entry(new JournalEntry(id, new UUID(0, id), 1, 2, 1, "JPY", 0, 0, id, id, true));
        }

        VerificationReport report = verifier.report();

        assertThat(report.counts()).isEqualTo(Map.of(Proof.ENTRIES_ARE_WELL_FORMED, 3_000L));
        assertThat(report.findings()).hasSize(Findings.KEPT_MAX);
        assertThat(report.findings().get(0).entry()).isEqualTo(1);
    }
}
