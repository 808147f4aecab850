package dev.furikomi.card.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.card.jose.Claims;
import dev.furikomi.card.jose.CompactJws;
import dev.furikomi.card.jose.MalformedClaimsException;
import dev.furikomi.events.Money;
import dev.furikomi.events.Party;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What a merchant asks one bank to let its customer pay.
 *
 * @param merchant the merchant's id ({@code iss})
 * @param audience the BIC of the bank that it is meant for
 */
public record PaymentRequest(
        String merchant,
        String requestId,
        String audience,
        Instant issuedAt,
        Instant expiresAt,
        String orderNumber,
        Party creditor,
        Money instructedAmount,
        String returnUrl) {

    public static final String TYPE = "payment-request+jwt";
    public static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final int LENGTH_MAX = 16 * 1024;
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    public PaymentRequest {
        issuedAt = issuedAt.truncatedTo(ChronoUnit.SECONDS);
        expiresAt = expiresAt.truncatedTo(ChronoUnit.SECONDS);
    }

    /** The compact JWS, signed with the merchant's key. */
    public String sign(ECKey merchantKey) {
        ObjectNode claims = Claims.newObject()
                .put("iss", merchant)
                .put("jti", requestId)
                .put("aud", audience)
                .put("iat", issuedAt.getEpochSecond())
                .put("exp", expiresAt.getEpochSecond());
        claims.putObject("order").put("number", orderNumber);
        claims.set("creditor", Claims.party(creditor));
        claims.set("instructedAmount", Claims.money(instructedAmount));
        claims.put("returnUrl", returnUrl);
        return CompactJws.sign(TYPE, Claims.bytes(claims), merchantKey);
    }

    /** The merchant that a request claims to be from, to look up its keys; empty when it is no payment request. */
    public static Optional<String> unverifiedMerchant(String compact) {
        Optional<CompactJws> jws = CompactJws.parse(compact, TYPE, LENGTH_MAX);
        try {
            return jws.isEmpty()
                    ? Optional.empty()
                    : Optional.of(read(jws.get().claims()).merchant());
        } catch (MalformedClaimsException malformed) {
            return Optional.empty();
        }
    }

    /**
     * Verifies a request. Payee accounts, return origins and whether it was consumed are the registry's and the window's
     * to check.
     *
     * @param merchant whose keys {@code merchantKeys} are, as the registry says
     * @param bic of the bank that received the request
     */
    public static PaymentRequestOutcome verify(
            String compact, String merchant, List<ECKey> merchantKeys, String bic, Instant now) {
        Optional<CompactJws> jws = CompactJws.parse(compact, TYPE, LENGTH_MAX);
        if (jws.isEmpty() || !jws.get().isSignedByOneOf(merchantKeys)) {
            return refused(PaymentRequestOutcome.Reason.INVALID);
        }
        PaymentRequest request;
        try {
            request = read(jws.get().claims());
        } catch (MalformedClaimsException malformed) {
            return refused(PaymentRequestOutcome.Reason.INVALID);
        }
        if (!request.merchant.equals(merchant)
                || !request.instructedAmount.isPositive()
                || !livesAsLongAsPermitted(request)
                || now.isBefore(request.issuedAt.minus(CLOCK_SKEW))) {
            return refused(PaymentRequestOutcome.Reason.INVALID);
        }
        if (!request.audience.equals(bic)) {
            return refused(PaymentRequestOutcome.Reason.FOR_ANOTHER_BANK);
        }
        if (!now.isBefore(request.expiresAt)) {
            return refused(PaymentRequestOutcome.Reason.EXPIRED);
        }
        return new PaymentRequestOutcome.Verified(request);
    }

    private static PaymentRequest read(Claims claims) throws MalformedClaimsException {
        return new PaymentRequest(
                claims.text("iss", 64),
                claims.text("jti", 255),
                claims.text("aud", 11),
                claims.numericDate("iat"),
                claims.numericDate("exp"),
                claims.object("order").text("number", 64),
                claims.party("creditor"),
                claims.money("instructedAmount"),
                claims.text("returnUrl"));
    }

    private static boolean livesAsLongAsPermitted(PaymentRequest request) {
        Duration life = Duration.between(request.issuedAt, request.expiresAt);
        return life.compareTo(Duration.ZERO) > 0 && life.compareTo(LIFETIME) <= 0;
    }

    private static PaymentRequestOutcome refused(PaymentRequestOutcome.Reason reason) {
        return new PaymentRequestOutcome.Refused(reason);
    }
}
