package dev.furikomi.quickstart.embedded;

/** A database and the only role, besides the superuser, that may connect to it. */
public record PostgresDatabase(int port, String name, String role, String password) {

    /** For JDBC drivers. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    /** For the reactive client. */
    public String reactiveUrl() {
        return "postgresql://127.0.0.1:" + port + "/" + name;
    }

    @Override
    public String toString() {
        return "PostgresDatabase[" + role + "@" + jdbcUrl() + "]";
    }
}
