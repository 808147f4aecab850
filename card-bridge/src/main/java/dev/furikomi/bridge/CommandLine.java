package dev.furikomi.bridge;

import dev.furikomi.bridge.edition.UnusableOptionException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What was typed to start the bridge: {@code --name value} pairs, each at most once. */
final class CommandLine {
    private static final int DEFAULT_PORT = 8084;
    private static final int PORTS_TRIED = 3;
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

    private CommandLine(Map<String, String> values) {
        this.values = values;
    }

    /** The further names are those of the edition's extension. */
    static CommandLine parse(List<String> arguments, Set<String> further) throws UnusableOptionException {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String argument = arguments.get(i);
            String name = argument.startsWith("--") ? argument.substring(2) : "";
            if (!OPTIONS.contains(name) && !further.contains(name)) {
                throw new UnusableOptionException(
                        "unknown option " + argument + "; this edition knows " + known(further));
            }
            if (i + 1 == arguments.size()) {
                throw new UnusableOptionException(argument + " needs a value");
            }
            if (values.put(name, arguments.get(i + 1)) != null) {
                throw new UnusableOptionException(argument + " is given twice");
            }
        }
        return new CommandLine(values);
    }

    private static String known(Set<String> further) {
        Set<String> all = new TreeSet<>(OPTIONS);
        all.addAll(further);
        return all.stream().map(name -> "--" + name).collect(Collectors.joining(", "));
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

    Path required(String name) throws UnusableOptionException {
        String value = values.get(name);
        if (value == null) {
            throw new UnusableOptionException("--" + name + " FILE is required");
        }
        return Path.of(value);
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
