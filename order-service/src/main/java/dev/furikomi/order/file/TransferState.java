package dev.furikomi.order.file;

import dev.furikomi.events.WindowOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where one transfer stands, from all that its bank said of it in whatever order. */
enum TransferState {
    /** Only a window was heard of, and it closed without more. */
    CLOSED,
    REQUESTED,
    ACCEPTED,
    REJECTED,
    COMPLETED;

    /** Final facts outweigh earlier ones; that money moved outweighs everything. */
    static TransferState of(List<TransferFact> facts) {
        if (has(facts, FactKind.COMPLETED)) {
            return COMPLETED;
        }
        if (has(facts, FactKind.REJECTED)) {
            return REJECTED;
        }
        if (has(facts, FactKind.ACCEPTED)) {
            return ACCEPTED;
        }
        if (facts.stream().anyMatch(fact -> fact.kind == FactKind.WINDOW_CLOSED && releases(fact.outcome))) {
            return CLOSED;
        }
        // A window that closed as pending or completed tells that the acceptance is on its way.
        return has(facts, FactKind.WINDOW_CLOSED) ? ACCEPTED : REQUESTED;
    }

    static boolean releases(@Nullable WindowOutcome outcome) {
        return outcome == WindowOutcome.REFUSED || outcome == WindowOutcome.ABANDONED;
    }

    static boolean has(List<TransferFact> facts, FactKind kind) {
        return facts.stream().anyMatch(fact -> fact.kind == kind);
    }
}
