package dev.furikomi.catalog.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the merchant's feed is taken in. */
@ConfigMapping(prefix = "catalog.feed")
interface FeedConfig {

    /** How many rows are staged together. */
    @WithDefault("500")
    int batchSize();

    /** How many refused rows the answer itself names; all of them are in the stored report. */
    @WithDefault("1000")
    int rowsInAnswerMax();

    /** How long one statement of an import, the switch included, may take. */
    @WithDefault("5m")
    Duration statementTimeout();

    /** How many imports are kept with their reports. */
    @WithDefault("20")
    int importsKept();
}
