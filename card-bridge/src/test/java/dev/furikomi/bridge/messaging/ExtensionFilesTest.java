package dev.furikomi.bridge.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The unpacked extension as the build leaves it, and what must agree with it elsewhere. */
class ExtensionFilesTest {
    private static final Path BUILT = Path.of("target/extension");
    private static final Path SCREENS = Path.of("src/main/resources/dev/furikomi/bridge/window");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theKeyInTheManifestGivesTheIdThatTheHostExpects() throws Exception {
        byte[] key = Base64.getDecoder().decode(manifest().path("key").asText());
        String hex = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(key))
                .substring(0, 32);
        String id = hex.chars()
                .mapToObj(digit -> String.valueOf((char) ('a' + Character.digit(digit, 16))))
                .collect(Collectors.joining());

        assertThat(HostProcess.EXTENSION).isEqualTo("chrome-extension://" + id + "/");
        assertThat(CallingExtension.check(List.of("chrome-extension://" + id + "/")))
                .isEmpty();
    }

    @Test
    void mayAskForNothingMoreThanItNeeds() throws IOException {
        JsonNode manifest = manifest();

        assertThat(manifest.path("permissions"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("nativeMessaging", "scripting");
        assertThat(manifest.has("content_scripts")).isFalse();
        assertThat(manifest.has("web_accessible_resources")).isFalse();
        assertThat(manifest.at("/externally_connectable/ids")).isEmpty();
        assertThat(manifest.at("/content_security_policy/extension_pages").asText())
                .startsWith("default-src 'none'; script-src 'self';")
                .doesNotContain("unsafe")
                .doesNotContain("connect-src");
    }

    @Test
    void hasTheVersionOfTheBridge() throws IOException {
        Properties bridge = new Properties();
        bridge.load(Files.newBufferedReader(Path.of("target/classes/dev/furikomi/bridge/version.properties")));

        assertThat(bridge.getProperty("version"))
                .startsWith(manifest().path("version").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"screen.js", "texts.js", "amount.js", "conversation.js", "window.css"})
    void showsTheVeryScreensOfTheLoopbackWindow(String file) {
        assertThat(BUILT.resolve(file)).hasSameBinaryContentAs(SCREENS.resolve(file));
    }

    @Test
    void everyFileThatItsPageNamesIsThereAndNothingIsLeftToFill() throws IOException {
        String page = Files.readString(BUILT.resolve("window.html"), StandardCharsets.UTF_8);
        Matcher named = Pattern.compile("(?:src|href)=\"/([^\"]+)\"").matcher(page);

        assertThat(named.results().map(found -> found.group(1)))
                .hasSizeGreaterThan(4)
                .allSatisfy(file -> assertThat(BUILT.resolve(file)).exists());
        assertThat(page).doesNotContain("{{");
    }

    private static JsonNode manifest() throws IOException {
        return JSON.readTree(BUILT.resolve("manifest.json").toFile());
    }
}
