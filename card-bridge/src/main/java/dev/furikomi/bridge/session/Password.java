package dev.furikomi.bridge.session;

import dev.furikomi.card.token.PasswordEnvelope;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The customer's password, held as characters so that it can be wiped; closing wipes it. */
public final class Password implements Secret {
    private final char[] characters;

    private Password(char[] characters) {
        this.characters = characters;
    }

    /** Takes UTF-8 and wipes it. */
    public static Password ofUtf8(byte[] utf8) throws CharacterCodingException {
        try {
            CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
            char[] characters = new char[decoded.remaining()];
            decoded.get(characters);
            Arrays.fill(decoded.array(), '\0');
            return new Password(characters);
        } finally {
            Arrays.fill(utf8, (byte) 0);
        }
    }

    char[] characters() {
        return characters;
    }

    boolean hasPermittedLength() {
        return characters.length > 0 && characters.length <= PasswordEnvelope.PASSWORD_LENGTH_MAX;
    }

    @Override
    public void close() {
        Arrays.fill(characters, '\0');
    }

    @Override
    public String toString() {
        return "Password[not shown]";
    }
}
