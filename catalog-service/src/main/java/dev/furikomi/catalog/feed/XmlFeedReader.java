package dev.furikomi.catalog.feed;

import dev.furikomi.catalog.feed.FeedUnreadableException.Reason;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A feed as RSS 2.0 or Atom with attributes in the {@code g:} namespace. Streams; a document type declaration is
 * refused, so neither external entities nor entity bombs come in.
 */
final class XmlFeedReader implements FeedReader {

    static final String GOOGLE_BASE = "http://base.google.com/ns/1.0";
    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final int TEXT_LENGTH_MAX = 64 * 1024;

    private final BoundedInput in;
    private @Nullable XMLStreamReader xml;
    private long row;

    XmlFeedReader(InputStream in) {
        this.in = new BoundedInput(in);
    }

    @Override
    public @Nullable FeedRow next() throws IOException, FeedUnreadableException {
        try {
            XMLStreamReader reader = xml == null ? xml = open() : xml;
            while (advance(reader) != XMLStreamConstants.END_DOCUMENT) {
                if (reader.isStartElement() && isItem(reader)) {
                    row++;
                    return readItem(reader);
                }
            }
            return null;
        } catch (XMLStreamException malformed) {
            throw translated(malformed);
        }
    }

    private XMLStreamReader open() throws XMLStreamException, FeedUnreadableException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        XMLStreamReader reader = factory.createXMLStreamReader(in);
        while (advance(reader) != XMLStreamConstants.START_ELEMENT) {
            // Comments and instructions may precede the root.
        }
        String root = reader.getLocalName();
        boolean atom = root.equals("feed") && ATOM.equals(reader.getNamespaceURI());
        if (!atom && !root.equals("rss")) {
            throw new FeedUnreadableException(
                    Reason.FEED_MALFORMED, 0, "The root element is neither rss nor an Atom feed.");
        }
        return reader;
    }

    private int advance(XMLStreamReader reader) throws XMLStreamException, FeedUnreadableException {
        int event = reader.next();
        in.mark();
        if (event == XMLStreamConstants.DTD) {
            throw new FeedUnreadableException(
                    Reason.FEED_MALFORMED, row, "A document type declaration is not permitted.");
        }
        return event;
    }

    private static boolean isItem(XMLStreamReader reader) {
        return reader.getLocalName().equals("item")
                || (reader.getLocalName().equals("entry") && ATOM.equals(reader.getNamespaceURI()));
    }

    private FeedRow readItem(XMLStreamReader reader) throws XMLStreamException, FeedUnreadableException {
        Map<String, List<String>> google = new LinkedHashMap<>();
        Map<String, List<String>> plain = new LinkedHashMap<>();
        @Nullable String tooLong = null;
        while (advance(reader) != XMLStreamConstants.END_ELEMENT) {
            if (reader.isStartElement()) {
                boolean isGoogle = GOOGLE_BASE.equals(reader.getNamespaceURI());
                String name = attributeName(reader, isGoogle);
                String text = readText(reader);
                if (text == null) {
                    tooLong = name;
                } else if (!text.isBlank() && !name.isEmpty()) {
                    (isGoogle ? google : plain)
                            .computeIfAbsent(name, unused -> new ArrayList<>())
                            .add(text.strip());
                }
            }
        }
        plain.forEach(google::putIfAbsent);
        FeedRow.Readable readable = new FeedRow.Readable(row, google);
        return tooLong == null
                ? readable
                : new FeedRow.Unreadable(
                        row,
                        readable.first("id"),
                        RowReason.VALUE_TOO_LONG,
                        "The element " + tooLong + " is too long.");
    }

    /** The specification's name; RSS and Atom elements of the same meaning stand in where no {@code g:} one is. */
    private static String attributeName(XMLStreamReader reader, boolean isGoogle) {
        String name = reader.getLocalName().toLowerCase(Locale.ROOT);
        if (!isGoogle) {
            name = switch (name) {
                case "title", "description", "link" -> name;
                case "summary" -> "description";
                case "id" -> ATOM.equals(reader.getNamespaceURI()) ? "id" : "";
                default -> "";
            };
        }
        String language = reader.getAttributeValue(XMLConstants.XML_NS_URI, "lang");
        return language == null || language.isBlank() || name.isEmpty()
                ? AttributeNames.normalize(name)
                : AttributeNames.inLanguage(AttributeNames.normalize(name), language.strip());
    }

    /** The element's own text without that of elements inside it; null when it is longer than anything permitted. */
    private @Nullable String readText(XMLStreamReader reader) throws XMLStreamException, FeedUnreadableException {
        String reference = reader.getLocalName().equals("link") ? reader.getAttributeValue(null, "href") : null;
        StringBuilder text = new StringBuilder(reference == null ? "" : reference);
        boolean tooLong = false;
        int depth = 1;
        while (depth > 0) {
            int event = advance(reader);
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (depth == 1 && reader.hasText() && reader.isCharacters()) {
                tooLong |= text.length() + reader.getTextLength() > TEXT_LENGTH_MAX;
                if (!tooLong) {
                    text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
                }
            }
        }
        return tooLong ? null : text.toString();
    }

    private FeedUnreadableException translated(XMLStreamException malformed)
            throws IOException, FeedUnreadableException {
        Throwable cause =
                malformed.getNestedException() == null ? malformed.getCause() : malformed.getNestedException();
        if (cause instanceof CharConversionException) {
            return notInItsEncoding();
        }
        if (cause instanceof IOException broken) {
            if (in.isOverrun()) {
                return new FeedUnreadableException(Reason.FEED_MALFORMED, row, "A part of the document is too long.");
            }
            throw broken;
        }
        int line =
                malformed.getLocation() == null ? -1 : malformed.getLocation().getLineNumber();
        String detail = "The XML is cut off or not well-formed, near line " + line + ".";
        return new FeedUnreadableException(Reason.FEED_MALFORMED, row, detail);
    }

    private FeedUnreadableException notInItsEncoding() {
        return new FeedUnreadableException(
                Reason.ENCODING_INVALID, row, "After this row a byte is not in the document's encoding.");
    }
}
