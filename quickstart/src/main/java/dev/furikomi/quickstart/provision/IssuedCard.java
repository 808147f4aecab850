package dev.furikomi.quickstart.provision;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the bank has to know of a card.
 *
 * @param reference the opaque account reference in the certificate
 * @param cardId SHA-256 of the certificate's public key, base64url
 * @param certificates in PEM, by slot; absent in what versions before the PIN policy wrote
 * @param depositId the id of the customer's first deposit, so that it comes only once
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record IssuedCard(String reference, String cardId, @Nullable Map<String, String> certificates, String depositId) {}
