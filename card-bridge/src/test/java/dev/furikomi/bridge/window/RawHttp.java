package dev.furikomi.bridge.window;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** HTTP by hand, because a client library would not let a test forge Host and Origin. */
final class RawHttp {
    private final String address;
    private final int port;
    private final Map<String, String> headers = new LinkedHashMap<>();

    RawHttp(String address, int port) {
        this.address = address;
        this.port = port;
        headers.put("Host", "127.0.0.1:" + port);
    }

    RawHttp with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    RawHttp without(String name) {
        headers.remove(name);
        return this;
    }

    Response get(String path) throws IOException {
        return send("GET", path, new byte[0]);
    }

    Response post(String path, String body) throws IOException {
        return send("POST", path, body.getBytes(StandardCharsets.UTF_8));
    }

    Response post(String path, byte[] body) throws IOException {
        return send("POST", path, body);
    }

    Response send(String method, String path, byte[] body) throws IOException {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        try (Socket socket = new Socket(InetAddress.getByName(address), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = answer.indexOf("\r\n\r\n");
            return new Response(
                    Integer.parseInt(answer.substring(9, 12)), answer.substring(0, end), answer.substring(end + 4));
        }
    }

    record Response(int status, String head, String body) {}
}
