package dev.furikomi.bridge.window;

import com.sun.net.httpserver.HttpExchange;
import dev.furikomi.bridge.edition.WindowExtension;
import dev.furikomi.bridge.session.Sessions;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Carrier 1: serves the window's page on loopback and carries its calls. */
public final class BridgeWindow implements AutoCloseable {
    static final int LARGEST_BODY_BYTES = 64 * 1024;

    private final LoopbackServer server;

    private BridgeWindow(LoopbackServer server) {
        this.server = server;
    }

    /** Serves on the first free port of the list; a language fixes that of the page until a bank's page asks for one. */
    public static BridgeWindow serve(
            List<Integer> ports,
            Sessions sessions,
            InstantSource clock,
            String version,
            @Nullable String language,
            Optional<WindowExtension> extension)
            throws IOException {
        WindowCalls calls = new WindowCalls(sessions, clock, version, extension);
        return new BridgeWindow(LoopbackServer.start(ports, port -> {
            RequestGuard guard = new RequestGuard(port, PeerUsers.of(port));
            WindowPage page = new WindowPage(guard.token(), language, extension);
            Map<String, String> status = Map.of("bridge", "card-bridge", "version", version);
            return handler(guard, page, calls, status);
        }));
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }

    private static Function<HttpExchange, Reply> handler(
            RequestGuard guard, WindowPage page, WindowCalls calls, Map<String, String> status) {
        return exchange -> {
            Optional<Reply> foreign = guard.refuseUser(exchange).map(BridgeWindow::refused);
            if (foreign.isPresent()) {
                return foreign.get();
            }
            String path = exchange.getRequestURI().getPath();
            if (path.startsWith("/api/")) {
                return guard.refuseCall(exchange)
                        .map(BridgeWindow::refused)
                        .orElseGet(() -> call(exchange, path, calls));
            }
            Optional<Reply> refusal = guard.refusePage(exchange).map(BridgeWindow::refused);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            if (!exchange.getRequestMethod().equals("GET")
                    && !exchange.getRequestMethod().equals("HEAD")) {
                return Reply.error(405, "request-invalid", "Pages are only read.");
            }
            if (path.equals("/window")) {
                return page.page(
                        exchange.getRequestURI().getQuery(),
                        exchange.getRequestHeaders().getFirst("Accept-Language"));
            }
            if (path.equals("/status")) {
                return Reply.json(200, status);
            }
            return page.file(path).orElseGet(() -> Reply.error(404, "request-invalid", "There is no such page."));
        };
    }

    private static Reply call(HttpExchange exchange, String path, WindowCalls calls) {
        byte[] body;
        try (InputStream in = exchange.getRequestBody()) {
            body = in.readNBytes(LARGEST_BODY_BYTES + 1);
        } catch (IOException e) {
            return Reply.error(400, "request-invalid", "The call broke off.");
        }
        try {
            if (body.length > LARGEST_BODY_BYTES) {
                return Reply.error(413, "request-invalid", "A call has at most 64 KiB.");
            }
            return calls.answer(
                    exchange.getRequestMethod(), path, exchange.getRequestURI().getQuery(), body);
        } finally {
            Arrays.fill(body, (byte) 0); // It may have been the password.
        }
    }

    private static Reply refused(RequestGuard.Refusal refusal) {
        return Reply.error(refusal.status(), refusal.code(), refusal.message());
    }
}
