package dev.furikomi.bank.card;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.PublicKey;
import java.util.Optional;

/** The card registry. */
@ApplicationScoped
public class Cards {

    /** The registered card, if there is one ({@code card-unknown} otherwise). */
    public Uni<Optional<RegisteredCard>> find(String cardId) {
        throw new UnsupportedOperationException();
    }

    /** SHA-256 of a public key (SPKI), base64url. */
    public static String cardId(PublicKey key) {
        throw new UnsupportedOperationException();
    }
}
