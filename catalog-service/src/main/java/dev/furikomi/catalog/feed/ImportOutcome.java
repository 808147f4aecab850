package dev.furikomi.catalog.feed;

import java.util.UUID;

/** How an import ended. */
sealed interface ImportOutcome {

    /** The catalogue is the feed now. */
    record Switched(UUID importId) implements ImportOutcome {}

    /** Nothing was changed. */
    record Failed(UUID importId, String reason, long row, String detail) implements ImportOutcome {}

    /** Another import runs; nothing was read. */
    record InProgress() implements ImportOutcome {}
}
