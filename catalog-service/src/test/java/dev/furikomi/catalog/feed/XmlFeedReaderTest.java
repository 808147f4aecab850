package dev.furikomi.catalog.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.furikomi.catalog.feed.FeedUnreadableException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlFeedReaderTest {

    @Test
    void readsRss() throws Exception {
        FeedRow.Readable row = (FeedRow.Readable) read(rss("""
                <item><title>Plain</title><link>/a</link><g:id>a</g:id><g:title>Tea &amp; <![CDATA[<cups>]]></g:title>
                <g:title xml:lang="ja">お茶</g:title><g:price>1500 JPY</g:price>
                <g:shipping><g:country>JP</g:country><g:price>800 JPY</g:price></g:shipping>
                <g:additional_image_link>/1.png</g:additional_image_link>
                <g:additional_image_link>/2.png</g:additional_image_link></item>""")).get(0);

        assertThat(row.first("title")).isEqualTo("Tea & <cups>");
        assertThat(row.first("title [ja]")).isEqualTo("お茶");
        assertThat(row.first("link")).isEqualTo("/a");
        assertThat(row.all("price")).containsExactly("1500 JPY");
        assertThat(row.all("additional_image_link")).containsExactly("/1.png", "/2.png");
    }

    @Test
    void readsAtom() throws Exception {
        FeedRow.Readable row = (FeedRow.Readable) read("""
                <feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0">
                <title>Shop</title><entry><id>a</id><title>Tea</title><link href="https://shop.example/a"/>
                <summary>Good tea</summary><g:price>12.50 EUR</g:price></entry></feed>""").get(0);

        assertThat(row.first("id")).isEqualTo("a");
        assertThat(row.first("link")).isEqualTo("https://shop.example/a");
        assertThat(row.first("description")).isEqualTo("Good tea");
        assertThat(row.first("price")).isEqualTo("12.50 EUR");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss><channel/></rss>",
                "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]><rss><item><title>&b;</title></item></rss>",
                "<!DOCTYPE rss SYSTEM \"http://127.0.0.1:1/evil.dtd\"><rss/>",
                "<html/>",
                "<rss><item><title>cut",
                "<rss><item></rss>",
                "<rss><item><title>&unknown;</title></item></rss>",
                "id\ttitle\na\tTea\n",
                ""
            })
    void refusesWhatIsNoWholeFeed(String document) {
        assertThatThrownBy(() -> read(document))
                .isInstanceOfSatisfying(FeedUnreadableException.class, unreadable -> assertThat(unreadable.reason())
                        .isEqualTo(Reason.FEED_MALFORMED));
    }

    @Test
    void tellsAWrongEncodingWithTheRowBeforeIt() {
        String document = rss("<item><g:id>a</g:id></item><item><g:id>b</g:id><g:title>お茶</g:title></item>");

        assertThatThrownBy(() -> read(document.getBytes(Charset.forName("EUC-JP"))))
                .isInstanceOfSatisfying(FeedUnreadableException.class, unreadable -> assertThat(unreadable.reason())
                        .isEqualTo(Reason.ENCODING_INVALID));
    }

    @Test
    void readsADeclaredEncoding() throws Exception {
        String document = "<?xml version=\"1.0\" encoding=\"EUC-JP\"?>" + rss("<item><g:title>お茶</g:title></item>");

        FeedRow.Readable row = (FeedRow.Readable)
                read(document.getBytes(Charset.forName("EUC-JP"))).get(0);

        assertThat(row.first("title")).isEqualTo("お茶");
    }

    @Test
    void refusesOnlyTheItemWhoseTextIsEndless() throws Exception {
        String document = rss("<item><g:id>a</g:id><g:title>" + "x".repeat(3_000_000)
                + "</g:title></item><item><g:id>b</g:id></item>");

        List<FeedRow> rows = read(document);

        assertThat(((FeedRow.Unreadable) rows.get(0)).reason()).isEqualTo(RowReason.VALUE_TOO_LONG);
        assertThat(((FeedRow.Readable) rows.get(1)).first("id")).isEqualTo("b");
    }

    @Test
    void givesUpOnAnEndlessComment() {
        assertThatThrownBy(() -> read(rss("<!--" + "x".repeat(6_000_000) + "-->")))
                .isInstanceOf(FeedUnreadableException.class)
                .hasMessageContaining("too long");
    }

    private static String rss(String items) {
        return "<rss version=\"2.0\" xmlns:g=\"http://base.google.com/ns/1.0\"><channel>" + items + "</channel></rss>";
    }

    private static List<FeedRow> read(String document) throws IOException, FeedUnreadableException {
        return read(document.getBytes(StandardCharsets.UTF_8));
    }

    private static List<FeedRow> read(byte[] document) throws IOException, FeedUnreadableException {
        return TsvFeedReaderTest.all(new XmlFeedReader(new ByteArrayInputStream(document)));
    }
}
