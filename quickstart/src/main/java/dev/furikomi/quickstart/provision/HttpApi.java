package dev.furikomi.quickstart.provision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The public HTTP API of one service, as any client would call it; keeps the cookies that it is given. */
public final class HttpApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final String service;
    private final URI base;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, String> cookies = new LinkedHashMap<>();

    public HttpApi(String service, int port) {
        this(service, URI.create("http://127.0.0.1:" + port));
    }

    /** A service somewhere else. */
    public HttpApi(String service, URI base) {
        this.service = service;
        this.base = base;
        headers.put("Accept", "application/json, application/problem+json");
    }

    /** An answer with its body as JSON, where it is JSON. */
    public record Answer(int status, JsonNode body, String text) {}

    /** All further calls carry this header. */
    public HttpApi with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    public JsonNode get(String path) {
        return expectSuccess("GET", path, call("GET", path, Map.of(), HttpRequest.BodyPublishers.noBody()));
    }

    public JsonNode put(String path, Object body) {
        return expectSuccess("PUT", path, call("PUT", path, Map.of(), json(body)));
    }

    public JsonNode post(String path, Object body) {
        return expectSuccess("POST", path, postForAnswer(path, body, Map.of()));
    }

    public JsonNode post(String path, Object body, Map<String, String> further) {
        return expectSuccess("POST", path, postForAnswer(path, body, further));
    }

    /** The answer as it is, refusals too. */
    public Answer postForAnswer(String path, Object body, Map<String, String> further) {
        return call("POST", path, further, json(body));
    }

    /** Sends a file as it is. */
    public JsonNode putFile(String path, String contentType, java.nio.file.Path file) throws IOException {
        return expectSuccess(
                "PUT",
                path,
                call("PUT", path, Map.of("Content-Type", contentType), HttpRequest.BodyPublishers.ofFile(file)));
    }

    private static HttpRequest.BodyPublisher json(Object body) {
        try {
            return HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Any call; the path may be a page. */
    public Answer call(String method, String path, Map<String, String> further, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).method(method, body);
        Map<String, String> all = new LinkedHashMap<>(headers);
        if (!method.equals("GET")) {
            all.put("Content-Type", "application/json");
        }
        all.putAll(further);
        if (!cookies.isEmpty()) {
            all.put(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(each -> each.getKey() + "=" + each.getValue())
                            .reduce((one, other) -> one + "; " + other)
                            .orElse(""));
        }
        all.forEach(request::header);
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            keepCookies(response.headers().allValues("set-cookie"));
            return new Answer(response.statusCode(), parse(response), response.body());
        } catch (IOException e) {
            throw new RefusedException(service + " did not answer " + method + " " + path + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException("interrupted", e);
        }
    }

    private void keepCookies(List<String> lines) {
        for (String line : lines) {
            String pair = line.split(";", 2)[0];
            int equals = pair.indexOf('=');
            if (equals > 0) {
                cookies.put(
                        pair.substring(0, equals).strip(),
                        pair.substring(equals + 1).strip());
            }
        }
    }

    private static JsonNode parse(HttpResponse<String> response) {
        if (!response.headers().firstValue("content-type").orElse("").contains("json")) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private JsonNode expectSuccess(String method, String path, Answer answer) {
        if (answer.status() / 100 == 2) {
            return answer.body();
        }
        throw new RefusedException(service + " refused " + method + " " + path + ": " + describe(answer));
    }

    /** Status, reason and detail of a refusal in one line. */
    public static String describe(Answer answer) {
        JsonNode problem = answer.body();
        String reason = problem.path("reason").asText(problem.path("title").asText(""));
        String detail = problem.path("detail").asText("");
        String violations = problem.has("violations") ? " " + problem.path("violations") : "";
        return (answer.status() + " " + reason + " " + detail + violations).strip();
    }
}
