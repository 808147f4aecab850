package dev.furikomi.bank.identity;

import dev.furikomi.card.token.CardPolicy;
import dev.furikomi.events.Procedure;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Who this bank is and what it trusts. */
@ConfigMapping(prefix = "bank")
public interface BankConfig {

    /** This bank's BIC, 8 or 11 characters. */
    String bic();

    /** This bank's name, as its pages show it. */
    Name name();

    /** The origin of this bank's window, exactly as browsers see it, for example {@code https://pay.bank.example}. */
    URI origin();

    /** {@code standard}, or {@code short} (S109 carries the card's signature; S306 and S110 do not take place). */
    @WithDefault("standard")
    Procedure procedure();

    /** File with the private P-256 JWK (with {@code kid}) that signs session requests. */
    Path requestKey();

    /** PEM files of this bank's own card authorities; the first one issues. */
    List<Path> cardAuthorities();

    /**
     * PEM files of others' card authorities, of whose cards this bank takes those that it has imported for an account. In
     * the bank list they stand as {@code "personalised":"elsewhere"}.
     */
    Optional<List<Path>> foreignCardAuthorities();

    /** {@code password}, or {@code pin} (9A proves and 9C accepts, after the card's PIN; nobody is asked for a password). */
    @WithDefault("password")
    CardPolicy cardPolicy();

    /** File with the scheme's signed bank list. */
    Path bankList();

    /** File with the scheme root's public JWK. */
    Path schemeRoot();

    /** Addresses at which the bank's page looks for card-bridge's window, in order. */
    @WithDefault("http://127.0.0.1:8084/window,http://127.0.0.1:8085/window,http://127.0.0.1:8086/window")
    List<URI> bridgeUrls();

    /** The bank's name in the languages of its pages. */
    interface Name {
        /** In English. */
        String en();

        /** In Japanese. */
        String ja();
    }
}
