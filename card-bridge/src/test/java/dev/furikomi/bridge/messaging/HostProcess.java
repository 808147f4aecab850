package dev.furikomi.bridge.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.furikomi.bridge.messaging.Frames.Frame;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The packaged host as a browser starts it. */
final class HostProcess implements AutoCloseable {
    static final String EXTENSION = "chrome-extension://bpmnellnekimgljhjgpfhlcjfcinlhfh/";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final OutputStream in;
    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();

    private HostProcess(Process process) {
        this.process = process;
        this.in = process.getOutputStream();
        Thread listener = new Thread(this::listen, "host");
        listener.setDaemon(true);
        listener.start();
    }

    static HostProcess start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("card-bridge.development"),
                NativeMessagingHost.class.getName()));
        command.addAll(arguments);
        return new HostProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.to(new File("target/host.log")))
                .start());
    }

    private void listen() {
        Frames frames = new Frames(process.getInputStream(), OutputStream.nullOutputStream());
        try {
            while (frames.next() instanceof Frame.Whole whole) {
                heard.add(JSON.readTree(whole.content()));
            }
        } catch (IOException ended) {
            // The process ended.
        }
    }

    void send(Map<String, Object> message) throws IOException {
        new Frames(process.getInputStream(), in).send(JSON.writeValueAsBytes(message));
    }

    void sendBytes(byte[] bytes) throws IOException {
        in.write(bytes);
        in.flush();
    }

    /** The next message of these kinds; what the screen shows meanwhile is passed over. */
    JsonNode hear(String... kinds) throws InterruptedException {
        while (true) {
            JsonNode message = heard.poll(20, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("The host said nothing of " + List.of(kinds));
            }
            if (List.of(kinds).contains(message.path("kind").asText())) {
                return message;
            }
        }
    }

    /** Waits until the screen shows this. */
    void awaitDisplay(String display) throws InterruptedException {
        while (!hear("display").path("display").asText().equals(display)) {
            // Something earlier.
        }
    }

    JsonNode ask(Map<String, Object> message, String... kinds) throws Exception {
        send(message);
        return hear(kinds);
    }

    boolean saidNothing() {
        return heard.isEmpty();
    }

    void endInput() throws IOException {
        in.close();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        exitCode();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new AssertionError("The host did not end.");
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
}
