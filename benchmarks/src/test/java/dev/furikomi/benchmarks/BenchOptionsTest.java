package dev.furikomi.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class BenchOptionsTest {

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
            arguments    | said
            --rounds 0   | --rounds must be at least 1
            --seconds -1 | --seconds must be at least 1
            --only z     | no scenario z
            --rounds one | Invalid value for option '--rounds'
            --fast       | Unknown option: '--fast'
            --json /no/such/directory/x.json | --json cannot be written: there is no directory /no/such/directory
            """)
    void whatIsNotUnderstoodIsSaidInOneLine(String arguments, String said) {
        refuses(said, arguments.split(" "));
    }

    @Test
    void whatCouldNotBeWrittenInTheEndIsRefusedBeforeAnythingIsMeasured(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        refuses("is a directory", "--json", directory.toString());
        refuses("there is no directory", "--json", file.resolve("figures.json").toString());
        refuses("--report cannot be written", "--report", file.toString());
        refuses("--report cannot be written", "--report", file.resolve("report").toString());
    }

    /** What the script shows before anything is built; -Dfurikomi.help.write=true writes it anew. */
    @Test
    void theHelpPageIsTheCommandsHelp() throws IOException {
        String help = Bench.commandLine().setUsageHelpWidth(100).getUsageMessage(CommandLine.Help.Ansi.OFF);
        Path page = Path.of("..", "docs", "help", "bench.txt");
        if (Boolean.getBoolean("furikomi.help.write")) {
            Files.writeString(page, help);
        }

        assertThat(page).content().isEqualToNormalizingNewlines(help);
    }

    private static void refuses(String said, String... arguments) {
        CommandLine bench = Bench.commandLine();
        StringWriter err = new StringWriter();
        bench.setErr(new PrintWriter(err, true));

        int code = bench.execute(arguments);

        assertThat(code).isEqualTo(2);
        assertThat(err.toString().strip())
                .startsWith("furikomi: ")
                .contains(said)
                .hasLineCount(1);
    }
}
