package dev.furikomi.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is shipped has nothing of the development edition in it: looked at in the jar itself. */
class ReleaseJarIT {
    @Test
    void holdsNothingOfTheDevelopmentEdition() throws IOException {
        try (JarFile release = new JarFile(System.getProperty("card-bridge.release"))) {
            List<String> names = release.stream().map(ZipEntry::getName).toList();

            assertThat(names)
                    .contains("dev/furikomi/bridge/CardBridge.class", "dev/furikomi/bridge/window/window.html")
                    .noneMatch(name -> name.contains("/development/"))
                    .noneMatch(name -> name.startsWith("META-INF/services/"));
            assertThat(release.getManifest().getMainAttributes().getValue("Furikomi-Edition"))
                    .isEqualTo("release");
            for (String name : names) {
                if (name.endsWith(".class") || name.endsWith(".html") || name.endsWith(".js")) {
                    String content = new String(
                            release.getInputStream(release.getEntry(name)).readAllBytes(), StandardCharsets.ISO_8859_1);
                    assertThat(content)
                            .as(name)
                            .doesNotContain("SoftwareCard")
                            .doesNotContain("software-reader")
                            .doesNotContain("drawer-insert");
                }
            }
        }
    }

    @Test
    void isNotTheDevelopmentJarWhichSaysWhatItIs() throws IOException {
        try (JarFile development = new JarFile(System.getProperty("card-bridge.development"))) {
            assertThat(development.getManifest().getMainAttributes().getValue("Furikomi-Edition"))
                    .isEqualTo("development");
            assertThat(development.stream().map(ZipEntry::getName)).anyMatch(name -> name.contains("/development/"));
        }
    }

    @ParameterizedTest
    @CsvSource({"--software-reader, ., --carrier, stdio", "--carrier, stdio, --port, 0", "--card-drawer, ., --port, 0"})
    void refusesTheOptionsOfTheDevelopmentEdition(String option, String value, String more, String moreValue)
            throws Exception {
        try (BridgeProcess bridge =
                BridgeProcess.start("card-bridge.release", List.of(option, value, more, moreValue))) {
            assertThat(bridge.nextErrorLine()).startsWith("card-bridge: unknown option " + option);
            assertThat(bridge.exitCode()).isEqualTo(2);
        }
    }
}
