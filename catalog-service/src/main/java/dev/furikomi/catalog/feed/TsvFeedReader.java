package dev.furikomi.catalog.feed;

import dev.furikomi.catalog.feed.FeedUnreadableException.Reason;
import dev.furikomi.catalog.feed.TsvRecords.TsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A feed as tab-separated values: a header line with the attribute names, then one product a record, in UTF-8. */
final class TsvFeedReader implements FeedReader {

    private final TsvRecords records;
    private List<String> names = List.of();
    private long row;

    TsvFeedReader(InputStream in) {
        this.records = new TsvRecords(in);
    }

    @Override
    public @Nullable FeedRow next() throws IOException, FeedUnreadableException {
        if (names.isEmpty()) {
            readHeader();
        }
        TsvRecord record = records.next();
        if (record == null) {
            return null;
        }
        row++;
        if (record.malformed() != null) {
            return new FeedRow.Unreadable(row, idOf(record), RowReason.ROW_MALFORMED, record.malformed());
        }
        if (record.cells().size() != names.size()) {
            String detail = "The row has " + record.cells().size() + " columns, the header has " + names.size() + ".";
            return new FeedRow.Unreadable(row, idOf(record), RowReason.ROW_MALFORMED, detail);
        }
        return readRow(record);
    }

    private void readHeader() throws IOException, FeedUnreadableException {
        skipByteOrderMark();
        row = 1;
        TsvRecord header = records.next();
        if (header == null || header.malformed() != null) {
            throw new FeedUnreadableException(Reason.FEED_MALFORMED, row, "There is no header line.");
        }
        List<String> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (byte[] cell : header.cells()) {
            String name = decode(cell);
            if (name == null) {
                throw new FeedUnreadableException(Reason.ENCODING_INVALID, row, "The header line is not UTF-8.");
            }
            String normalized = AttributeNames.normalize(name);
            if (!normalized.isEmpty() && !seen.add(normalized) && !normalized.equals("additional_image_link")) {
                throw new FeedUnreadableException(
                        Reason.FEED_MALFORMED, row, "The header names a column twice: " + normalized + ".");
            }
            found.add(normalized);
        }
        if (!seen.contains("id")) {
            throw new FeedUnreadableException(
                    Reason.FEED_MALFORMED, row, "The first line is no tab-separated header with a column id.");
        }
        names = found;
    }

    private void skipByteOrderMark() throws IOException, FeedUnreadableException {
        byte[] start = records.peek(3);
        if (start.length >= 2 && (isMark(start, 0xFE, 0xFF) || isMark(start, 0xFF, 0xFE))) {
            throw new FeedUnreadableException(Reason.ENCODING_INVALID, 1, "The feed is UTF-16; it has to be UTF-8.");
        }
        if (start.length == 3 && isMark(start, 0xEF, 0xBB) && (start[2] & 0xFF) == 0xBF) {
            records.skip(3);
        }
    }

    private static boolean isMark(byte[] start, int first, int second) {
        return (start[0] & 0xFF) == first && (start[1] & 0xFF) == second;
    }

    private FeedRow readRow(TsvRecord record) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (int column = 0; column < names.size(); column++) {
            String value = decode(record.cells().get(column));
            if (value == null) {
                String detail = "The column " + names.get(column) + " is not UTF-8.";
                return new FeedRow.Unreadable(row, idOf(record), RowReason.ENCODING_INVALID, detail);
            }
            if (!value.isBlank() && !names.get(column).isEmpty()) {
                values.computeIfAbsent(names.get(column), name -> new ArrayList<>())
                        .add(value.strip());
            }
        }
        return new FeedRow.Readable(row, values);
    }

    /** The id of a broken row, as far as its columns can be trusted to be in place. */
    private @Nullable String idOf(TsvRecord record) {
        int column = names.indexOf("id");
        String id = column < record.cells().size() ? decode(record.cells().get(column)) : null;
        return id == null || id.isBlank() || id.strip().length() > ProductReader.ID_LENGTH_MAX ? null : id.strip();
    }

    private static @Nullable String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
    }
}
