package dev.furikomi.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
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
            """)
    void whatIsNotUnderstoodIsSaidInOneLine(String arguments, String said) {
        CommandLine bench = Bench.commandLine();
        StringWriter err = new StringWriter();
        bench.setErr(new PrintWriter(err, true));

        int code = bench.execute(arguments.split(" "));

        assertThat(code).isEqualTo(2);
        assertThat(err.toString().strip())
                .startsWith("furikomi: ")
                .contains(said)
                .hasLineCount(1);
    }
}
