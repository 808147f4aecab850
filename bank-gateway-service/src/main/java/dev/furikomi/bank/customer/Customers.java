package dev.furikomi.bank.customer;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bank's customers. */
@ApplicationScoped
public class Customers implements PanacheRepositoryBase<Customer, String> {

    private static final String HOLDER = """
            select c.id, c.name, a.number, c.password_hash
              from account_reference r
              join account a on a.number = r.account_number
              join customer c on c.id = a.customer_id
             where r.reference = $1""";

    private final HashingPool pool;
    private final PasswordHash hash;
    private final Pool sql;
    private final Clock clock;

    Customers(HashingPool pool, PasswordConfig config, Pool sql, Clock clock) {
        this.pool = pool;
        this.sql = sql;
        this.hash = new PasswordHash(config);
        this.clock = clock;
    }

    /**
     * Registers a customer or changes the name; a password is set only when one is given, and is emptied here.
     *
     * @return false when all hashing threads are taken; then nothing was changed
     */
    public Uni<Boolean> register(String id, String name, char @Nullable [] password) {
        if (password == null) {
            return store(id, name, Optional.empty()).replaceWith(true);
        }
        Optional<HashingPool.Place> place = pool.enter();
        if (place.isEmpty()) {
            Arrays.fill(password, ' ');
            return Uni.createFrom().item(false);
        }
        return place.get()
                .work(() -> hash(password))
                .chain(hashed -> store(id, name, Optional.of(hashed)))
                .replaceWith(true)
                .eventually(place.get()::leave);
    }

    /** Who holds the account, and the password hash to compare with. */
    Uni<Optional<Holder>> holder(String accountReference) {
        return sql.preparedQuery(HOLDER + " and c.password_hash is not null")
                .execute(Tuple.of(accountReference))
                .map(rows -> first(rows)
                        .map(row -> new Holder(
                                row.getString("id"),
                                row.getString("name"),
                                row.getString("number"),
                                row.getString("password_hash"))));
    }

    /** Who holds the account, with a password or without. */
    Uni<Optional<CredentialsOutcome.Right>> accountHolder(String accountReference) {
        return sql.preparedQuery(HOLDER).execute(Tuple.of(accountReference)).map(rows -> first(rows)
                .map(row -> new CredentialsOutcome.Right(
                        row.getString("id"), row.getString("name"), row.getString("number"))));
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
    }

    PasswordHash passwordHash() {
        return hash;
    }

    private Uni<Void> store(String id, String name, Optional<String> hashed) {
        return Panache.withTransaction(() -> findById(id).chain(existing -> {
                    Customer customer = existing == null ? new Customer() : existing;
                    customer.name = name;
                    if (hashed.isPresent()) {
                        customer.passwordHash = hashed.get();
                        customer.passwordChangedAt = clock.instant();
                    }
                    if (existing != null) {
                        return Uni.createFrom().item(customer);
                    }
                    customer.id = id;
                    return persist(customer);
                }))
                .replaceWithVoid();
    }

    private String hash(char[] password) {
        byte[] bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password)).array();
        // The encoder's array may be longer than what it holds.
        int length = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password)).remaining();
        byte[] exact = Arrays.copyOf(bytes, length);
        try {
            return hash.hash(exact);
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(exact, (byte) 0);
            Arrays.fill(password, ' ');
        }
    }
}
