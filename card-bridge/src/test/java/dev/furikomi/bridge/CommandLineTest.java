package dev.furikomi.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.furikomi.bridge.edition.UnusableOptionException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @Test
    void needsNothingWhenItIsInstalled() throws Exception {
        CommandLine commandLine = parse();

        assertThat(commandLine.path("bank-list")).isEmpty();
        assertThat(commandLine.ports()).containsExactly(8084, 8085, 8086);
        assertThat(commandLine.single()).isFalse();
        assertThat(commandLine.asksOnly()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "furikomi-card-bridge:",
                "furikomi-card-bridge:start",
                "furikomi-card-bridge://--port/1",
                "furikomi-card-bridge: --bank-list /tmp/evil"
            })
    void isOnlyStartedByALinkWhateverElseTheLinkSays(String link) throws Exception {
        CommandLine commandLine = parse(link);

        assertThat(commandLine.single()).isTrue();
        assertThat(commandLine.values()).isEmpty();
        assertThat(commandLine.ports()).containsExactly(8084, 8085, 8086);
    }

    @Test
    void takesNoLinkAmongOptions() {
        assertThatThrownBy(() -> parse("furikomi-card-bridge:start", "--port", "1"))
                .isInstanceOf(UnusableOptionException.class)
                .hasMessageStartingWith("unknown option furikomi-card-bridge:start");
    }

    @Test
    void tellsItsOptionsAndThoseOfTheEdition() throws Exception {
        assertThat(parse("--help").help()).contains("--bank-list FILE").doesNotContain("edition");
        assertThat(CommandLine.parse(List.of("--help"), Set.of("card-drawer")).help())
                .contains("--card-drawer");
        assertThat(parse("--version").asksForVersion()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "--port, --port needs a value",
        "--port --port, --port is a number",
        "--single --single, --single is given twice",
        "--port 1 --port 2, --port is given twice",
        "--port 65536, --port is a number from 0 to 65535",
        "--port x, --port is a number from 0 to 65535",
        "8084, unknown option 8084",
        "--carrier stdio, unknown option --carrier",
        "--language de, --language is en or ja"
    })
    void saysWhatIsNotUnderstood(String line, String message) {
        assertThatThrownBy(() -> {
                    CommandLine commandLine = parse(line.split(" ", -1));
                    commandLine.ports();
                    commandLine.language();
                })
                .isInstanceOf(UnusableOptionException.class)
                .hasMessageStartingWith(message);
    }

    private static CommandLine parse(String... arguments) throws UnusableOptionException {
        return CommandLine.parse(List.of(arguments), Set.of());
    }
}
