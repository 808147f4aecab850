package dev.furikomi.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;

/**
 * The one JSON form of event data: RFC 3339 times, absent instead of null; unknown fields of a newer sender are passed
 * over, missing ones are refused.
 */
public final class EventJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private EventJson() {}

    public static String write(Object data) {
        try {
            return MAPPER.writeValueAsString(data);
        } catch (JsonProcessingException bug) {
            throw new IllegalArgumentException(
                    "Not event data: " + data.getClass().getName(), bug);
        }
    }

    /**
     * Reads event data.
     *
     * @throws MalformedEventException when the bytes are not JSON of that shape
     */
    public static <T> T read(byte[] data, Class<T> type) throws MalformedEventException {
        try {
            T value = MAPPER.readValue(new String(data, StandardCharsets.UTF_8), type);
            RequiredComponents.check(value);
            return value;
        } catch (JsonProcessingException | IllegalArgumentException malformed) {
            // The message of the parser quotes the input, which may hold personal data.
            throw new MalformedEventException(type.getSimpleName());
        }
    }
}
