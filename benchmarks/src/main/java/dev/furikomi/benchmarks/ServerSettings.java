package dev.furikomi.benchmarks;

import dev.furikomi.quickstart.embedded.PostgresDatabase;
import dev.furikomi.quickstart.embedded.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** What the server itself says about how it runs; a report must not claim what was only asked for. */
final class ServerSettings {

    private ServerSettings() {}

    /** Throws unless each setting is as wanted. */
    static String told(PostgresServer server, Map<String, String> wanted) {
        PostgresDatabase database = server.createDatabase("settings");
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.role(), database.password());
                Statement statement = connection.createStatement()) {
            Map<String, String> told = new TreeMap<>();
            for (String name : wanted.keySet()) {
                told.put(name, show(statement, name));
            }
            require(wanted, told);
            for (String name : new String[] {"wal_level", "wal_compression", "wal_sync_method", "max_connections"}) {
                told.put(name, show(statement, name));
            }
            return show(statement, "server_version") + ", " + told;
        } catch (SQLException failure) {
            throw new IllegalStateException("the server does not tell its settings: " + failure.getMessage(), failure);
        }
    }

    static void require(Map<String, String> wanted, Map<String, String> told) {
        if (!told.equals(wanted)) {
            throw new IllegalStateException("the server runs with " + told + ", not with " + wanted);
        }
    }

    private static String show(Statement statement, String name) throws SQLException {
        try (ResultSet row = statement.executeQuery("show " + name)) {
            row.next();
            return row.getString(1);
        }
    }
}
