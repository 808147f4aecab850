package dev.furikomi.order.page;

import org.jspecify.annotations.Nullable;

/**
 * What every page needs.
 *
 * @param problem in plain words why the last thing asked for did not work
 * @param shopUrl where the shopper chooses the bank
 */
record PageFrame(
        String title,
        String language,
        String merchant,
        @Nullable String problem,
        String shopUrl) {}
