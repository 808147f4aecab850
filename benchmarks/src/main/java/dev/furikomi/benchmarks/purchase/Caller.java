package dev.furikomi.benchmarks.purchase;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpMethod;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** One client of one service that does one call after the other and keeps its cookie, as a browser does. */
final class Caller {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Http http;
    private final String service;
    private final int port;
    private final Map<String, String> headers = new LinkedHashMap<>();

    Caller(Http http, String service, int port) {
        this.http = http;
        this.service = service;
        this.port = port;
        headers.put("Accept", "application/json, application/problem+json");
    }

    Caller with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    JsonNode post(String path, Object body) {
        return parse(expectSuccess("POST", path, call(HttpMethod.POST, path, Map.of(), text(body))));
    }

    JsonNode post(String path, Object body, Map<String, String> further) {
        return parse(expectSuccess("POST", path, call(HttpMethod.POST, path, further, text(body))));
    }

    /** Posts JSON that is written already. */
    JsonNode postText(String path, String json) {
        return parse(expectSuccess("POST", path, call(HttpMethod.POST, path, Map.of(), json)));
    }

    void put(String path, Object body) {
        expectSuccess("PUT", path, call(HttpMethod.PUT, path, Map.of(), text(body)));
    }

    JsonNode get(String path) {
        return parse(expectSuccess("GET", path, call(HttpMethod.GET, path, Map.of(), null)));
    }

    /** The answer as it is, refusals too. */
    Http.Answer call(HttpMethod method, String path, Map<String, String> further, @Nullable String body) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(further);
        try {
            Http.Answer answer = http.send(method, port, path, all, body).join();
            if (answer.cookie() != null) {
                headers.put("Cookie", answer.cookie());
            }
            return answer;
        } catch (CompletionException e) {
            throw new RefusedException(service + " did not answer " + method + " " + path + ": " + e.getCause());
        }
    }

    Http.Answer expectSuccess(String method, String path, Http.Answer answer) {
        if (answer.status() / 100 != 2) {
            throw refused(service, method + " " + path, answer);
        }
        return answer;
    }

    static RefusedException refused(String service, String call, Http.Answer answer) {
        return new RefusedException(service + " refused " + call + ": " + answer.status() + " " + answer.body());
    }

    /** What the caller shows as its cookie; empty before the first one was set. */
    String cookie() {
        return headers.getOrDefault("Cookie", "");
    }

    static String text(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static JsonNode parse(Http.Answer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new RefusedException("not JSON: " + answer.body());
        }
    }
}
