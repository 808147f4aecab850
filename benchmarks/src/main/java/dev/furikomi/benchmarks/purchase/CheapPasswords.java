package dev.furikomi.benchmarks.purchase;

import dev.furikomi.bank.customer.PasswordHash;
import dev.furikomi.quickstart.embedded.PostgresDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Customers to warm up with: their passwords are stored with the least work that Argon2id knows, so that the services
 * see several times as many purchases before anything is measured. They take no part in what is measured.
 */
final class CheapPasswords {

    private static final int LEAST_MEMORY_KIBIBYTES = 8;
    private static final int ONE_PASS = 1;

    private CheapPasswords() {}

    /** Overwrites their passwords' hashes in the bank's database; the passwords stay. */
    static void give(List<CardHolder> holders, Parties parties) {
        PasswordHash cheap = new PasswordHash(parties.passwordSecret(), LEAST_MEMORY_KIBIBYTES, ONE_PASS);
        PostgresDatabase bank = parties.bankDatabase();
        try (Connection connection = DriverManager.getConnection(bank.jdbcUrl(), bank.role(), bank.password());
                PreparedStatement update =
                        connection.prepareStatement("update customer set password_hash = ? where id = ?")) {
            for (CardHolder holder : holders) {
                update.setString(1, cheap.hash(holder.password().getBytes(StandardCharsets.UTF_8)));
                update.setString(2, holder.customer());
                update.addBatch();
            }
            update.executeBatch();
        } catch (SQLException unusable) {
            throw new IllegalStateException("The passwords to warm up with cannot be stored.", unusable);
        }
    }
}
