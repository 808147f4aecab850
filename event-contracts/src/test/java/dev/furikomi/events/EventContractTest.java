package dev.furikomi.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds records, JSON Schemas and golden samples of the events together: what one allows the others must too. */
class EventContractTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            factory -> factory.schemaMappers(mappers ->
                    mappers.mapPrefix("https://furikomi.dev/schemas/", "classpath:dev/furikomi/events/schema/")));

    @ParameterizedTest
    @EnumSource
    void theGoldenSampleIsValidAndSurvivesReadingAndWriting(EventName event) throws Exception {
        JsonNode sample = sample(event);

        assertThat(schema(event).validate(sample)).isEmpty();
        Record data = EventJson.read(bytes(sample), event.dataType());
        assertThat(JSON.readTree(EventJson.write(data))).isEqualTo(sample);
    }

    @ParameterizedTest
    @EnumSource
    void whatTheSchemaRequiresTheRecordRequiresToo(EventName event) throws Exception {
        for (List<String> path : objectPaths(sample(event), List.of())) {
            JsonNode parent = at(sample(event), path.subList(0, path.size() - 1));
            String field = path.get(path.size() - 1);
            if (!parent.isObject()) {
                continue;
            }
            ObjectNode mutilated = sample(event);
            ((ObjectNode) at(mutilated, path.subList(0, path.size() - 1))).remove(field);

            boolean schemaRefuses = !schema(event).validate(mutilated).isEmpty();
            if (schemaRefuses) {
                assertThatExceptionOfType(MalformedEventException.class)
                        .as("%s without %s", event.wire(), path)
                        .isThrownBy(() -> EventJson.read(bytes(mutilated), event.dataType()));
            } else {
                assertThat(EventJson.read(bytes(mutilated), event.dataType()))
                        .as("%s without %s", event.wire(), path)
                        .isNotNull();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNewerSendersFieldIsPassedOver(EventName event) throws Exception {
        ObjectNode sample = sample(event);
        sample.put("addedLater", "x");

        assertThat(schema(event).validate(sample)).isEmpty();
        assertThat(EventJson.read(bytes(sample), event.dataType())).isNotNull();
    }

    private static JsonSchema schema(EventName event) {
        return SCHEMAS.getSchema(
                SchemaLocation.of("https://furikomi.dev/schemas/" + event.wire() + ".json"),
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    }

    private static ObjectNode sample(EventName event) throws IOException {
        try (InputStream file = Objects.requireNonNull(
                EventContractTest.class.getResourceAsStream("sample/" + event.wire() + ".json"))) {
            return (ObjectNode) JSON.readTree(file);
        }
    }

    private static byte[] bytes(JsonNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<List<String>> objectPaths(JsonNode node, List<String> prefix) {
        List<List<String>> paths = new ArrayList<>();
        if (node.isObject()) {
            node.properties().forEach(field -> {
                List<String> path = append(prefix, field.getKey());
                paths.add(path);
                paths.addAll(objectPaths(field.getValue(), path));
            });
        } else if (node.isArray()) {
            for (int index = 0; index < node.size(); index++) {
                paths.addAll(objectPaths(node.get(index), append(prefix, Integer.toString(index))));
            }
        }
        return paths;
    }

    private static List<String> append(List<String> prefix, String last) {
        List<String> path = new ArrayList<>(prefix);
        path.add(last);
        return path;
    }

    private static JsonNode at(JsonNode node, List<String> path) {
        JsonNode found = node;
        for (String step : path) {
            found = found.isArray() ? found.get(Integer.parseInt(step)) : found.get(step);
        }
        return found;
    }
}
