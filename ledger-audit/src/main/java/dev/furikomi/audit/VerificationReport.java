package dev.furikomi.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a verification.
 *
 * @param signaturesChecked how many seals' signatures were looked at
 * @param counts how much each proof found; a proof that is not named found nothing
 * @param findings the first ones, in the ledger's order
 */
public record VerificationReport(
        long accounts,
        long sealedEntries,
        long unsealedEntries,
        long seals,
        @Nullable Seal newestSeal,
        long signaturesChecked,
        Map<Proof, Long> counts,
        List<Finding> findings) {

    public VerificationReport {
        counts = Map.copyOf(counts);
        findings = List.copyOf(findings);
    }

    public boolean isProven() {
        return counts.isEmpty();
    }

    /**
     * The first row of the journal that is not as it must be. Balances no longer follow each other around a row that
     * was added or moved, so what else is found of rows comes first.
     */
    public Optional<Finding> firstBrokenRow() {
        return findings.stream()
                .filter(Finding::isOfRow)
                .filter(finding -> finding.proof() != Proof.RUNNING_BALANCES_CONTINUE)
                .findFirst()
                .or(() -> findings.stream().filter(Finding::isOfRow).findFirst());
    }
}
