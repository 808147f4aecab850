package dev.furikomi.order.payment;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.events.EventJson;
import dev.furikomi.events.Money;
import dev.furikomi.events.Party;
import dev.furikomi.order.MerchantConfig;
import dev.furikomi.order.file.PaymentRequest;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.text.ParseException;
import java.time.Instant;
import java.util.UUID;

/** Signs payment requests with the merchant's key (docs/protocol.md, section 4), off the event loop. */
@ApplicationScoped
class PaymentRequestSigner {

    private static final JOSEObjectType TYPE = new JOSEObjectType("payment-request+jwt");

    private final MerchantConfig merchant;
    private final Vertx vertx;
    private final ECKey key;

    PaymentRequestSigner(MerchantConfig merchant, Vertx vertx) {
        this.merchant = merchant;
        this.vertx = vertx;
        this.key = read(merchant);
    }

    /** A key that cannot be used is told at start, not to the first shopper. */
    void start(@Observes StartupEvent started) {
        sign(claims(new Draft(
                UUID.randomUUID(), "", new Party("", "", ""), Money.ofMinor(1, "JPY"), Instant.EPOCH, Instant.EPOCH)));
    }

    /** A request before it is signed. */
    record Draft(
            UUID requestId,
            String orderNumber,
            Party creditor,
            Money instructedAmount,
            Instant issuedAt,
            Instant expiresAt) {}

    Uni<PaymentRequest> sign(Draft draft) {
        return Uni.createFrom()
                .completionStage(() ->
                        vertx.executeBlocking(() -> sign(claims(draft)), false).toCompletionStage())
                .map(jws -> new PaymentRequest(
                        draft.requestId,
                        draft.orderNumber,
                        draft.creditor,
                        draft.instructedAmount,
                        draft.issuedAt,
                        draft.expiresAt,
                        jws));
    }

    private Claims claims(Draft draft) {
        return new Claims(
                merchant.id(),
                draft.requestId.toString(),
                draft.creditor.agent(),
                draft.issuedAt.getEpochSecond(),
                draft.expiresAt.getEpochSecond(),
                new OrderReference(draft.orderNumber),
                draft.creditor,
                draft.instructedAmount,
                merchant.returnUrl().replace("{orderNumber}", draft.orderNumber));
    }

    private String sign(Claims claims) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(key.getKeyID())
                .type(TYPE)
                .build();
        JWSObject jws = new JWSObject(header, new Payload(EventJson.write(claims)));
        try {
            jws.sign(new ECDSASigner(key));
        } catch (JOSEException unusable) {
            throw new IllegalStateException("The merchant's signing key is not a private P-256 key.", unusable);
        }
        return jws.serialize();
    }

    private static ECKey read(MerchantConfig merchant) {
        try {
            ECKey key = ECKey.parse(Files.readString(merchant.signingKey()));
            if (!key.isPrivate() || key.getKeyID() == null) {
                throw new IllegalStateException(
                        "The merchant's signing key needs its private part and a kid: " + merchant.signingKey());
            }
            return key;
        } catch (IOException | ParseException unusable) {
            // The parser's message may quote the key.
            throw new IllegalStateException("The merchant's signing key cannot be read: " + merchant.signingKey());
        }
    }

    /** The claims in the order in which the protocol names them. */
    record Claims(
            String iss,
            String jti,
            String aud,
            long iat,
            long exp,
            OrderReference order,
            Party creditor,
            Money instructedAmount,
            String returnUrl) {}

    record OrderReference(String number) {}
}
