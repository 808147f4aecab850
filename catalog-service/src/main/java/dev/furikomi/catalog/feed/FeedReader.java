package dev.furikomi.catalog.feed;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a feed row by row, holding one row in memory. */
interface FeedReader {

    /**
     * The next row, or null at the feed's proper end.
     *
     * @throws FeedUnreadableException when the feed as a whole cannot be read on
     * @throws IOException when the connection broke
     */
    @Nullable
    FeedRow next() throws IOException, FeedUnreadableException;
}
