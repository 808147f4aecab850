package dev.furikomi.bank.card;

import java.security.cert.X509Certificate;

/**
 * A card of this bank.
 *
 * @param cardId SHA-256 of the certificate's public key (SPKI), base64url
 * @param accountReference the certificate subject's serialNumber
 */
public record RegisteredCard(String cardId, X509Certificate certificate, String accountReference, boolean blocked) {}
