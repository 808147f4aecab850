package dev.furikomi.quickstart.provision;

/**
 * What the bank has to know of a card.
 *
 * @param reference the opaque account reference in the certificate
 * @param cardId SHA-256 of the certificate's public key, base64url
 * @param certificate in PEM
 * @param depositId the id of the customer's first deposit, so that it comes only once
 */
record IssuedCard(String reference, String cardId, String certificate, String depositId) {}
