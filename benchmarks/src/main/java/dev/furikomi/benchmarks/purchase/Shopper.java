package dev.furikomi.benchmarks.purchase;

import com.fasterxml.jackson.databind.JsonNode;
import dev.furikomi.card.token.CardToken;
import dev.furikomi.card.token.Identification;
import dev.furikomi.card.token.PasswordEnvelope;
import dev.furikomi.card.token.SessionRequest;
import dev.furikomi.card.token.SessionRequestOutcome;
import dev.furikomi.card.token.SessionRequestVerifier;
import dev.furikomi.card.token.SignedBytes;
import dev.furikomi.card.token.SigningContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** One customer at the bank's window: page, bridge and card, with real signatures throughout (S301 to S306). */
final class Shopper {

    private static final String BRIDGE_VERSION = "benchmark";

    private final Caller bank;
    private final CardHolder holder;
    private final SessionRequestVerifier bridge;
    private final String bankOrigin;

    Shopper(Caller bank, CardHolder holder, SessionRequestVerifier bridge, String bankOrigin) {
        this.bank = bank;
        this.holder = holder;
        this.bridge = bridge;
        this.bankOrigin = bankOrigin;
    }

    /** All steps up to the card's signature under the transfer; what is left is to send it. */
    Acceptance walkToAcceptance(String paymentRequest) {
        JsonNode window = bank.post("/v1/windows", Map.of("paymentRequest", paymentRequest));
        String path = "/v1/windows/" + window.path("windowId").asText();
        String compact = bank.post(path + "/session-requests", Map.of())
                .path("sessionRequest")
                .asText();
        SessionRequest session = permitted(compact);
        move(path + "/card", "identification", Identification.of(session, holder.institution()), "CARD_RECOGNISED");
        String secret = PasswordEnvelope.seal(
                session,
                holder.certificate().accountReference(),
                holder.password().toCharArray());
        SigningContext context = SigningContext.of(session, compact, secret);
        CardToken proof = CardToken.proof(
                session.sid(),
                holder.certificate(),
                holder.sign(SignedBytes.authenticate(context)),
                secret,
                BRIDGE_VERSION);
        move(path + "/credentials", "proof", proof, "AUTHENTICATED");
        expect(path + "/transfer", bank.post(path + "/transfer", shown(window)), "REQUESTED");
        CardToken acceptance = CardToken.acceptance(
                session.sid(),
                holder.certificate(),
                holder.sign(SignedBytes.accept(context, session.transfer())),
                BRIDGE_VERSION);
        return new Acceptance(
                UUID.fromString(window.path("transferId").asText()),
                path + "/acceptance",
                bank.cookie(),
                Caller.text(Map.of("acceptance", acceptance)));
    }

    private SessionRequest permitted(String compact) {
        SessionRequestOutcome outcome = bridge.verify(compact, bankOrigin);
        if (outcome instanceof SessionRequestOutcome.Permitted permitted) {
            return permitted.request();
        }
        throw new RefusedException("the bridge refuses the bank's session request: " + outcome);
    }

    private static Map<String, Object> shown(JsonNode window) {
        Map<String, Object> transfer = new LinkedHashMap<>();
        for (String field : new String[] {"transferId", "creditor", "instructedAmount", "orderNumber"}) {
            transfer.put(field, window.path(field));
        }
        return transfer;
    }

    private void move(String path, String name, Object body, String expected) {
        expect(path, bank.post(path, Map.of(name, body)), expected);
    }

    private static void expect(String path, JsonNode window, String expected) {
        String status = window.path("status").asText();
        if (!status.equals(expected)) {
            throw new RefusedException("after " + path + " the window is " + status + ", not " + expected);
        }
    }
}
