package dev.furikomi.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.assertj.core.api.InstanceOfAssertFactories.DOUBLE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.furikomi.benchmarks.BenchResults;
import dev.furikomi.benchmarks.Figures;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class ReportsTest {

    @TempDir
    private Path directory;

    @Test
    void sayTheSameInEachForm() throws Exception {
        BenchResults results = results();

        Reports.write(results, directory, directory.resolve("mine.json"));

        JsonNode ratio = new ObjectMapper()
                .readTree(directory.resolve("mine.json").toFile())
                .at("/figures/engine.random.ratio");
        assertThat(ratio.get("median").asDouble()).isEqualTo(4.5);
        assertThat(ratio.get("min").asDouble()).isEqualTo(4);
        assertThat(ratio.get("max").asDouble()).isEqualTo(5);
        assertThat(ratio.get("verdict").asText()).isEqualTo("reached");
        assertThat(Files.readString(directory.resolve("report.md")))
                .contains("| **4.50** | 4 to 5 | 3 | 5 | reached |")
                .contains("![The posting engine; reference: TPC-B, naive ledger](engine.svg)");
        assertThat(Files.readString(directory.resolve("report.html")))
                .contains("4.50 times")
                .contains("a &lt;strange&gt; machine")
                .doesNotContain("<strange>");
    }

    @Test
    void drawPicturesThatAreXmlAndSayWhatTheyShow() throws Exception {
        Reports.write(results(), directory, null);

        List<Path> pictures;
        try (var files = Files.list(directory)) {
            pictures = files.filter(file -> file.toString().endsWith(".svg")).toList();
        }
        assertThat(pictures)
                .extracting(file -> file.getFileName().toString())
                .contains("engine.svg", "engine-latency.svg");
        for (Path picture : pictures) {
            var document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(Files.readString(picture))));
            assertThat(document.getElementsByTagName("desc").item(0).getTextContent())
                    .isNotBlank();
        }
    }

    @Test
    void giveEachOfManySeriesALookOfItsOwnWithinThePicture() throws Exception {
        Map<String, Histogram> many = new LinkedHashMap<>();
        for (int i = 0; i < 9; i++) {
            Histogram histogram = new Histogram(3);
            histogram.recordValue(300 + i * 1000L);
            many.put("series number " + i, histogram);
        }

        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Chart.latencies("Many", many))));

        List<String> looks = new ArrayList<>();
        var curves = document.getElementsByTagName("polyline");
        for (int i = 0; i < curves.getLength(); i++) {
            Element curve = (Element) curves.item(i);
            looks.add(curve.getAttribute("stroke") + curve.getAttribute("stroke-dasharray"));
        }
        assertThat(looks).hasSize(9).doesNotHaveDuplicates();
        List<Double> samples = new ArrayList<>();
        var texts = document.getElementsByTagName("text");
        for (int i = 0; i < texts.getLength(); i++) {
            Element text = (Element) texts.item(i);
            if (text.getTextContent().startsWith("series")) {
                samples.add(Double.parseDouble(text.getAttribute("x")));
            }
        }
        assertThat(samples).hasSize(9).allSatisfy(x -> assertThat(x).isBetween(0.0, Svg.WIDTH - 100.0));
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            low,   high,    first, last
            110,   190,     100,   200
            0.31,  44000,   0.2,   50000
            100,   100,     100,   200
            """)
    void scaleLatenciesToWhatThereIs(double low, double high, double first, double last) {
        List<Double> ticks = Chart.ticks(low, high);

        assertThat(ticks).isSorted().first().asInstanceOf(DOUBLE).isCloseTo(first, withinPercentage(0.01));
        assertThat(ticks).last().asInstanceOf(DOUBLE).isCloseTo(last, withinPercentage(0.01));
    }

    private static BenchResults results() {
        Figures figures = new Figures();
        for (double round : new double[] {4, 5}) {
            figures.record("engine.random.ratio", "times", round);
            for (int inFlight : new int[] {1, 8, 64, 512}) {
                figures.record("engine.random." + inFlight, "transfers/s", 1000 * round * inFlight);
                figures.record("engine.hot." + inFlight, "transfers/s", 900 * round * inFlight);
            }
            figures.record("engine.random.best", "transfers/s", 20_000);
            figures.record("reference.tpcb.best", "tps", 5_000);
            figures.record("reference.naive.best", "transfers/s", 2_000);
        }
        Histogram histogram = new Histogram(3);
        for (int i = 1; i <= 1000; i++) {
            histogram.recordValue(i * 10L);
        }
        figures.record("engine.random.64.latency", histogram);
        figures.note("reference", "pgbench");
        return new BenchResults(
                figures, Map.of("processors", "a <strange> machine"), Instant.EPOCH, 2, Duration.ofSeconds(2), true);
    }
}
