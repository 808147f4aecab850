package dev.furikomi.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * What {@code ./furikomi COMMAND --help} shows before anything is built stands in docs/help. To write it anew after an
 * option changed: {@code -Dfurikomi.help.write=true}.
 */
class HelpPagesTest {
    private static final Path PAGES = Path.of("..", "docs", "help");
    private static final int WIDTH = 100;

    static List<CommandLine> commands() {
        List<CommandLine> all = new ArrayList<>();
        Furikomi.commandLine().getSubcommands().values().forEach(command -> collect(command, all));
        return all;
    }

    private static void collect(CommandLine command, List<CommandLine> all) {
        all.add(command);
        command.getSubcommands().values().forEach(below -> collect(below, all));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void thePageOfACommandIsItsHelp(CommandLine command) throws IOException {
        String help = command.setUsageHelpWidth(WIDTH).getUsageMessage(Ansi.OFF);
        Path page = PAGES.resolve(name(command) + ".txt");
        if (Boolean.getBoolean("furikomi.help.write")) {
            Files.createDirectories(PAGES);
            Files.writeString(page, help);
        }

        assertThat(page).content().isEqualToNormalizingNewlines(help);
    }

    @Test
    void everyPageIsThatOfACommand() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            List<String> names = pages.map(page -> page.getFileName().toString().replaceFirst("\\.txt$", ""))
                    // The benchmarks' own test looks after theirs.
                    .filter(name -> !name.equals("bench"))
                    .toList();

            assertThat(commands().stream().map(HelpPagesTest::name).collect(Collectors.toSet()))
                    .containsExactlyInAnyOrderElementsOf(names);
        }
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName("-").replaceFirst("^\\./furikomi-", "");
    }
}
