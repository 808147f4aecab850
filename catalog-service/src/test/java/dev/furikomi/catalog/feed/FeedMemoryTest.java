package dev.furikomi.catalog.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FeedMemoryTest {

    @Test
    void reads200MegabytesInAHeapOf16() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx16m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        GeneratedFeed.class.getName())
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(output).matches("[0-9]+");
            assertThat(Long.parseLong(output)).isGreaterThan(200_000);
        } finally {
            process.destroyForcibly();
        }
    }
}
