package dev.furikomi.bank.window;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.furikomi.card.jose.Base64Url;
import dev.furikomi.card.token.CardToken;
import dev.furikomi.card.token.SigningContext;

/** What is kept with the transfer so that anyone can verify later what the card signed (docs/protocol.md, section 6). */
final class Evidence {

    private Evidence() {}

    static String json(Window window, CardToken token, SigningContext context) {
        ObjectNode evidence = JsonNodeFactory.instance
                .objectNode()
                .put("label", token.label().text())
                .put("bic", context.bic())
                .put("origin", context.origin())
                .put("windowId", context.windowId().toString())
                .put("sid", context.sid().toString())
                .put("nonce", Base64Url.encode(context.nonce()))
                .put("sessionRequest", window.requireSession().request())
                .put("secretSha256", Base64Url.encode(context.secretSha256()))
                .put(
                        "transferDigest",
                        Base64Url.encode(BridgeSessions.transfer(window).digest()))
                .put("slot", token.slot())
                .put("algorithm", token.algorithm())
                .put("certificate", token.certificate())
                .put("signature", token.signature())
                .put("bridge", token.bridge());
        return evidence.toString();
    }
}
