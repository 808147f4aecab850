package dev.furikomi.quickstart.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The real card-bridge process over its standard input and output: protocol.md, section 6, carrier 3. */
final class BridgeProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final Writer in;
    private final BlockingQueue<JsonNode> said = new LinkedBlockingQueue<>();
    private final Function<JsonNode, Object> person;
    private int calls;

    /** The person answers what the bridge asks: a password, or whether the transfer is accepted. */
    BridgeProcess(List<String> command, Path log, Function<JsonNode, Object> person) {
        this.person = person;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        in = process.outputWriter(StandardCharsets.UTF_8);
        Thread listener = new Thread(this::listen, "bridge-listener");
        listener.setDaemon(true);
        listener.start();
    }

    private void listen() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                take(JSON.readTree(line));
            }
        } catch (IOException e) {
            said.add(JSON.createObjectNode().put("ended", String.valueOf(e.getMessage())));
            return;
        }
        said.add(JSON.createObjectNode().put("ended", "its output ended"));
    }

    private void take(JsonNode line) throws IOException {
        if (line.has("dialogue")) {
            write(Map.of("dialogue", line.path("dialogue").asText(), "value", person.apply(line)));
        } else if (line.has("id")) {
            said.add(line);
        }
    }

    /** One call and its result. */
    JsonNode call(String name, Map<String, String> arguments) {
        Map<String, Object> request = new TreeMap<>(arguments);
        request.put("id", ++calls);
        request.put("call", name);
        try {
            write(request);
            JsonNode answer = said.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (answer == null) {
                throw new IllegalStateException("card-bridge did not answer " + name);
            }
            if (!answer.has("result")) {
                throw new IllegalStateException("card-bridge refused " + name + ": "
                        + answer.path("error")
                                .path("code")
                                .asText(answer.path("ended").asText()) + " "
                        + answer.path("error").path("message").asText(""));
            }
            return answer.path("result");
        } catch (IOException e) {
            throw new UncheckedIOException("card-bridge cannot be reached: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void write(Object line) throws IOException {
        synchronized (in) {
            try {
                in.write(JSON.writeValueAsString(line));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(e);
            }
            in.write('\n');
            in.flush();
        }
    }

    /** The end of its input is its signal to leave. */
    @Override
    public void close() {
        try {
            in.close();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
