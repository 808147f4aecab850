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

    private static final long PATIENCE_MILLISECONDS = TimeUnit.SECONDS.toMillis(60);

    private final Vertx vertx;
    private final HttpClient client;

    Http(int connectionsMax) {
        this.vertx = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1));
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setDefaultHost("127.0.0.1")
                .setMaxPoolSize(connectionsMax)
                .setMaxWaitQueueSize(-1)
                .setKeepAliveTimeout(0)
                .setDecompressionSupported(false));
    }

    /** An answer; the cookie is the first that was set. */
    record Answer(int status, String body, @Nullable String cookie) {}

    /** One call; the future completes on the event loop, which must not be held up. */
    CompletableFuture<Answer> send(
            HttpMethod method, int port, String path, Map<String, String> headers, @Nullable String body) {
        CompletableFuture<Answer> answered = new CompletableFuture<>();
        client.request(method, port, "127.0.0.1", path)
                .compose(request -> {
                    headers.forEach(request::putHeader);
                    request.idleTimeout(PATIENCE_MILLISECONDS);
                    return sendBody(request, body);
                })
                .compose(Http::answer)
                .onSuccess(answered::complete)
                .onFailure(answered::completeExceptionally);
        return answered;
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
