package dev.furikomi.bridge.packaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The installed native messaging host, driven as a browser does: frames on standard input and output. */
final class InstalledHost implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;

    InstalledHost(Process process) {
        this.process = process;
    }

    void send(Map<String, Object> message) throws IOException {
        byte[] content = JSON.writeValueAsBytes(message);
        ByteBuffer frame = ByteBuffer.allocate(4 + content.length).order(ByteOrder.nativeOrder());
        process.getOutputStream()
                .write(frame.putInt(content.length).put(content).array());
        process.getOutputStream().flush();
    }

    /** The next message of one of these kinds. */
    JsonNode hear(String... kinds) throws IOException {
        while (true) {
            int length = ByteBuffer.wrap(read(4)).order(ByteOrder.nativeOrder()).getInt();
            JsonNode message = JSON.readTree(read(length));
            for (String kind : kinds) {
                if (message.path("kind").asText().equals(kind)) {
                    return message;
                }
            }
        }
    }

    boolean endsWhenThePortIsClosed() throws IOException, InterruptedException {
        process.getOutputStream().close();
        return process.waitFor(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroy();
    }

    private byte[] read(int length) throws IOException {
        InputStream in = process.getInputStream();
        byte[] bytes = new byte[length];
        int filled = 0;
        while (filled < length) {
            int read = in.read(bytes, filled, length - filled);
            if (read < 0) {
                throw new AssertionError("The host ended.");
            }
            filled += read;
        }
        return bytes;
    }
}
