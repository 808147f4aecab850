package dev.furikomi.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.furikomi.card.software.SoftwareReader;
import dev.furikomi.e2e.card.Shopper;
import dev.furikomi.e2e.card.StoryCard;
import dev.furikomi.e2e.http.BankWindow;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/** The real bridge process, spoken to over standard input and output (protocol.md section 6, carrier 3). */
public final class StandardInputBridge implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Writer in;
    private final BlockingQueue<JsonNode> said = new LinkedBlockingQueue<>();
    private final SoftwareReader reader;
    private int calls;

    private StandardInputBridge(List<String> command, SoftwareReader reader, Path log) {
        this.reader = reader;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        in = process.outputWriter(StandardCharsets.UTF_8);
        Thread listener = new Thread(this::listen, "standard-input-bridge");
        listener.setDaemon(true);
        listener.start();
    }

    /** Starts the process that the command starts, in front of a reader in this directory. */
    static StandardInputBridge start(Function<Path, List<String>> command, Path reader, Path log) {
        try {
            return new StandardInputBridge(command.apply(reader), SoftwareReader.create(reader, 1), log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(JSON.readTree(line));
            }
        } catch (IOException closed) {
            // The process has ended; whoever waits for a line notices.
        }
    }

    /** Opens a session. */
    public void open(String origin, String sessionRequest) {
        result(call("open", Map.of("origin", origin, "sessionRequest", sessionRequest)));
    }

    /** Puts the card into the reader. */
    public void insert(StoryCard card) {
        try {
            reader.insert(0, card.file());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Takes the card out. */
    public void remove() {
        try {
            reader.remove(0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** All of a payment in the window, in a new session. */
    public void pay(BankWindow window, Shopper customer) {
        open(customer.bank().origin(), window.sessionRequest());
        insert(customer.card());
        window.card(ask("identify")).expect(200);
        int prove = call("prove", Map.of());
        answer("password", customer.password());
        window.credentials(result(prove)).expect(200);
        window.transfer().expect(200);
        int accept = call("accept", Map.of());
        answer("accept", true);
        window.acceptance(result(accept)).expect(200);
    }

    /** Makes a call; the answer is waited for apart. */
    public int call(String name, Map<String, Object> further) {
        int id = ++calls;
        Map<String, Object> line = new LinkedHashMap<>(Map.of("id", id, "call", name));
        line.putAll(further);
        say(line);
        return id;
    }

    /** The result of a call. */
    public JsonNode result(int id) {
        JsonNode answer = hear(line -> line.path("id").asInt() == id);
        assertThat(answer.has("result")).as("result in %s", answer).isTrue();
        return answer.path("result");
    }

    /** The code with which a call was refused. */
    public String refusal(int id) {
        JsonNode answer = hear(line -> line.path("id").asInt() == id);
        assertThat(answer.has("error")).as("refusal in %s", answer).isTrue();
        return answer.path("error").path("code").asText();
    }

    /** A call and its result. */
    public JsonNode ask(String name) {
        return result(call(name, Map.of()));
    }

    /** Waits for the question and answers it; returns what was shown with it. */
    public JsonNode answer(String dialogue, Object value) {
        JsonNode question = hear(line -> line.path("dialogue").asText().equals(dialogue));
        say(Map.of("dialogue", dialogue, "value", value));
        return question;
    }

    private JsonNode hear(Predicate<JsonNode> wanted) {
        try {
            while (true) {
                JsonNode line = said.poll(30, TimeUnit.SECONDS);
                assertThat(line).as("a line of the bridge").isNotNull();
                if (wanted.test(line)) {
                    return line;
                }
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interruption);
        }
    }

    private void say(Map<String, Object> line) {
        try {
            in.write(JSON.writeValueAsString(line) + "\n");
            in.flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Kills it without a word. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }
}
