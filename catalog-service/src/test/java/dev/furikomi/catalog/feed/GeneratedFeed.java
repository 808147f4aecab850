package dev.furikomi.catalog.feed;

import dev.furikomi.catalog.testing.Shop;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A feed of any length that is never in memory as a whole. */
final class GeneratedFeed extends InputStream {

    private final long length;
    private byte[] row = (Shop.HEADER + "\n").getBytes(StandardCharsets.UTF_8);
    private int position;
    private long read;
    private long number;

    GeneratedFeed(long length) {
        this.length = length;
    }

    @Override
    public int read() {
        if (position == row.length) {
            if (read >= length) {
                return -1;
            }
            number++;
            row = (Shop.row("P-" + number, number + " JPY", number % 100).replace("Description", "words ".repeat(120))
                            + "\n")
                    .getBytes(StandardCharsets.UTF_8);
            position = 0;
        }
        read++;
        return row[position++];
    }

    @Override
    public int read(byte[] buffer, int offset, int count) {
        int copied = 0;
        while (copied < count) {
            int value = read();
            if (value < 0) {
                return copied == 0 ? -1 : copied;
            }
            buffer[offset + copied++] = (byte) value;
        }
        return copied;
    }

    /** Reads 200 MB and prints how many rows were accepted; the test runs this with a small heap. */
    public static void main(String[] arguments) throws Exception {
        FeedReader reader = new TsvFeedReader(new GeneratedFeed(200L * 1024 * 1024));
        long accepted = 0;
        for (FeedRow row = reader.next(); row != null; row = reader.next()) {
            if (ProductReader.read(row) instanceof ProductReading.Accepted) {
                accepted++;
            }
        }
        System.out.println(accepted);
    }
}
