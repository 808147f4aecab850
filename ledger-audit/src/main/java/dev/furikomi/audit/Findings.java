package dev.furikomi.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Counts all findings and keeps the first ones. */
final class Findings {

    static final int KEPT_MAX = 1_000;
    private static final Comparator<Finding> IN_ORDER =
            Comparator.comparingLong(Finding::position).thenComparing(Finding::proof);

    /** The last one on top, to be dropped first. */
    private final PriorityQueue<Finding> kept = new PriorityQueue<>(IN_ORDER.reversed());

    private final Map<Proof, Long> counts = new EnumMap<>(Proof.class);

    void add(Finding finding) {
        counts.merge(finding.proof(), 1L, Long::sum);
        kept.add(finding);
        if (kept.size() > KEPT_MAX) {
            kept.remove();
        }
    }

    Map<Proof, Long> counts() {
        return counts;
    }

    /** In the ledger's order. */
    List<Finding> inOrder() {
        List<Finding> sorted = new ArrayList<>(kept);
        sorted.sort(IN_ORDER);
        return sorted;
    }
}
