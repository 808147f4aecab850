package dev.furikomi.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.furikomi.quickstart.embedded.FreePort;
import dev.furikomi.quickstart.embedded.KafkaBroker;
import dev.furikomi.quickstart.embedded.PostgresDatabase;
import dev.furikomi.quickstart.embedded.PostgresServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service as a process of its own, with everything it needs to know from system properties. */
class PackagedServiceIT {

    private static final Duration START_PATIENCE = Duration.ofSeconds(120);

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void keepsWhatItAnsweredWhenItIsKilled() throws Exception {
        BankTestResource bank = new BankTestResource();
        try (PostgresServer postgres = PostgresServer.temporary();
                KafkaBroker kafka = KafkaBroker.temporary(List.of())) {
            Map<String, String> settings = new HashMap<>(bank.start());
            PostgresDatabase database = postgres.createDatabase("bank");
            settings.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
            settings.put("quarkus.datasource.reactive.url", database.reactiveUrl());
            settings.put("quarkus.datasource.username", database.role());
            settings.put("quarkus.datasource.password", database.password());
            settings.put("kafka.bootstrap.servers", kafka.bootstrapServers());
            settings.put("quarkus.http.port", Integer.toString(FreePort.find()));
            UUID id = UUID.randomUUID();
            String deposit = "{\"transferId\":\"" + id
                    + "\",\"account\":\"1000001\",\"instructedAmount\":{\"currency\":\"JPY\",\"amount\":\"5400\"}}";

            Process first = start(settings);
            try {
                awaitReady(settings, first);
                account(settings, "9000001", "funding");
                account(settings, "1000001", "deposit");
                assertThat(staff(settings, "POST", "/deposits", deposit).statusCode())
                        .isEqualTo(201);
            } finally {
                kill(first);
            }

            Process second = start(settings);
            try {
                awaitReady(settings, second);
                HttpResponse<String> again = staff(settings, "POST", "/deposits", deposit);
                assertThat(again.statusCode()).isEqualTo(201);
                assertThat(again.headers().firstValue("Idempotency-Hit")).contains("true");
                assertThat(staff(settings, "GET", "/accounts/1000001", "").body())
                        .contains("\"booked\":{\"currency\":\"JPY\",\"amount\":\"5400\"}");
                assertThat(staff(settings, "GET", "/ledger/check", "").body()).contains("\"balanced\":true");
            } finally {
                kill(second);
            }
        } finally {
            bank.stop();
        }
    }

    private Process start(Map<String, String> settings) throws IOException {
        Path jar = Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();
        assertThat(jar).exists();
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-jar", jar.toString()));
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("service.log").toFile()))
                .start();
    }

    private void awaitReady(Map<String, String> settings, Process process) {
        await().atMost(START_PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    assertThat(process.isAlive()).as(() -> log()).isTrue();
                    return http.send(request(settings, "/q/health/ready").build(), HttpResponse.BodyHandlers.ofString())
                                    .statusCode()
                            == 200;
                });
    }

    private void account(Map<String, String> settings, String number, String kind) throws Exception {
        String body = "{\"holder\":\"Somebody\",\"kind\":\"" + kind + "\",\"currency\":\"JPY\"}";
        assertThat(staff(settings, "PUT", "/accounts/" + number, body).statusCode())
                .isEqualTo(204);
    }

    private HttpResponse<String> staff(Map<String, String> settings, String method, String path, String body)
            throws Exception {
        HttpRequest request = request(settings, "/v1/operator" + path)
                .header("Authorization", "Bearer " + BankTestResource.STAFF_TOKEN)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(Map<String, String> settings, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + settings.get("quarkus.http.port") + path))
                .timeout(Duration.ofSeconds(30));
    }

    private String log() {
        try {
            return Files.readString(directory.resolve("service.log"));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    /** As {@code kill -9} does. */
    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
}
