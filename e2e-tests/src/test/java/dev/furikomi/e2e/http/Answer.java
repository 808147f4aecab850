package dev.furikomi.e2e.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.util.Optional;

/** What a service answered. */
public record Answer(int status, HttpHeaders headers, JsonNode body, String text) {

    /** The answer, which must have this status. */
    public Answer expect(int expected) {
        assertThat(status).as("status of the answer %s", text).isEqualTo(expected);
        return this;
    }

    /** The answer, which must be a success. */
    public Answer expect2xx() {
        assertThat(status).as("status of the answer %s", text).isBetween(200, 299);
        return this;
    }

    /** The answer, which must be a problem (RFC 9457) with this reason. */
    public Answer refused(String reason) {
        assertThat(headers.firstValue("content-type").orElse(""))
                .as("content type of the refusal %s %s", status, text)
                .startsWith("application/problem+json");
        assertThat(body.path("reason").asText()).as("reason in %s", text).isEqualTo(reason);
        assertThat(body.path("type").asText()).endsWith("/" + reason);
        assertThat(body.path("status").asInt()).isEqualTo(status);
        assertThat(status).isBetween(400, 499);
        return this;
    }

    /** The name and value of the cookie that starts with the prefix, as a Cookie header. */
    public Optional<String> cookie(String prefix) {
        return headers.allValues("set-cookie").stream()
                .filter(cookie -> cookie.startsWith(prefix))
                .map(cookie -> cookie.split(";", 2)[0])
                .findFirst();
    }
}
