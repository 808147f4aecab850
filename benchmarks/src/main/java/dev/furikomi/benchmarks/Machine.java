package dev.furikomi.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.AppInfoParser;

/** On what it was measured. */
final class Machine {

    private static final int SYNCHRONISATIONS = 200;

    private Machine() {}

    static Map<String, String> describe(Path directory) throws IOException {
        Map<String, String> machine = new LinkedHashMap<>();
        machine.put("processors", Runtime.getRuntime().availableProcessors() + " usable, " + processor());
        machine.put("memory", memory());
        machine.put(
                "system",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"));
        machine.put(
                "file system",
                Files.getFileStore(directory).type()
                        + String.format(
                                Locale.ROOT,
                                ", fdatasync of 8 KiB takes %.0f µs (median of %d)",
                                fdatasyncMicroseconds(directory),
                                SYNCHRONISATIONS));
        machine.put(
                "java",
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version") + ", " + options());
        machine.put("kafka", "broker " + brokerVersion() + ", clients " + AppInfoParser.getVersion());
        return machine;
    }

    /** The broker has a class path of its own. */
    private static String brokerVersion() throws IOException {
        try (InputStream classPath = Machine.class.getResourceAsStream("/kafka-broker.classpath")) {
            Matcher version = Pattern.compile("kafka-clients-([0-9.]+)\\.jar")
                    .matcher(new String(Objects.requireNonNull(classPath).readAllBytes(), StandardCharsets.UTF_8));
            return version.find() ? version.group(1) : "unknown";
        }
    }

    /** Which source was measured, and whether it had been changed since. */
    static String commit(Path root) {
        String commit = git(root, "rev-parse", "--short=12", "HEAD");
        if (commit.isEmpty()) {
            return "unknown";
        }
        return git(root, "status", "--porcelain").isEmpty() ? commit : commit + " with changes";
    }

    private static String git(Path root, String... words) {
        List<String> command = new ArrayList<>(List.of("git", "-C", root.toString()));
        command.addAll(List.of(words));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? said : "";
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "";
        } catch (IOException noGit) {
            return "";
        }
    }

    /** Those that make a difference; where it was run is nobody's business. */
    private static String options() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-X"))
                .collect(Collectors.joining(" "));
    }

    private static String processor() {
        return line(Path.of("/proc/cpuinfo"), "model name");
    }

    private static String memory() {
        String kibibytes = line(Path.of("/proc/meminfo"), "MemTotal").replace(" kB", "");
        return kibibytes.matches("\\d+") ? Long.parseLong(kibibytes) / (1 << 20) + " GiB" : kibibytes;
    }

    private static String line(Path file, String name) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException elsewhere) {
            return "unknown";
        }
    }

    private static double fdatasyncMicroseconds(Path directory) throws IOException {
        Path file = Files.createTempFile(directory, "fdatasync", ".probe");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long[] took = new long[SYNCHRONISATIONS];
            for (int i = 0; i < took.length; i++) {
                long began = System.nanoTime();
                channel.write(ByteBuffer.allocate(8192), 0);
                channel.force(false);
                took[i] = System.nanoTime() - began;
            }
            Arrays.sort(took);
            return (double) took[took.length / 2] / TimeUnit.MICROSECONDS.toNanos(1);
        } finally {
            Files.delete(file);
        }
    }
}
