package dev.furikomi.benchmarks.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The load hears each answer, also when its own threads get no processor. */
@Timeout(60)
class HttpTest {

    private final Vertx serving = Vertx.vertx();
    private final HttpServer server = join(serving.createHttpServer()
            .requestHandler(request -> request.body().onSuccess(body -> request.response()
                    .putHeader("Set-Cookie", "window=1; Path=/")
                    .end("you said " + body)))
            .listen(0, "127.0.0.1"));

    @AfterEach
    void stop() {
        join(serving.close());
    }

    @Test
    void anAnswerIsHeardWithItsBodyAndCookie() {
        try (Http http = new Http(2)) {
            assertThat(ask(http).join()).isEqualTo(new Http.Answer(200, "you said {}", "window=1"));
        }
    }

    @Test
    void anAnswerThatIsThereBeforeItsCallerGoesOnIsHeard() {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try (Http http = new Http(vertx, heldUp(vertx, vertx.createHttpClient()))) {
            assertThat(ask(http).orTimeout(5, TimeUnit.SECONDS).join().body()).isEqualTo("you said {}");
        }
    }

    private CompletableFuture<Http.Answer> ask(Http http) {
        return http.send(HttpMethod.POST, server.actualPort(), "/", Map.of(), "{}");
    }

    /** Who composes on the request goes on only after the response has come in whole. */
    private static HttpClient heldUp(Vertx vertx, HttpClient client) {
        return proxy(
                HttpClient.class,
                client,
                (method, answer) -> method.getName().equals("request")
                        ? proxy(Future.class, answer, (step, then) -> {
                            if (step.getName().equals("compose")) {
                                join(((Future<?>) then).otherwiseEmpty());
                                // The event loop is done with what it has read.
                                CompletableFuture<Void> read = new CompletableFuture<>();
                                vertx.runOnContext(read::complete);
                                read.join();
                            }
                            return then;
                        })
                        : answer);
    }

    private interface Afterwards {
        Object then(Method method, Object answer);
    }

    private static <T> T proxy(Class<T> type, Object real, Afterwards afterwards) {
        InvocationHandler handler = (self, method, arguments) -> {
            try {
                return afterwards.then(method, method.invoke(real, arguments));
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
