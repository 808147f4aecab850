package dev.furikomi.quickstart;

import dev.furikomi.quickstart.process.RunState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Tells what runs from this checkout. */
@Command(name = "status", description = "Tells what runs from this checkout: 0 all parts, 3 nothing, 4 not all parts.")
final class Status implements Callable<Integer> {
    private static final int NOTHING_RUNS = 3;
    private static final int NOT_ALL_RUN = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    @Override
    public Integer call() {
        Console console = Console.standardOutput();
        List<RunState> states = RunState.all(Installation.find().home());
        if (states.isEmpty()) {
            console.line("Nothing runs.");
            return NOTHING_RUNS;
        }
        boolean all = true;
        for (RunState state : states) {
            console.line("Furikomi on ports from " + state.portBase() + ", process " + state.processId() + ", up for "
                    + Lasting.of(Duration.between(Instant.parse(state.startedAt()), Instant.now())) + ", state in "
                    + state.data());
            for (RunState.PartState part : state.parts()) {
                String condition = condition(part);
                all &= condition.equals("ready") || condition.equals("runs");
                console.line(String.format(
                        Locale.ROOT,
                        "  %-16s port %-6d process %-8d %s",
                        part.name(),
                        part.port(),
                        part.processId(),
                        condition));
            }
        }
        return all ? 0 : NOT_ALL_RUN;
    }

    private String condition(RunState.PartState part) {
        if (!part.lives()) {
            return "ended";
        }
        if (part.readyUrl().isEmpty()) {
            return "runs";
        }
        HttpRequest question = HttpRequest.newBuilder(URI.create(part.readyUrl()))
                .timeout(PATIENCE)
                .build();
        try {
            int status =
                    http.send(question, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status == 200 ? "ready" : "not ready (" + status + ")";
        } catch (IOException e) {
            return "does not answer";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "not asked";
        }
    }
}
