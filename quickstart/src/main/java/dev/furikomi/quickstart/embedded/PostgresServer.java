package dev.furikomi.quickstart.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * A real PostgreSQL 18 server, bound to 127.0.0.1, as a child process that ends with this one. Works as root too: the
 * server then runs in a user namespace of its own, because PostgreSQL refuses to be root.
 */
public final class PostgresServer implements AutoCloseable {
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final String SUPERUSER = "postgres";

    private final Path directory;
    private final boolean temporary;
    private final int port;
    private final String superuserPassword;
    private final GuardedProcess process;

    private PostgresServer(
            Path directory, boolean temporary, int port, String superuserPassword, GuardedProcess process) {
        this.directory = directory;
        this.temporary = temporary;
        this.port = port;
        this.superuserPassword = superuserPassword;
        this.process = process;
    }

    /** A server on a free port that keeps nothing: its directory goes away with it. */
    public static PostgresServer temporary() {
        return start(TemporaryDirectory.create("postgres"), FreePort.find(), true);
    }

    /** A server on that port that keeps nothing: its directory goes away with it. */
    public static PostgresServer temporary(int port) {
        return start(TemporaryDirectory.create("postgres"), port, true);
    }

    /** A server whose databases stay in the directory; a server that a killed process left behind there is stopped. */
    public static PostgresServer persistent(Path directory, int port) {
        return start(directory, port, false);
    }

    /** The same with settings of its own, for example more memory. */
    public static PostgresServer persistent(Path directory, int port, Map<String, String> settings) {
        return start(directory, port, false, settings);
    }

    private static PostgresServer start(Path directory, int port, boolean temporary) {
        return start(directory, port, temporary, Map.of());
    }

    private static PostgresServer start(Path directory, int port, boolean temporary, Map<String, String> settings) {
        try {
            Files.createDirectories(directory);
            StaleProcess.stopNamedIn(directory.resolve("cluster/postmaster.pid"), directory);
            List<String> asUser = UnprivilegedUser.prefix();
            Path log = directory.resolve("postgres.log");
            Path cluster = directory.resolve("cluster");
            String password = initialise(directory, cluster, asUser, log);
            List<String> words = new ArrayList<>(asUser);
            words.addAll(serverCommand(cluster, port, temporary, settings));
            GuardedProcess process = GuardedProcess.start(
                    new GuardedProcess.Command(words, Map.of(), "INT", log, temporary ? directory : null));
            PostgresServer server = new PostgresServer(directory, temporary, port, password, process);
            server.awaitReady(log);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> serverCommand(Path cluster, int port, boolean temporary, Map<String, String> own) {
        List<String> words = new ArrayList<>(List.of(program("postgres"), "-D", cluster.toString()));
        Map<String, String> settings = new TreeMap<>(Map.of(
                "listen_addresses",
                "127.0.0.1",
                "port",
                String.valueOf(port),
                "unix_socket_directories",
                "",
                "max_connections",
                "200",
                "shared_buffers",
                "64MB",
                // What is thrown away at the end need not survive a power cut.
                "fsync",
                temporary ? "off" : "on",
                "synchronous_commit",
                temporary ? "off" : "on",
                "full_page_writes",
                temporary ? "off" : "on"));
        settings.putAll(own);
        settings.forEach((name, value) -> words.addAll(List.of("-c", name + "=" + value)));
        return words;
    }

    private static String initialise(Path directory, Path cluster, List<String> asUser, Path log) throws IOException {
        Path passwordFile = directory.resolve("superuser-password");
        if (Files.exists(cluster.resolve("PG_VERSION")) && Files.exists(passwordFile)) {
            return Files.readString(passwordFile);
        }
        // A directory without the version file is an initialisation that was interrupted.
        TemporaryDirectory.delete(cluster);
        String password = HexFormat.of().formatHex(new SecureRandom().generateSeed(24));
        OwnerOnly.write(passwordFile, password);
        List<String> words = new ArrayList<>(asUser);
        words.addAll(List.of(program("initdb"), "-D", cluster.toString(), "-U", SUPERUSER));
        words.addAll(List.of("--pwfile=" + passwordFile, "--auth=scram-sha-256", "--no-sync"));
        words.addAll(List.of("--encoding=UTF8", "--locale=C", "--no-instructions"));
        int code;
        try {
            code = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("interrupted while PostgreSQL was initialised", e);
        }
        if (code != 0) {
            throw new EmbeddedServerException("PostgreSQL's initdb failed:\n" + LogTail.of(log, 15));
        }
        return password;
    }

    private static String program(String name) {
        return PostgresBinaries.locate().resolve("bin").resolve(name).toString();
    }

    private void awaitReady(Path log) {
        Instant deadline = Instant.now().plus(START_PATIENCE);
        while (true) {
            if (!process.isAlive()) {
                throw failure("did not start", log);
            }
            try (Connection ignored = connect("postgres")) {
                return;
            } catch (SQLException e) {
                if (Instant.now().isAfter(deadline)) {
                    throw failure("did not answer", log);
                }
                Pause.milliseconds(50);
            }
        }
    }

    private Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", superuserPassword);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "5");
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
    }

    /** Makes a database, named as its role, with a new password. */
    public PostgresDatabase createDatabase(String name) {
        return createDatabase(name, name, HexFormat.of().formatHex(new SecureRandom().generateSeed(24)));
    }

    /** Makes the database and the role that owns it, where they do not exist yet, and sets the role's password. */
    public PostgresDatabase createDatabase(String name, String role, String password) {
        PostgresDatabase database = new PostgresDatabase(port, name, role, password);
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            String roleVerb = exists(statement, "pg_roles WHERE rolname", role) ? "ALTER" : "CREATE";
            statement.execute(roleVerb + " ROLE " + identifier(role)
                    + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD " + literal(password));
            if (!exists(statement, "pg_database WHERE datname", name)) {
                statement.execute("CREATE DATABASE " + identifier(name) + " OWNER " + identifier(role));
                statement.execute("REVOKE ALL ON DATABASE " + identifier(name) + " FROM PUBLIC");
            }
            return database;
        } catch (SQLException e) {
            throw new EmbeddedServerException("cannot create database " + name, e);
        }
    }

    private static boolean exists(Statement statement, String from, String value) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT 1 FROM " + from + " = " + literal(value))) {
            return rows.next();
        }
    }

    private static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String literal(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /** Runs a statement as the superuser, who alone may do what the tables' owner may not. */
    public void asSuperuser(String database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new EmbeddedServerException("cannot run a statement in database " + database, e);
        }
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** The directory that holds the cluster and its log. */
    public Path directory() {
        return directory;
    }

    /** The running server. */
    public GuardedProcess process() {
        return process;
    }

    private EmbeddedServerException failure(String what, Path log) {
        String tail = LogTail.of(log, 15);
        close();
        return new EmbeddedServerException("PostgreSQL " + what + ":\n" + tail);
    }

    /** Stops the server, after which no process and, if it was temporary, no directory is left. */
    @Override
    public void close() {
        process.close();
        if (temporary) {
            TemporaryDirectory.delete(directory);
        }
    }
}
