package dev.furikomi.bank.statement;

import dev.furikomi.events.Money;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes an ISO 20022 message element by element and keeps nothing of it. */
final class CamtXml {

    /** An ISODateTime of the schemas. */
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx");

    private final Writer out;
    private final XMLStreamWriter xml;
    private final ZoneId zone;

    CamtXml(OutputStream out, ZoneId zone) throws IOException {
        // Buffered, because the writer would take characters beyond the basic plane apart if it knew the encoding.
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.zone = zone;
        try {
            this.xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(this.out);
        } catch (XMLStreamException failed) {
            throw new IOException(failed);
        }
    }

    /** Some of the message's elements. */
    interface Content {
        void write() throws IOException, XMLStreamException;
    }

    void start(String namespace, String message) throws IOException {
        writing(() -> {
            xml.writeStartDocument("UTF-8", "1.0");
            xml.setDefaultNamespace(namespace);
            xml.writeStartElement("Document");
            xml.writeDefaultNamespace(namespace);
            xml.writeStartElement(message);
        });
    }

    void end() throws IOException {
        writing(() -> {
            xml.writeEndDocument();
            xml.flush();
        });
        out.flush();
    }

    /** Begins an element that lasts to the document's end. */
    void open(String name) throws IOException {
        writing(() -> xml.writeStartElement(name));
    }

    void element(String name, Content content) throws IOException {
        writing(() -> {
            xml.writeStartElement(name);
            content.write();
            xml.writeEndElement();
        });
    }

    void text(String name, String value) throws IOException {
        element(name, () -> xml.writeCharacters(value));
    }

    /** What people wrote: cut to what the schema allows, and left out when nothing is left of it. */
    void words(String name, String value, int lengthMax) throws IOException {
        String words = CamtText.of(value, lengthMax);
        if (!words.isEmpty()) {
            text(name, words);
        }
    }

    /** Without a sign: the schemas say the direction in an element of its own. */
    void amount(String name, Money amount) throws IOException {
        writing(() -> {
            xml.writeStartElement(name);
            xml.writeAttribute("Ccy", amount.currencyCode());
            xml.writeCharacters(Money.ofMinor(Math.abs(amount.amountMinor()), amount.currencyCode())
                    .amount());
            xml.writeEndElement();
        });
    }

    void dateTime(String name, Instant moment) throws IOException {
        text(name, DATE_TIME.format(moment.atZone(zone)));
    }

    /** The bank's day. */
    void date(String name, Instant moment) throws IOException {
        text(name, moment.atZone(zone).toLocalDate().toString());
    }

    private static void writing(Content content) throws IOException {
        try {
            content.write();
        } catch (XMLStreamException failed) {
            throw new IOException(failed);
        }
    }
}
