package dev.furikomi.quickstart.process;

import dev.furikomi.quickstart.embedded.GuardedProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Starts a child, says its id in the file that it is given, and waits to be killed. */
final class ParentProcess {
    private ParentProcess() {}

    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        GuardedProcess child = GuardedProcess.start(new GuardedProcess.Command(
                List.of("sleep", "600"), Map.of(), "TERM", file.resolveSibling("child.log"), null));
        Path whole = file.resolveSibling("writing");
        Files.writeString(whole, String.valueOf(child.childId().orElseThrow()));
        Files.move(whole, file);
        Thread.sleep(600_000);
    }
}
