package dev.furikomi.card.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.furikomi.card.jose.Claims;
import dev.furikomi.card.jose.MalformedClaimsException;
import dev.furikomi.events.Money;
import dev.furikomi.events.Party;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * The transfer that a session is about: what the bridge shows and what the card signs.
 *
 * @param merchant the merchant's id
 * @param requestId of the payment request
 * @param expiresAt of the payment request, whole seconds
 */
public record Transfer(
        UUID transferId,
        String merchant,
        Party creditor,
        Money instructedAmount,
        String orderNumber,
        String requestId,
        Instant expiresAt) {

    private static final String LABEL = "furikomi/1/transfer";

    public Transfer {
        expiresAt = expiresAt.truncatedTo(ChronoUnit.SECONDS);
    }

    /** SHA-256 over the length-prefixed fields, the last field of what is signed to apply or accept. */
    public byte[] digest() {
        return signedFields().sha256();
    }

    LengthPrefixed signedFields() {
        return new LengthPrefixed()
                .text(LABEL)
                .text(transferId.toString())
                .text(merchant)
                .text(creditor.name())
                .text(creditor.agent())
                .text(creditor.account())
                .text(instructedAmount.currencyCode())
                .text(instructedAmount.amount())
                .text(orderNumber)
                .text(requestId)
                .text(Long.toString(expiresAt.getEpochSecond()));
    }

    static Transfer read(Claims claims) throws MalformedClaimsException {
        if (!claims.money("instructedAmount").isPositive()) {
            throw new MalformedClaimsException("Not more than nothing: instructedAmount");
        }
        return new Transfer(
                claims.uuid("transferId"),
                claims.text("merchant", 64),
                claims.party("creditor"),
                claims.money("instructedAmount"),
                claims.text("orderNumber", 64),
                claims.text("requestId", 255),
                claims.numericDate("expiresAt"));
    }

    ObjectNode write() {
        ObjectNode node =
                Claims.newObject().put("transferId", transferId.toString()).put("merchant", merchant);
        node.set("creditor", Claims.party(creditor));
        node.set("instructedAmount", Claims.money(instructedAmount));
        return node.put("orderNumber", orderNumber)
                .put("requestId", requestId)
                .put("expiresAt", expiresAt.getEpochSecond());
    }
}
