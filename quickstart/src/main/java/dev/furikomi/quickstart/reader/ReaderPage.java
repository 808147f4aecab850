package dev.furikomi.quickstart.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.furikomi.card.software.CardDrawer;
import dev.furikomi.card.software.SoftwareReader;
import dev.furikomi.quickstart.embedded.Pause;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** The virtual reader's page on loopback, on an origin of its own, and the calls of its script. */
public final class ReaderPage implements AutoCloseable {
    static {
        // The server's own limits, so that a local program that stalls a request cannot hold a thread for good.
        setDefault("sun.net.httpserver.maxReqTime", "20");
        setDefault("sun.net.httpserver.maxRspTime", "60");
        setDefault("sun.net.httpserver.nodelay", "true");
    }

    /** The page's host name, which browsers resolve to loopback. */
    public static final String NAME = "reader.localhost";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_BODY = 4096;
    private static final int THREADS = 24;
    private static final int WAITING_MAX = 16;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final int LOOKS_EVERY_MS = 150;
    private static final Map<String, String> FILES = Map.of(
            "/reader.js", "text/javascript",
            "/texts.js", "text/javascript",
            "/reader.css", "text/css");

    private final Wallet wallet;
    private final PageGuard guard;
    private final int port;
    private final List<HttpServer> servers = new ArrayList<>();
    private final Semaphore waiting = new Semaphore(WAITING_MAX);
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> {
        Thread thread = new Thread(work, "reader-page");
        thread.setDaemon(true);
        return thread;
    });

    private ReaderPage(HttpServer first, Wallet wallet) {
        this.port = first.getAddress().getPort();
        this.wallet = wallet;
        this.guard = new PageGuard(port);
        this.servers.add(first);
    }

    /**
     * Serves the page on 127.0.0.1, and on ::1 where there is one.
     *
     * @param port 0 is any
     */
    public static ReaderPage start(int port, CardDrawer drawer, SoftwareReader reader, List<Issuer> issuers) {
        try {
            ReaderPage page = new ReaderPage(listen("127.0.0.1", port), new Wallet(drawer, reader, issuers));
            page.listenOnSixth();
            page.servers.forEach(server -> {
                server.createContext("/", page::answer);
                server.setExecutor(page.threads);
                server.start();
            });
            return page;
        } catch (IOException e) {
            throw new UncheckedIOException("the reader page cannot listen on port " + port + ": " + e.getMessage(), e);
        }
    }

    private static HttpServer listen(String address, int port) throws IOException {
        return HttpServer.create(new InetSocketAddress(InetAddress.getByName(address), port), 16);
    }

    private void listenOnSixth() {
        try {
            servers.add(listen("::1", port));
        } catch (IOException absent) {
            // No IPv6 here, and nobody asks there then.
        }
    }

    public int port() {
        return port;
    }

    /** The page's address. */
    public String address() {
        return "http://" + NAME + ":" + port + "/";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply;
            try {
                reply = reply(exchange);
            } catch (IOException | RuntimeException e) {
                reply = Reply.refusal(500, "reader-error", "The reader could not be changed or read.");
            }
            Reply.HEADERS.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            reply.further()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            exchange.getResponseHeaders().set("Content-Type", reply.contentType());
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(reply.status(), head ? -1 : reply.body().length);
            if (!head) {
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(reply.body());
                }
            }
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.startsWith("/api/")) {
            Optional<Reply> refusal = guard.refuseCall(exchange);
            return refusal.isPresent() ? refusal.get() : call(exchange, path);
        }
        Optional<Reply> refusal = guard.refusePage(exchange);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (!exchange.getRequestMethod().equals("GET")
                && !exchange.getRequestMethod().equals("HEAD")) {
            return Reply.refusal(405, "method-not-allowed", "This can be read only.")
                    .with("Allow", "GET, HEAD");
        }
        if (path.equals("/")) {
            return page(exchange);
        }
        String type = FILES.get(path);
        return type == null
                ? Reply.refusal(404, "not-found", "There is nothing here.")
                : Reply.text(type, resource(path.substring(1)));
    }

    private Reply page(HttpExchange exchange) throws IOException {
        PageLanguage language = PageLanguage.of(exchange);
        Reply page = Reply.text(
                "text/html",
                resource("reader.html").replace("{{language}}", language.code()).replace("{{token}}", guard.token()));
        return language.isChosen() ? page.with("Set-Cookie", language.cookie()) : page;
    }

    private Reply call(HttpExchange exchange, String path) throws IOException {
        return switch (exchange.getRequestMethod() + " " + path) {
            case "GET /api/state" -> state(exchange);
            case "POST /api/insertion" -> {
                JsonNode asked = body(exchange);
                yield wallet.insert(slot(asked), asked.path("card").asText())
                        ? Reply.json(wallet.look())
                        : Reply.refusal(404, "card-unknown", "There is no such card or no such reader.");
            }
            case "POST /api/removal" ->
                wallet.remove(slot(body(exchange)))
                        ? Reply.json(wallet.look())
                        : Reply.refusal(404, "reader-unknown", "There is no such reader.");
            default -> Reply.refusal(404, "not-found", "There is no such call.");
        };
    }

    /** Answers at once when the page has seen something else than what is, otherwise when something changes. */
    private Reply state(HttpExchange exchange) {
        String seen = Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), "");
        if (waiting.tryAcquire()) {
            try {
                Instant end = Instant.now().plus(LONGEST_WAIT);
                while (seen.equals("after=" + wallet.version()) && Instant.now().isBefore(end)) {
                    Pause.milliseconds(LOOKS_EVERY_MS);
                }
            } finally {
                waiting.release();
            }
        }
        return Reply.json(wallet.look());
    }

    private static int slot(JsonNode asked) {
        return asked.path("slot").isInt() ? asked.path("slot").asInt() : -1;
    }

    private static JsonNode body(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
        try {
            return body.length > LONGEST_BODY ? JSON.missingNode() : JSON.readTree(body);
        } catch (com.fasterxml.jackson.core.JsonProcessingException malformed) {
            return JSON.missingNode();
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream file = ReaderPage.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(file, "A file of the page is missing.")
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
        }
    }

    private static void setDefault(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        servers.forEach(server -> server.stop(0));
    }
}
