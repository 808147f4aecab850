package dev.furikomi.benchmarks.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.furikomi.quickstart.embedded.PostgresDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The database's own benchmark program. */
final class Pgbench implements Runner {

    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    private final PostgresDatabase database;
    private final String version;

    private Pgbench(PostgresDatabase database, String version) {
        this.database = database;
        this.version = version;
    }

    /** Empty when there is none on the PATH. */
    static Optional<Pgbench> find(PostgresDatabase database) throws InterruptedException {
        try {
            String version = output(new ProcessBuilder("pgbench", "--version"), Duration.ofSeconds(10));
            return Optional.of(new Pgbench(database, version.strip()));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    @Override
    public String name() {
        return version + ", -M prepared -j 2";
    }

    @Override
    public double run(Script script, int clients, Duration span) throws IOException, InterruptedException {
        Path file = Files.createTempFile("furikomi", ".pgbench");
        try {
            Files.writeString(file, script.forPgbench());
            ProcessBuilder pgbench = new ProcessBuilder(List.of(
                    "pgbench",
                    "-n",
                    "-M",
                    "prepared",
                    "-j",
                    "2",
                    "-c",
                    String.valueOf(clients),
                    "-T",
                    String.valueOf(Math.max(1, span.toSeconds())),
                    "-f",
                    file.toString(),
                    "-h",
                    "127.0.0.1",
                    "-p",
                    String.valueOf(database.port()),
                    "-U",
                    database.role(),
                    database.name()));
            pgbench.environment().put("PGPASSWORD", database.password());
            String said = output(pgbench, span.plusSeconds(60));
            Matcher rate = RATE.matcher(said);
            if (!rate.find()) {
                throw new IOException("pgbench said: " + said);
            }
            return Double.parseDouble(rate.group(1));
        } finally {
            Files.delete(file);
        }
    }

    private static String output(ProcessBuilder command, Duration patience) throws IOException, InterruptedException {
        Process process = command.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            throw new IOException("pgbench does not end.");
        }
        if (process.exitValue() != 0) {
            throw new IOException("pgbench failed: " + said);
        }
        return said;
    }
}
