package dev.furikomi.card.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The content of a password envelope. Written and read by hand, so that the password never becomes a String. */
@SuppressWarnings("ArrayRecordComponent")
record SecretJson(char[] password, String accountReference, String windowId, String sid, String nonce) {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** All texts but the password are of characters that JSON leaves as they are. */
    static byte[] write(char[] password, String accountReference, String windowId, String sid, String nonce) {
        CharBuffer json = CharBuffer.allocate(password.length * 6 + accountReference.length() * 6 + 1024);
        json.put("{\"password\":\"");
        escape(CharBuffer.wrap(password), json);
        json.put("\",\"accountReference\":\"");
        escape(CharBuffer.wrap(accountReference), json);
        json.put("\",\"windowId\":\"").put(windowId);
        json.put("\",\"sid\":\"").put(sid);
        json.put("\",\"nonce\":\"").put(nonce);
        json.put("\"}").flip();
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(json);
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes).clear();
        while (encoded.hasRemaining()) {
            encoded.put((byte) 0);
        }
        Arrays.fill(json.array(), '\0');
        return bytes;
    }

    static Optional<SecretJson> read(byte[] json) {
        char @Nullable [] password = null;
        Map<String, String> texts = new HashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() != JsonToken.VALUE_STRING) {
                    return Optional.empty();
                }
                if (name.equals("password")) {
                    int offset = parser.getTextOffset();
                    password = Arrays.copyOfRange(parser.getTextCharacters(), offset, offset + parser.getTextLength());
                } else {
                    texts.put(name, parser.getText());
                }
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                return Optional.empty();
            }
        } catch (IOException malformed) {
            return Optional.empty();
        }
        String accountReference = texts.get("accountReference");
        String windowId = texts.get("windowId");
        String sid = texts.get("sid");
        String nonce = texts.get("nonce");
        if (password == null
                || password.length == 0
                || password.length > PasswordEnvelope.PASSWORD_LENGTH_MAX
                || accountReference == null
                || windowId == null
                || sid == null
                || nonce == null) {
            return Optional.empty();
        }
        return Optional.of(new SecretJson(password, accountReference, windowId, sid, nonce));
    }

    private static void escape(CharBuffer text, CharBuffer json) {
        while (text.hasRemaining()) {
            char character = text.get();
            if (character == '"' || character == '\\' || character < 0x20) {
                json.put("\\u00").put(hex(character >> 4)).put(hex(character & 0xF));
            } else {
                json.put(character);
            }
        }
    }

    private static char hex(int digit) {
        return Character.forDigit(digit, 16);
    }
}
