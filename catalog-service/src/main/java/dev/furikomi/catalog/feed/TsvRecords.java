package dev.furikomi.catalog.feed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits bytes into tab-separated records. A field that begins with a quotation mark may hold tabs and line breaks, and
 * quotation marks doubled; elsewhere a quotation mark is a plain character.
 *
 * <p>Bytes, not characters: a record in a wrong encoding must not spoil its neighbours. In UTF-8 and in the encodings
 * that are taken for it no byte of a longer character equals tab, line break or quotation mark.
 */
final class TsvRecords {

    /** More than any permitted row; a quote that is never closed costs no more memory than this. */
    static final int RECORD_BYTES_MAX = 256 * 1024;

    private static final int END = -1;

    private final PushbackInputStream in;
    private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
    private final ByteArrayOutputStream cell = new ByteArrayOutputStream();
    private List<byte[]> cells = new ArrayList<>();
    private int current;

    /** A record's cells, or why it has none. */
    record TsvRecord(List<byte[]> cells, @Nullable String malformed) {}

    TsvRecords(InputStream in) {
        this.in = new PushbackInputStream(in, RECORD_BYTES_MAX + 8);
    }

    /** The first bytes of the feed, which are read again afterwards. */
    byte[] peek(int count) throws IOException {
        byte[] start = in.readNBytes(count);
        in.unread(start);
        return start;
    }

    void skip(int count) throws IOException {
        in.skipNBytes(count);
    }

    /** The next record that is not an empty line, or null at the end. */
    @Nullable
    TsvRecord next() throws IOException {
        while (true) {
            raw.reset();
            cells = new ArrayList<>();
            advance();
            if (current == END) {
                return null;
            }
            String malformed = readRecord();
            if (malformed != null) {
                skipToSecondLine();
                return new TsvRecord(cells, malformed);
            }
            if (cells.size() > 1 || cells.get(0).length > 0) {
                return new TsvRecord(cells, null);
            }
        }
    }

    private @Nullable String readRecord() throws IOException {
        while (true) {
            cell.reset();
            String malformed = current == '"' ? readQuoted() : readPlain();
            if (malformed != null) {
                return malformed;
            }
            cells.add(cell.toByteArray());
            if (current != '\t') {
                return null;
            }
            advance();
        }
    }

    private @Nullable String readPlain() throws IOException {
        while (!atFieldEnd()) {
            cell.write(current);
            if (raw.size() >= RECORD_BYTES_MAX) {
                return "The row is longer than " + RECORD_BYTES_MAX + " bytes.";
            }
            advance();
        }
        return null;
    }

    private @Nullable String readQuoted() throws IOException {
        advance();
        while (true) {
            if (current == END || raw.size() >= RECORD_BYTES_MAX) {
                return "A quotation mark is opened and not closed.";
            }
            if (current == '"') {
                advance();
                if (current != '"') {
                    return atFieldEnd() ? null : "Text follows the closing quotation mark of a field.";
                }
            }
            cell.write(current);
            advance();
        }
    }

    private boolean atFieldEnd() {
        return current == '\t' || current == '\n' || current == END;
    }

    /** Reads on; a carriage return before a line feed, or alone, counts as a line break. */
    private void advance() throws IOException {
        current = in.read();
        if (current == END) {
            return;
        }
        raw.write(current);
        if (current == '\r') {
            int following = in.read();
            if (following == '\n') {
                raw.write(following);
            } else if (following != END) {
                in.unread(following);
            }
            current = '\n';
        }
    }

    /** What a broken quote swallowed is given back, so that only the line that holds it is lost. */
    private void skipToSecondLine() throws IOException {
        byte[] read = raw.toByteArray();
        for (int index = 0; index < read.length; index++) {
            boolean lineBreak = read[index] == '\n'
                    || (read[index] == '\r' && !(index + 1 < read.length && read[index + 1] == '\n'));
            if (lineBreak) {
                in.unread(read, index + 1, read.length - index - 1);
                return;
            }
        }
        while (current != '\n' && current != END) {
            raw.reset();
            advance();
        }
    }
}
