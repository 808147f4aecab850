package dev.furikomi.quickstart.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A child process that cannot outlive this one: a small shell holds the other end of a pipe and stops the child when
 * the pipe closes, be it by {@link #close}, by the end of this process or by its being killed.
 */
public final class GuardedProcess implements AutoCloseable {
    private static final Path SHELL = Path.of("/bin/sh");
    private static final Path NEW_SESSION = Path.of("/usr/bin/setsid");

    /**
     * $1 signal that asks the child to stop, $2 tenths of a second until it is killed, $3 directory to remove when the
     * pipe has closed, or empty.
     */
    private static final String GUARD = """
            signal=$1; patience=$2; directory=$3; shift 3
            exec 3<&0
            "$@" </dev/null 3<&- &
            child=$!
            (
              while read -r line <&3; do :; done
              trap '' TERM
              kill -s "$signal" "$child"
              i=0
              while [ "$i" -lt "$patience" ] && kill -0 "$child"; do sleep 0.1; i=$((i + 1)); done
              kill -s KILL "$child"
              if [ -n "$directory" ]; then rm -rf "$directory"; fi
            ) >/dev/null 2>&1 &
            guard=$!
            wait "$child"
            code=$?
            { kill -s TERM "$guard"; wait "$guard"; } 2>/dev/null
            exit "$code"
            """;

    private static final int PATIENCE_SECONDS = 15;

    private final Process process;

    private GuardedProcess(Process process) {
        this.process = process;
    }

    /**
     * What to start and how to stop it.
     *
     * @param stopSignal the signal's name, without SIG
     * @param log where standard output and error go
     * @param removeAfterwards a directory that the guard removes once the child has ended
     */
    public record Command(
            List<String> words,
            Map<String, String> environment,
            String stopSignal,
            Path log,
            @Nullable Path removeAfterwards) {}

    /** Starts the child. */
    public static GuardedProcess start(Command command) {
        ProcessBuilder builder = new ProcessBuilder(guarded(command));
        builder.environment().putAll(command.environment());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(command.log().toFile()));
        try {
            return new GuardedProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> guarded(Command command) {
        if (!Files.isExecutable(SHELL)) {
            return command.words();
        }
        List<String> words = new ArrayList<>();
        if (Files.isExecutable(NEW_SESSION)) {
            // Ctrl-C in the terminal must reach only this process, which then stops its parts in order.
            words.add(NEW_SESSION.toString());
        }
        Path directory = command.removeAfterwards();
        words.addAll(List.of(SHELL.toString(), "-c", GUARD, "furikomi-guard", command.stopSignal()));
        words.add(String.valueOf(PATIENCE_SECONDS * 10));
        words.add(directory == null ? "" : directory.toString());
        words.addAll(command.words());
        return words;
    }

    /** Whether the child runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** The exit code of a child that has ended. */
    public int exitCode() {
        return process.exitValue();
    }

    /** Called when the child has ended, for whatever reason. */
    public void onExit(Runnable action) {
        process.onExit().thenRun(action);
    }

    /** The child's own process id, not the guard's; empty when it has ended. */
    public Optional<Long> childId() {
        if (!Files.isExecutable(SHELL)) {
            return process.isAlive() ? Optional.of(process.pid()) : Optional.empty();
        }
        Optional<Long> child =
                process.children().map(ProcessHandle::pid).sorted().findFirst();
        while (child.isEmpty() && process.isAlive()) {
            Pause.milliseconds(5);
            child = process.children().map(ProcessHandle::pid).sorted().findFirst();
        }
        return child;
    }

    /** Asks the child to stop and returns at once. */
    public void stop() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // The guard has ended already, which is what was asked for.
        }
        if (!Files.isExecutable(SHELL)) {
            process.destroy();
        }
    }

    /** Stops the child and waits until it has ended. */
    @Override
    public void close() {
        stop();
        try {
            if (!process.waitFor(Duration.ofSeconds(PATIENCE_SECONDS + 5L).toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The command that runs a main class with this process's own Java. */
    public static String java() {
        return System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    }
}
