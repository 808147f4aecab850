package dev.furikomi.bank.customer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How passwords are hashed (Argon2id, RFC 9106) and how much of the machine that may take. */
@ConfigMapping(prefix = "bank.password")
public interface PasswordConfig {

    /** The server-side secret, base64url, at least 32 bytes: a stolen table alone is useless for guessing. */
    String secret();

    /** Memory of one hash. */
    @WithDefault("19456")
    int memoryKibibytes();

    @WithDefault("2")
    int iterations();

    /** How many passwords are hashed at the same time. */
    @WithDefault("2")
    int threads();

    /** How many more may wait; beyond that the answer is 503 with Retry-After. */
    @WithDefault("64")
    int queue();
}
