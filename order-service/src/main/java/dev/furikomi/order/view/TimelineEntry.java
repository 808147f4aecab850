package dev.furikomi.order.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of the procedure for one order.
 *
 * @param step the step's number, or {@code shipping}, {@code cancelled}, {@code expired}
 * @param status {@code done}, {@code failed} or {@code waiting}
 * @param at absent for what is waited for
 * @param detail the step in plain words
 */
public record TimelineEntry(
        String step, String status, @Nullable Instant at, String detail) {}
