package dev.furikomi.audit.export;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The fields of one line; used again for each, so that millions of lines cost little. */
final class Line {

    private static final int FIELDS_MAX = 32;

    /** Field names are interned by the parser, so most look-ups are one comparison each. */
    private final String[] names = new String[FIELDS_MAX];

    private final String[] values = new String[FIELDS_MAX];
    private int fields;

    void read(JsonParser json, JsonToken first) throws IOException {
        if (first != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("not an object");
        }
        fields = 0;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            if (fields == FIELDS_MAX) {
                throw new IllegalArgumentException("too many fields");
            }
            names[fields] = json.currentName();
            if (!json.nextToken().isScalarValue()) {
                throw new IllegalArgumentException("a field that is not plain");
            }
            values[fields++] = json.getText();
        }
    }

    String type() {
        return text("type");
    }

    String text(String name) {
        String value = optional(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return value;
    }

    long number(String name) {
        return Long.parseLong(text(name));
    }

    @Nullable
    String optional(String name) {
        for (int index = 0; index < fields; index++) {
            if (names[index].equals(name)) {
                return values[index];
            }
        }
        return null;
    }
}
