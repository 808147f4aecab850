package dev.furikomi.quickstart.card;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes PINs, keys and tokens from a file, the environment or a prompt; never from the command line, where every process
 * of the machine can read them.
 */
final class Secrets {
    private static final int LENGTH_MAX = 512;

    private final Map<String, String> environment;
    private final @Nullable Console console;

    Secrets(Map<String, String> environment, @Nullable Console console) {
        this.environment = environment;
        this.console = console;
    }

    /** Those of this process. */
    static Secrets ofThisProcess() {
        return new Secrets(System.getenv(), System.console());
    }

    /**
     * A secret's bytes, without the line end; the caller wipes them.
     *
     * @param what as a person is asked for it
     * @param file given with an option, or null
     * @param variable of the environment
     * @param option that names a file, for the message
     */
    byte[] read(String what, @Nullable Path file, String variable, String option) {
        if (file != null) {
            return ofFile(what, file);
        }
        String value = environment.get(variable);
        if (value != null) {
            return value.getBytes(StandardCharsets.UTF_8);
        }
        if (console == null) {
            throw new CardRefusedException(
                    "secret-missing",
                    "the " + what + " is needed: give " + option + " FILE or " + variable
                            + ", or run this where it can ask");
        }
        return typed(console.readPassword("%s: ", what), what);
    }

    /** A new secret, which a person types twice. */
    byte[] readNew(String what, @Nullable Path file, String variable, String option) {
        byte[] first = read("new " + what, file, variable, option);
        if (file != null || environment.containsKey(variable) || console == null) {
            return first;
        }
        byte[] second = typed(console.readPassword("new %s again: ", what), what);
        try {
            if (!Arrays.equals(first, second)) {
                Arrays.fill(first, (byte) 0);
                throw new CardRefusedException("secret-differs", "the new " + what + " was not the same twice");
            }
            return first;
        } finally {
            Arrays.fill(second, (byte) 0);
        }
    }

    private static byte[] ofFile(String what, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(LENGTH_MAX + 1);
            int end = 0;
            while (end < content.length && content[end] != '\n' && content[end] != '\r') {
                end++;
            }
            if (content.length > LENGTH_MAX || end == 0) {
                throw new CardRefusedException("secret-unreadable", "the file of the " + what + " holds no such thing");
            }
            byte[] secret = Arrays.copyOf(content, end);
            Arrays.fill(content, (byte) 0);
            return secret;
        } catch (IOException e) {
            throw new CardRefusedException("secret-unreadable", "the file of the " + what + " cannot be read", e);
        }
    }

    private static byte[] typed(char @Nullable [] characters, String what) {
        if (characters == null || characters.length == 0) {
            throw new CardRefusedException("secret-missing", "no " + what + " was typed");
        }
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(java.nio.CharBuffer.wrap(characters));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        Arrays.fill(encoded.array(), (byte) 0);
        Arrays.fill(characters, '\0');
        return bytes;
    }
}
