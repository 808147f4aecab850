package dev.furikomi.benchmarks;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerSettingsTest {

    @Test
    void noFiguresComeFromAServerThatDoesNotSynchronise() {
        assertThatThrownBy(() -> ServerSettings.require(
                        Map.of("fsync", "on", "synchronous_commit", "on"),
                        Map.of("fsync", "off", "synchronous_commit", "on")))
                .hasMessageContaining("fsync=off");
    }

    @Test
    void aServerThatRunsAsWantedIsMeasured() {
        assertThatCode(() -> ServerSettings.require(Map.of("fsync", "on"), Map.of("fsync", "on")))
                .doesNotThrowAnyException();
    }
}
