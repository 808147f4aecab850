package dev.furikomi.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code ./furikomi card} or {@code ledger} as staff runs it: the script, in a process of its own. */
public record ScriptCommand(int exitCode, String output, String error) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static ScriptCommand run(Path checkout, String name, Map<String, String> environment, List<String> words) {
        List<String> command =
                new ArrayList<>(List.of(checkout.resolve("furikomi").toString(), name));
        command.addAll(words);
        try {
            Path error = java.nio.file.Files.createTempFile("script-command", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(error.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String output =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            int exitCode = process.waitFor();
            String said = java.nio.file.Files.readString(error).strip();
            java.nio.file.Files.delete(error);
            return new ScriptCommand(exitCode, output.strip(), said);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** It did what it was asked. */
    public ScriptCommand done() {
        assertThat(exitCode).as(error).isZero();
        return this;
    }

    /** What {@code --json} printed. */
    public JsonNode json() {
        try {
            return JSON.readTree(output);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError("not JSON: " + output, malformed);
        }
    }

    /** A refusal has a name, one line, and exit code 1. */
    public void refused(String reason) {
        assertThat(exitCode).as(error).isEqualTo(1);
        assertThat(error).startsWith("furikomi: " + reason + ": ").hasLineCount(1);
    }
}
