package dev.furikomi.catalog.demo;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Makes what follows from {@code demo/feed.tsv}: the same feed as XML, and a picture for each product. Run it from
 * {@code catalog-service} after a change; a test holds the files together.
 */
final class DemoFeed {

    static final Path TSV = Path.of("demo/feed.tsv");
    static final Path XML = Path.of("demo/feed.xml");
    static final Path PICTURES = Path.of("src/main/resources/META-INF/resources/pictures");
    private static final String GOOGLE_BASE = "http://base.google.com/ns/1.0";
    private static final Pattern LOCALIZED = Pattern.compile("(.+) \\[(.+)]");

    private DemoFeed() {}

    public static void main(String[] arguments) throws IOException, XMLStreamException {
        Files.writeString(XML, xml());
        Files.createDirectories(PICTURES);
        for (Map.Entry<String, String> picture : pictures().entrySet()) {
            Files.writeString(PICTURES.resolve(picture.getKey() + ".svg"), picture.getValue());
        }
    }

    /** Pictures by product id. */
    static Map<String, String> pictures() {
        Map<String, Consumer<Svg>> recipes = new TreeMap<>(FlowerPictures.RECIPES);
        recipes.putAll(TeaPictures.RECIPES);
        recipes.putAll(StationeryPictures.RECIPES);
        Map<String, String> pictures = new TreeMap<>();
        recipes.forEach((id, drawing) ->
                pictures.put(id, Svg.of(Grounds.of(id).ground(), Grounds.of(id).halo(), drawing)));
        return pictures;
    }

    static String xml() throws IOException, XMLStreamException {
        List<String> lines = Files.readAllLines(TSV, StandardCharsets.UTF_8);
        List<String> names = cells(lines.get(0));
        StringWriter text = new StringWriter();
        XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("rss");
        xml.writeAttribute("version", "2.0");
        xml.writeNamespace("g", GOOGLE_BASE);
        xml.writeStartElement("channel");
        element(xml, "title", "Hanaya");
        element(xml, "link", "/");
        element(xml, "description", "Flowers, tea and stationery");
        for (String line : lines.subList(1, lines.size())) {
            item(xml, names, cells(line));
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.writeEndDocument();
        return text.toString();
    }

    private static void item(XMLStreamWriter xml, List<String> names, List<String> cells) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement("item");
        for (int column = 0; column < names.size(); column++) {
            if (!cells.get(column).isEmpty()) {
                Matcher localized = LOCALIZED.matcher(names.get(column));
                boolean further = localized.matches();
                xml.writeCharacters("\n  ");
                xml.writeStartElement("g", further ? localized.group(1) : names.get(column), GOOGLE_BASE);
                if (further) {
                    xml.writeAttribute("xml", "http://www.w3.org/XML/1998/namespace", "lang", localized.group(2));
                }
                xml.writeCharacters(cells.get(column));
                xml.writeEndElement();
            }
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private static List<String> cells(String line) {
        return Arrays.asList(line.split("\t", -1));
    }
}
