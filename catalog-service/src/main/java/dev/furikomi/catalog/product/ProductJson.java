package dev.furikomi.catalog.product;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** The form in which a product's attributes are stored. */
public final class ProductJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private ProductJson() {}

    public static String write(ProductAttributes attributes) {
        try {
            return MAPPER.writeValueAsString(attributes);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("Product attributes cannot be written.", bug);
        }
    }

    static ProductAttributes read(String json) {
        try {
            return MAPPER.readValue(json, ProductAttributes.class);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("Stored product attributes cannot be read.", bug);
        }
    }
}
