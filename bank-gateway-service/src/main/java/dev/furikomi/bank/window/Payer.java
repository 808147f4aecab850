package dev.furikomi.bank.window;

import io.vertx.mutiny.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What S304 found; the acceptance is taken for nothing else.
 *
 * @param secretSha256 digest of the password JWE that was accepted, or, without a password, of the empty text
 * @param proofSha256 digest of the proof's signature: the same proof again is a repetition, another one is not
 */
record Payer(
        String cardId,
        String customerId,
        String account,
        Buffer secretSha256,
        @Nullable Buffer proofSha256) {}
