package dev.furikomi.bank.window;

import io.vertx.mutiny.core.buffer.Buffer;

/**
 * What S304 found; the acceptance is taken for nothing else.
 *
 * @param secretSha256 digest of the password JWE that was accepted
 */
record Payer(String cardId, String customerId, String account, Buffer secretSha256) {}
