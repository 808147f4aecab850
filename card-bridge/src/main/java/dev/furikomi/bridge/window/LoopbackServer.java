package dev.furikomi.bridge.window;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The HTTP server on 127.0.0.1, and on ::1 where there is one: never on another address. */
final class LoopbackServer implements AutoCloseable {
    static {
        // The server's own limits, so that a local program that stalls a request cannot hold a thread for good.
        setDefault("sun.net.httpserver.maxReqTime", "20");
        setDefault("sun.net.httpserver.maxRspTime", "60");
        setDefault("sun.net.httpserver.nodelay", "true");
    }

    private static final int THREADS = 8;

    private final int port;
    private final List<HttpServer> servers = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> {
        Thread thread = new Thread(work, "window");
        thread.setDaemon(true);
        return thread;
    });

    private LoopbackServer(HttpServer first, int port) {
        this.servers.add(first);
        this.port = port;
    }

    /** Binds the first free of the ports; the handler is made for the port, because it checks the Host header. */
    static LoopbackServer start(List<Integer> ports, IntFunction<Function<HttpExchange, Reply>> handlers)
            throws IOException {
        for (int port : ports) {
            try {
                HttpServer server =
                        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 16);
                LoopbackServer loopback =
                        new LoopbackServer(server, server.getAddress().getPort());
                loopback.addSixth();
                loopback.serve(handlers.apply(loopback.port));
                return loopback;
            } catch (BindException taken) {
                // The next of the short list; a page tries them in the same order.
            }
        }
        throw new BindException("the ports " + ports + " of 127.0.0.1 are taken");
    }

    int port() {
        return port;
    }

    /** Version 6 loopback is a courtesy: addresses that pages use name 127.0.0.1. */
    private void addSixth() {
        try {
            servers.add(HttpServer.create(new InetSocketAddress(InetAddress.getByName("::1"), port), 16));
        } catch (IOException absent) {
            // No IPv6 here, or someone else's port there.
        }
    }

    private void serve(Function<HttpExchange, Reply> handler) {
        for (HttpServer server : servers) {
            server.createContext("/", exchange -> answer(exchange, handler));
            server.setExecutor(threads);
            server.start();
        }
    }

    private static void answer(HttpExchange exchange, Function<HttpExchange, Reply> handler) throws IOException {
        try (exchange) {
            Reply reply = replyTo(exchange, handler);
            Reply.HEADERS.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            if (!reply.contentType().isEmpty()) {
                exchange.getResponseHeaders().set("Content-Type", reply.contentType());
            }
            boolean empty =
                    reply.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(reply.status(), empty ? -1 : reply.body().length);
            if (!empty) {
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(reply.body());
                }
            }
        }
    }

    private static Reply replyTo(HttpExchange exchange, Function<HttpExchange, Reply> handler) {
        try {
            return handler.apply(exchange);
        } catch (RuntimeException defect) {
            System.getLogger(LoopbackServer.class.getName())
                    .log(System.Logger.Level.ERROR, "A call failed unexpectedly.", defect);
            return Reply.error(500, "bridge-error", "Unexpected.");
        }
    }

    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
        threads.shutdownNow();
    }

    private static void setDefault(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
