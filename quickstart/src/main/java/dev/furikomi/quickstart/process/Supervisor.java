package dev.furikomi.quickstart.process;

import dev.furikomi.quickstart.embedded.GuardedProcess;
import dev.furikomi.quickstart.embedded.LogTail;
import dev.furikomi.quickstart.embedded.Pause;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Starts parts, tells when one dies, and stops them: services first, then the servers that they use. */
public final class Supervisor implements AutoCloseable {
    private static final int LOG_LINES = 20;
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(2);

    private final List<Running> services = Collections.synchronizedList(new ArrayList<>());
    private final List<Running> servers = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<PartDiedException> firstDeath = new CompletableFuture<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWER_PATIENCE).build();
    private volatile boolean stopping;

    private record Running(String name, GuardedProcess process, Path log, AutoCloseable handle) {}

    /** Watches a server that has been started elsewhere, and stops it after all services. */
    public void adopt(String name, GuardedProcess process, Path log, AutoCloseable handle) {
        watch(servers, new Running(name, process, log, handle));
    }

    /** Starts a service. */
    public void start(Part part) {
        GuardedProcess process = GuardedProcess.start(
                new GuardedProcess.Command(part.command(), part.environment(), "TERM", part.log(), null));
        watch(services, new Running(part.name(), process, part.log(), process));
    }

    private void watch(List<Running> where, Running running) {
        where.add(running);
        if (stopping) {
            stop(running);
        }
        running.process().onExit(() -> {
            if (!stopping && where.contains(running)) {
                firstDeath.complete(death(running));
            }
        });
    }

    private static PartDiedException death(Running running) {
        return new PartDiedException(running.name() + " ended with exit code "
                + running.process().exitCode() + "; the end of its log, " + running.log() + ":\n"
                + LogTail.of(running.log(), LOG_LINES));
    }

    /** Returns when the part answers; fails when any part dies or this one takes too long. */
    public void awaitReady(Part part, Duration patience) {
        Instant deadline = Instant.now().plus(patience);
        HttpRequest question =
                HttpRequest.newBuilder(part.ready()).timeout(ANSWER_PATIENCE).build();
        while (!answers(question)) {
            failIfDead();
            if (Instant.now().isAfter(deadline)) {
                throw new PartDiedException(part.name() + " was not ready after " + patience.toSeconds()
                        + " s; the end of its log, " + part.log() + ":\n" + LogTail.of(part.log(), LOG_LINES));
            }
            Pause.milliseconds(50);
        }
    }

    private boolean answers(HttpRequest question) {
        try {
            return http.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (java.io.IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void failIfDead() {
        PartDiedException death = firstDeath.getNow(null);
        if (death != null) {
            throw death;
        }
    }

    /** Completes when a part ends that nobody stopped. */
    public CompletableFuture<PartDiedException> firstDeath() {
        return firstDeath;
    }

    /** The process id of a part that runs. */
    public @Nullable Long processId(String name) {
        return all().stream()
                .filter(running -> running.name().equals(name))
                .findFirst()
                .flatMap(running -> running.process().childId())
                .orElse(null);
    }

    /** Kills a part with SIGKILL and forgets it, so that it can be started again and its death is nobody's alarm. */
    public void kill(String name) {
        Running running = all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing runs by the name of " + name));
        services.remove(running);
        servers.remove(running);
        running.process().childId().flatMap(ProcessHandle::of).ifPresent(child -> {
            List<ProcessHandle> family =
                    Stream.concat(Stream.of(child), child.descendants()).toList();
            family.forEach(ProcessHandle::destroyForcibly);
            family.forEach(each -> each.onExit().join());
        });
        stop(running);
    }

    private List<Running> all() {
        List<Running> all = new ArrayList<>(servers);
        all.addAll(services);
        return all;
    }

    /** Stops all parts; safe to call twice and from a shutdown hook. */
    @Override
    public void close() {
        stopping = true;
        stopTogether(services);
        stopTogether(servers);
    }

    private static void stopTogether(List<Running> parts) {
        List<Running> together = List.copyOf(parts);
        together.forEach(running -> running.process().stop());
        together.forEach(Supervisor::stop);
    }

    private static void stop(Running running) {
        try {
            running.handle().close();
        } catch (Exception e) {
            throw new IllegalStateException("cannot stop " + running.name(), e);
        }
    }
}
