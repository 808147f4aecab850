package dev.furikomi.catalog.feed;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One product's row as it stands in the feed: its attributes, or why it could not even be read. */
sealed interface FeedRow {

    /** Where it stands: in TSV the record (the header is 1), in XML the item (the first is 1). */
    long row();

    /**
     * A row that could be read.
     *
     * @param values values by attribute name in the specification's spelling, never blank; a further language is
     *     marked as in {@code title [ja]}
     */
    record Readable(long row, Map<String, List<String>> values) implements FeedRow {

        @Nullable
        String first(String name) {
            List<String> found = values.get(name);
            return found == null || found.isEmpty() ? null : found.get(0);
        }

        List<String> all(String name) {
            return values.getOrDefault(name, List.of());
        }
    }

    /** A row that could not be read; the rows after it can. */
    record Unreadable(long row, @Nullable String id, RowReason reason, String detail) implements FeedRow {}
}
