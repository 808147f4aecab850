package dev.furikomi.catalog.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the demo's files together; after a change run {@link DemoFeed}. */
class DemoFeedTest {

    @Test
    void saysTheSameInBothForms() throws Exception {
        assertThat(Files.readString(DemoFeed.XML)).isEqualTo(DemoFeed.xml());
    }

    @Test
    void hasAPictureOfEachProduct() throws IOException {
        Set<String> ids = Files.readAllLines(DemoFeed.TSV).stream()
                .skip(1)
                .map(line -> line.split("\t")[0])
                .collect(Collectors.toSet());

        assertThat(DemoFeed.pictures().keySet()).isEqualTo(ids);
        DemoFeed.pictures().forEach((id, picture) -> assertThat(DemoFeed.PICTURES.resolve(id + ".svg"))
                .hasContent(picture));
    }
}
