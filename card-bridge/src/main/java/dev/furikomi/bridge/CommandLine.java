package dev.furikomi.bridge;

import dev.furikomi.bridge.edition.UnusableOptionException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What was typed to start the bridge: {@code --name value} pairs and flags, each at most once. */
final class CommandLine {
    /** What a page's link starts the bridge with. It says nothing but "start": anyone can make such a link. */
    private static final String START_LINK = "furikomi-card-bridge:";

    private static final int DEFAULT_PORT = 8084;
    private static final int PORTS_TRIED = 3;
    private static final String VERSION = "version";
    private static final String HELP = "help";
    private static final String SINGLE = "single";
    private static final Set<String> FLAGS = Set.of(VERSION, HELP, SINGLE);
    private static final Set<String> OPTIONS = Set.of(
            "port",
            "bank-list",
            "scheme-root",
            "language",
            "parent-pid",
            "card-wait",
            "reader-wait",
            "state-directory");

    private final Map<String, String> values;
    private final Set<String> flags;
    private final Set<String> further;

    private CommandLine(Map<String, String> values, Set<String> flags, Set<String> further) {
        this.values = values;
        this.flags = flags;
        this.further = further;
    }

    /** The further names are those of the edition's extension. */
    static CommandLine parse(List<String> arguments, Set<String> further) throws UnusableOptionException {
        if (arguments.size() == 1 && arguments.get(0).startsWith(START_LINK)) {
            return new CommandLine(Map.of(), Set.of(SINGLE), further);
        }
        Map<String, String> values = new HashMap<>();
        Set<String> flags = new HashSet<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            String name = argument.startsWith("--") ? argument.substring(2) : "";
            boolean first;
            if (FLAGS.contains(name)) {
                first = flags.add(name);
            } else if (!OPTIONS.contains(name) && !further.contains(name)) {
                throw new UnusableOptionException(
                        "unknown option " + argument + "; this edition knows " + known(further));
            } else if (++i == arguments.size()) {
                throw new UnusableOptionException(argument + " needs a value");
            } else {
                first = values.put(name, arguments.get(i)) == null;
            }
            if (!first) {
                throw new UnusableOptionException(argument + " is given twice");
            }
        }
        return new CommandLine(values, flags, further);
    }

    private static String known(Set<String> further) {
        Set<String> all = new TreeSet<>(OPTIONS);
        all.addAll(FLAGS);
        all.addAll(further);
        return all.stream().map(name -> "--" + name).collect(Collectors.joining(", "));
    }

    /** Whether it was started to say something about itself, not to run. */
    boolean asksOnly() {
        return asksForVersion() || flags.contains(HELP);
    }

    boolean asksForVersion() {
        return flags.contains(VERSION);
    }

    /** Whether it ends at once when this user's bridge runs already. */
    boolean single() {
        return flags.contains(SINGLE);
    }

    String help() {
        String more = further.isEmpty()
                ? ""
                : further.stream()
                        .sorted()
                        .map(name -> "\n  --" + name + " ...")
                        .collect(Collectors.joining("", "\nof this edition only:", ""));
        return """
                card-bridge: lets the bank's page use the ID card in this computer's reader.

                  --bank-list FILE       the scheme's signed bank list
                  --scheme-root FILE     the scheme's public key; both are in the machine's own place otherwise
                  --port N               the first of three ports of 127.0.0.1 that it tries; %d otherwise, 0 = any
                  --language en|ja       of its window, until a bank's page asks for one
                  --card-wait SECONDS    how long it waits for a card
                  --reader-wait SECONDS  how long it waits for a reader
                  --state-directory DIR  where this user's bridges take turns; a private place otherwise
                  --single               ends at once when this user's bridge runs already
                  --parent-pid PID       ends when that process ends
                  --version, --help      tells, and ends""".formatted(DEFAULT_PORT) + more;
    }

    Map<String, String> values() {
        return Map.copyOf(values);
    }

    /** The asked port and the two after it; 0 asks the system for any. */
    List<Integer> ports() throws UnusableOptionException {
        int first = (int) number("port", DEFAULT_PORT, 0, 65535);
        return first == 0
                ? List.of(0)
                : IntStream.range(first, Math.min(first + PORTS_TRIED, 65536))
                        .boxed()
                        .toList();
    }

    Optional<Path> path(String name) {
        return Optional.ofNullable(values.get(name)).map(Path::of);
    }

    Optional<String> language() throws UnusableOptionException {
        String language = values.get("language");
        if (language != null && !language.equals("en") && !language.equals("ja")) {
            throw new UnusableOptionException("--language is en or ja");
        }
        return Optional.ofNullable(language);
    }

    Optional<Long> parentPid() throws UnusableOptionException {
        return values.containsKey("parent-pid")
                ? Optional.of(number("parent-pid", 0, 1, Integer.MAX_VALUE))
                : Optional.empty();
    }

    /** Seconds, as a person would type them. */
    Duration seconds(String name, Duration otherwise) throws UnusableOptionException {
        return Duration.ofSeconds(number(name, otherwise.toSeconds(), 1, 300));
    }

    private long number(String name, long otherwise, long least, long most) throws UnusableOptionException {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new UnusableOptionException("--" + name + " is a number from " + least + " to " + most);
    }
}
