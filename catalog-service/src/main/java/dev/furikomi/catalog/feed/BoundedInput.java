package dev.furikomi.catalog.feed;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Stops a parser that reads and reads without coming to a result: an endless comment, attribute or name. */
final class BoundedInput extends FilterInputStream {

    private static final long BYTES_BETWEEN_RESULTS_MAX = 4L * 1024 * 1024;

    private long sinceMark;
    private boolean overrun;

    BoundedInput(InputStream in) {
        super(in);
    }

    /** The parser came to a result. */
    void mark() {
        sinceMark = 0;
    }

    boolean isOverrun() {
        return overrun;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        count(Math.max(count, 0));
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(int bytes) throws IOException {
        sinceMark += bytes;
        if (sinceMark > BYTES_BETWEEN_RESULTS_MAX) {
            overrun = true;
            throw new IOException("Too many bytes without a result.");
        }
    }
}
