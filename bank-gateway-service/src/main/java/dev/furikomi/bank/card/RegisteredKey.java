package dev.furikomi.bank.card;

import dev.furikomi.card.piv.PivSlot;
import java.security.cert.X509Certificate;

/**
 * A key of a registered card.
 *
 * @param keyId SHA-256 of the public key (SPKI), base64url
 */
public record RegisteredKey(String keyId, PivSlot slot, X509Certificate certificate) {}
