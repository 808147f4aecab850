package dev.furikomi.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A packaged bridge as its own process, as a person or a program starts it. */
final class BridgeProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Writer in;
    private final BlockingQueue<String> out = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> err = new LinkedBlockingQueue<>();

    private BridgeProcess(Process process) {
        this.process = process;
        this.in = process.outputWriter(StandardCharsets.UTF_8);
        collect(process.getInputStream(), out);
        collect(process.getErrorStream(), err);
    }

    static BridgeProcess start(String jarProperty, List<String> arguments) throws IOException {
        return start(jarProperty, arguments, Map.of());
    }

    static BridgeProcess start(String jarProperty, List<String> arguments, Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty(jarProperty)));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return new BridgeProcess(builder.start());
    }

    void say(Map<String, Object> line) throws IOException {
        in.write(JSON.writeValueAsString(line) + "\n");
        in.flush();
    }

    /** The next line that is not an event. */
    JsonNode hear() throws Exception {
        while (true) {
            JsonNode line = JSON.readTree(next(out));
            if (!line.has("event")) {
                return line;
            }
        }
    }

    String nextLine() throws InterruptedException {
        return next(out);
    }

    String nextErrorLine() throws InterruptedException {
        return next(err);
    }

    void endInput() throws IOException {
        in.close();
    }

    Process process() {
        return process;
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new AssertionError("The bridge did not end.");
        }
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private static String next(BlockingQueue<String> lines) throws InterruptedException {
        String line = lines.poll(20, TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("The bridge said nothing.");
        }
        return line;
    }

    private static void collect(java.io.InputStream stream, BlockingQueue<String> lines) {
        Thread collector = new Thread(() -> {
            try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                reader.lines().forEach(lines::add);
            } catch (IOException | java.io.UncheckedIOException ended) {
                // The process ended.
            }
        });
        collector.setDaemon(true);
        collector.start();
    }
}
