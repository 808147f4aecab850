package dev.furikomi.bridge.messaging;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message of the extension. What the person typed stands in {@code utf8} as base64 and is decoded from the frame
 * straight into bytes, so that no string holds it and it can be wiped.
 */
record Message(JsonNode fields, byte @Nullable [] typed) {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();
    private static final String TYPED = "utf8";

    /** Empty when the frame is not one JSON object. */
    static Optional<Message> read(byte[] frame) {
        try (JsonParser parser = JSON.createParser(frame)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            ObjectNode fields = JsonNodeFactory.instance.objectNode();
            byte[] typed = null;
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                if (name.equals(TYPED)) {
                    typed = parser.getBinaryValue();
                } else {
                    fields.set(name, parser.<JsonNode>readValueAsTree());
                }
            }
            boolean whole = parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
            return whole ? Optional.of(new Message(fields, typed)) : Optional.empty();
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    String text(String name) {
        return fields.path(name).asText("");
    }

    @Nullable
    String textOrNull(String name) {
        JsonNode value = fields.path(name);
        return value.isTextual() ? value.asText() : null;
    }
}
