package dev.furikomi.bank.customer;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
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

    private final HashingPool pool;
    private final PasswordHash hash;
    private final Clock clock;

    Customers(HashingPool pool, PasswordConfig config, Clock clock) {
        this.pool = pool;
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
        return Panache.withSession(() -> Panache.getSession()
                .chain(session -> session.createQuery("""
                                select new dev.furikomi.bank.customer.Holder(c.id, c.name, a.number, c.passwordHash)
                                  from AccountReference r
                                  join Account a on a.number = r.accountNumber
                                  join Customer c on c.id = a.customerId
                                 where r.reference = :reference and c.passwordHash is not null""", Holder.class)
                        .setParameter("reference", accountReference)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable));
    }

    /** Who holds the account, with a password or without. */
    Uni<Optional<CredentialsOutcome.Right>> accountHolder(String accountReference) {
        return Panache.withSession(() -> Panache.getSession()
                .chain(session -> session.createQuery("""
                                select new dev.furikomi.bank.customer.CredentialsOutcome$Right(c.id, c.name, a.number)
                                  from AccountReference r
                                  join Account a on a.number = r.accountNumber
                                  join Customer c on c.id = a.customerId
                                 where r.reference = :reference""", CredentialsOutcome.Right.class)
                        .setParameter("reference", accountReference)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable));
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
