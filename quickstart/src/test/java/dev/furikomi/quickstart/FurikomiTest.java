package dev.furikomi.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class FurikomiTest {

    @ParameterizedTest
    @ValueSource(strings = {"up --port-base 1023", "demo --port-base 65530", "up --port-base x", "up --frob", "frob"})
    void answersAMisuseWithOneLineAndExitCodeTwo(String line) {
        Said said = run(line);

        assertThat(said.exitCode).isEqualTo(2);
        assertThat(said.error).startsWith("furikomi: ").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "demo", "status"})
    void eachCommandTellsItsOptionsAndTheVersion(String command) {
        Said help = run(command + " --help");
        Said version = run(command + " --version");

        assertThat(help.exitCode).isZero();
        assertThat(help.output).contains("Usage: ./furikomi " + command);
        assertThat(version.exitCode).isZero();
        assertThat(version.output).matches("Furikomi \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?, Java .+\\s+");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                  0, 0 s
                 59, 59 s
                 60, 1 min 0 s
               7384, 2 h 3 min
              93784, 1 d 2 h
                 -5, 0 s
            """)
    void saysADurationAsAPersonWould(long seconds, String text) {
        assertThat(Lasting.of(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    private record Said(int exitCode, String output, String error) {}

    private static Said run(String line) {
        StringWriter output = new StringWriter();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(error, true, StandardCharsets.UTF_8));
        try {
            CommandLine commandLine = Furikomi.commandLine();
            commandLine.setOut(new PrintWriter(output, true));
            int exitCode = commandLine.execute(line.split(" "));
            return new Said(
                    exitCode,
                    output.toString(),
                    error.toString(StandardCharsets.UTF_8).strip());
        } finally {
            System.setErr(before);
        }
    }
}
