package dev.furikomi.catalog.feed;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a feed.
 *
 * @param status {@code RUNNING}, {@code DONE}, or {@code FAILED}, which changed nothing
 * @param reason why it failed
 * @param rows refused rows in the feed's order, as many as one answer holds
 * @param next present when more rows were refused: goes into {@code after} of the stored report
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportReport(
        UUID importId,
        String status,
        @Nullable String reason,
        Instant startedAt,
        @Nullable Instant finishedAt,
        long read,
        long accepted,
        long refused,
        long withdrawn,
        List<RefusedRow> rows,
        @Nullable Long next) {

    /** One refused row. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RefusedRow(long row, @Nullable String id, String reason, String detail) {}
}
