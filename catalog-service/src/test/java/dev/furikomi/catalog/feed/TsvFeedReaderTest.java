package dev.furikomi.catalog.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TsvFeedReaderTest {

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void readsRowsWithAnyLineBreak(String lineBreak) throws Exception {
        List<FeedRow> rows = read("id\tg:Title" + lineBreak + "a\tTea" + lineBreak + lineBreak + "b\tCup");

        assertThat(rows).hasSize(2);
        assertThat(((FeedRow.Readable) rows.get(0)).first("title")).isEqualTo("Tea");
        assertThat(((FeedRow.Readable) rows.get(1)).first("id")).isEqualTo("b");
        assertThat(rows.get(1).row()).isEqualTo(3);
    }

    @Test
    void passesOverAByteOrderMark() throws Exception {
        assertThat(read("\uFEFFid\ttitle\na\tTea\n")).singleElement().isInstanceOf(FeedRow.Readable.class);
    }

    @Test
    void readsQuotedFieldsWithTabsBreaksAndQuotes() throws Exception {
        List<FeedRow> rows = read("id\ttitle\na\t\"A \"\"good\"\"\ttea\r\nfor all\"\nb\t12\" plate\n");

        assertThat(((FeedRow.Readable) rows.get(0)).first("title")).isEqualTo("A \"good\"\ttea\nfor all");
        assertThat(((FeedRow.Readable) rows.get(1)).first("title")).isEqualTo("12\" plate");
    }

    @Test
    void losesOnlyTheRowWhoseQuoteIsNotClosed() throws Exception {
        List<FeedRow> rows = read("id\ttitle\na\t\"open\nb\tCup\nc\tPot\n");

        assertThat(rows).hasSize(3);
        assertThat(((FeedRow.Unreadable) rows.get(0)).reason()).isEqualTo(RowReason.ROW_MALFORMED);
        assertThat(((FeedRow.Readable) rows.get(1)).first("id")).isEqualTo("b");
        assertThat(((FeedRow.Readable) rows.get(2)).first("id")).isEqualTo("c");
    }

    @Test
    void losesOnlyTheRowWithTextAfterAQuote() throws Exception {
        List<FeedRow> rows = read("id\ttitle\na\t\"Big\" cup\nb\tCup\n");

        assertThat(((FeedRow.Unreadable) rows.get(0)).id()).isEqualTo("a");
        assertThat(((FeedRow.Readable) rows.get(1)).first("id")).isEqualTo("b");
    }

    @Test
    void refusesARowWithAnotherNumberOfColumns() throws Exception {
        List<FeedRow> rows = read("id\ttitle\na\nb\tCup\tmore\nc\tPot\n");

        assertThat(rows).hasSize(3);
        assertThat(((FeedRow.Unreadable) rows.get(0)).detail()).contains("1 columns");
        assertThat(((FeedRow.Unreadable) rows.get(1)).reason()).isEqualTo(RowReason.ROW_MALFORMED);
        assertThat(rows.get(2)).isInstanceOf(FeedRow.Readable.class);
    }

    @Test
    void refusesOnlyTheRowInAnotherEncoding() throws Exception {
        ByteArrayOutputStream feed = new ByteArrayOutputStream();
        feed.write("id\ttitle\na\tお茶\n".getBytes(StandardCharsets.UTF_8));
        feed.write("b\tお茶の表\n".getBytes(Charset.forName("Shift_JIS")));
        feed.write("c\t湯呑\n".getBytes(StandardCharsets.UTF_8));

        List<FeedRow> rows = read(feed.toByteArray());

        assertThat(rows).hasSize(3);
        FeedRow.Unreadable refused = (FeedRow.Unreadable) rows.get(1);
        assertThat(refused.reason()).isEqualTo(RowReason.ENCODING_INVALID);
        assertThat(refused.id()).isEqualTo("b");
        assertThat(refused.row()).isEqualTo(3);
        assertThat(((FeedRow.Readable) rows.get(2)).first("title")).isEqualTo("湯呑");
    }

    @Test
    void refusesAFeedInUtf16() {
        byte[] feed = "\uFEFFid\ttitle\na\tTea\n".getBytes(StandardCharsets.UTF_16LE);

        assertThatThrownBy(() -> read(feed)).isInstanceOfSatisfying(FeedUnreadableException.class, unreadable -> {
            assertThat(unreadable.reason()).isEqualTo(FeedUnreadableException.Reason.ENCODING_INVALID);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "title\tprice\nTea\t1 JPY\n", "id,title\na,Tea\n", "id\ttitle\ttitle\n"})
    void refusesWhatHasNoHeader(String feed) {
        assertThatThrownBy(() -> read(feed)).isInstanceOf(FeedUnreadableException.class);
    }

    @Test
    void holdsNoMoreThanOneRowHoweverLongItIs() throws Exception {
        List<FeedRow> rows = read("id\ttitle\na\t" + "x".repeat(5_000_000) + "\nb\tCup\n");

        assertThat(((FeedRow.Unreadable) rows.get(0)).reason()).isEqualTo(RowReason.ROW_MALFORMED);
        assertThat(((FeedRow.Readable) rows.get(1)).first("id")).isEqualTo("b");
    }

    private static List<FeedRow> read(String feed) throws IOException, FeedUnreadableException {
        return read(feed.getBytes(StandardCharsets.UTF_8));
    }

    private static List<FeedRow> read(byte[] feed) throws IOException, FeedUnreadableException {
        return all(new TsvFeedReader(new ByteArrayInputStream(feed)));
    }

    static List<FeedRow> all(FeedReader reader) throws IOException, FeedUnreadableException {
        List<FeedRow> rows = new ArrayList<>();
        for (FeedRow row = reader.next(); row != null; row = reader.next()) {
            rows.add(row);
        }
        return rows;
    }
}
