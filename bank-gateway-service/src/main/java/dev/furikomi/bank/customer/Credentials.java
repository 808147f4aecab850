package dev.furikomi.bank.customer;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Supplier;

/** S304, after the card has proved itself: one attempt is taken, then account reference and password are checked. */
@ApplicationScoped
public class Credentials {

    /**
     * Checks the secret of a card whose signature was verified.
     *
     * @param cardId SHA-256 of the card's public key, base64url
     * @param open opens the JWE; called on a worker thread, once an attempt was taken. Empty when it cannot be opened
     *     or its fields are not those of this window: that is answered like a wrong password, after the same work
     */
    public Uni<CredentialsOutcome> check(String cardId, Supplier<Optional<Secret>> open) {
        throw new UnsupportedOperationException();
    }
}
