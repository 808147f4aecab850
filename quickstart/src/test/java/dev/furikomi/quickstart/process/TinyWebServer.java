package dev.furikomi.quickstart.process;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;

/** A part for tests: answers 200 when its argument is READY, else 503. */
final class TinyWebServer {
    private TinyWebServer() {}

    public static void main(String[] arguments) throws Exception {
        int status = arguments[0].equals("READY") ? 200 : 503;
        HttpServer server =
                HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(System.getenv("PORT"))), 0);
        server.createContext("/ready", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }
}
