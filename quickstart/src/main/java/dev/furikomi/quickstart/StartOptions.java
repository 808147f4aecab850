package dev.furikomi.quickstart;

import dev.furikomi.quickstart.process.PortPlan;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that all starting commands share. */
final class StartOptions {
    @Option(
            names = "--port-base",
            paramLabel = "N",
            defaultValue = "8080",
            description = "first of the ten ports N to N+9 (default: ${DEFAULT-VALUE})")
    private int portBase;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "keep all state in DIR, over restarts too; otherwise it goes away at the end")
    private @Nullable Path data;

    PortPlan ports() {
        return new PortPlan(portBase);
    }

    @Nullable
    Path data() {
        return data;
    }
}
