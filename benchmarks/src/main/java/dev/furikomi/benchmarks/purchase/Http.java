package dev.furikomi.benchmarks.purchase;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An HTTP client on one event loop, so that the load costs the machine little; connections are kept. */
final class Http implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;

    private final Vertx vertx;
    private final HttpClient client;

    Http(int connectionsMax) {
        this(
                Vertx.vertx(new VertxOptions()
                        .setEventLoopPoolSize(1)
                        .setWorkerPoolSize(1)
                        .setInternalBlockingPoolSize(1)),
                new HttpClientOptions()
                        .setDefaultHost("127.0.0.1")
                        .setMaxPoolSize(connectionsMax)
                        .setMaxWaitQueueSize(-1)
                        .setKeepAliveTimeout(0)
                        .setDecompressionSupported(false));
    }

    private Http(Vertx vertx, HttpClientOptions options) {
        this(vertx, vertx.createHttpClient(options));
    }

    /** With a client of that Vert.x; both are closed with this. */
    Http(Vertx vertx, HttpClient client) {
        this.vertx = vertx;
        this.client = client;
    }

    /** An answer; the cookie is the first that was set. */
    record Answer(int status, String body, @Nullable String cookie) {}

    /**
     * One call; the future completes on the event loop, which must not be held up. It fails when there is no answer for a
     * minute, so that no load waits without end.
     */
    CompletableFuture<Answer> send(
            HttpMethod method, int port, String path, Map<String, String> headers, @Nullable String body) {
        CompletableFuture<Answer> answered = new CompletableFuture<>();
        client.request(method, port, "127.0.0.1", path)
                .compose(request -> {
                    headers.forEach(request::putHeader);
                    request.idleTimeout(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
                    // Asked for its body here, on the event loop and before it can be there: a response whose end has
                    // passed never gives its body (eclipse-vertx/vert.x#5904). Composed outside, by the caller's
                    // thread,
                    // it did so whenever that thread was held up for as long as the answer took.
                    return sendBody(request, body).compose(Http::answer);
                })
                .onSuccess(answered::complete)
                .onFailure(answered::completeExceptionally);
        return answered.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static io.vertx.core.Future<HttpClientResponse> sendBody(HttpClientRequest request, @Nullable String body) {
        if (body == null) {
            return request.send();
        }
        request.putHeader("Content-Type", "application/json");
        return request.send(Buffer.buffer(body));
    }

    private static io.vertx.core.Future<Answer> answer(HttpClientResponse response) {
        String cookie = response.getHeader("Set-Cookie");
        return response.body()
                .map(body -> new Answer(
                        response.statusCode(),
                        body.toString(),
                        cookie == null ? null : cookie.substring(0, cookie.indexOf(';'))));
    }

    @Override
    public void close() {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
