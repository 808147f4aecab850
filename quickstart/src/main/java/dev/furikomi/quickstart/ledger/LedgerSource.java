package dev.furikomi.quickstart.ledger;

import dev.furikomi.audit.SealKeys;
import dev.furikomi.audit.database.LedgerReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A ledger in a database.
 *
 * @param keys with which its bank signs seals, where that is known without asking
 */
record LedgerSource(
        String name,
        String jdbcUrl,
        String user,
        String password,
        @Nullable SealKeys keys) {

    LedgerReader open() throws UnreachableLedgerException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "furikomi ledger");
        try {
            Connection connection = DriverManager.getConnection(jdbcUrl, properties);
            return new LedgerReader(connection);
        } catch (SQLException e) {
            throw new UnreachableLedgerException("the database of " + name + " cannot be reached", e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
