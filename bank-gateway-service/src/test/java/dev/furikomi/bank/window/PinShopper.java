package dev.furikomi.bank.window;

import dev.furikomi.bank.ForeignAuthority;
import dev.furikomi.bank.KeyCard;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.issuing.BankCredentials;
import dev.furikomi.card.piv.PivSlot;
import dev.furikomi.card.token.CardToken;
import dev.furikomi.card.token.Identification;
import dev.furikomi.card.token.SignedBytes;
import dev.furikomi.card.token.SigningContext;
import dev.furikomi.card.token.SigningLabel;
import dev.furikomi.card.token.Transfer;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A customer at a bank with the policy {@code pin}: the card's PIN is verified, 9A proves and 9C accepts. */
final class PinShopper {

    static final PivSlot[] ALL_SLOTS = PivSlot.values();

    final Shopper shopper;
    final String institution;
    KeyCard card;

    private PinShopper(Shopper shopper, String institution, KeyCard card) {
        this.shopper = shopper;
        this.institution = institution;
        this.card = card;
    }

    /** With a card of the bank's own that has a key in each slot, all of them registered. */
    static PinShopper opens(Purchase purchase, SignatureAlgorithm algorithm) {
        KeyCard card = card(purchase.reference, algorithm, ALL_SLOTS);
        register(card);
        return new PinShopper(Shopper.opens(purchase), purchase.card.institution, card);
    }

    static PinShopper opens(Purchase purchase) {
        return opens(purchase, SignatureAlgorithm.ES256);
    }

    /** With a card that a company gave its staff, which the bank has imported for the purchase's account. */
    static PinShopper opensWithImportedCard(Purchase purchase, SignatureAlgorithm algorithm) {
        ForeignAuthority authority = ForeignAuthority.in(TestCard.directory());
        // The subject tries to name somebody else's account, and is not even looked at.
        KeyCard card = KeyCard.of(
                (key, slot) -> authority.issue(key, "CN=Sakura Mori,SERIALNUMBER=ref-of-somebody-else"),
                algorithm,
                PivSlot.AUTHENTICATION,
                PivSlot.SIGNATURE);
        Purchase.put("/cards/" + card.cardId(), Map.of("certificates", card.pems(), "account", purchase.payer));
        return new PinShopper(Shopper.opens(purchase), authority.institution(), card);
    }

    /** The same customer and window as {@code shopper}, with a card whose three keys are registered. */
    static PinShopper in(Shopper shopper, Purchase purchase) {
        KeyCard card = card(purchase.reference, SignatureAlgorithm.ES256, ALL_SLOTS);
        register(card);
        return new PinShopper(shopper, purchase.card.institution, card);
    }

    static KeyCard card(String reference, SignatureAlgorithm algorithm, PivSlot... slots) {
        try {
            BankCredentials bank =
                    BankCredentials.read(WindowBank.BIC, TestCard.directory().resolve(WindowBank.BIC));
            return KeyCard.of(bank.cardAuthority(), reference, WindowBank.validity(), algorithm, slots);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static void register(KeyCard card) {
        Purchase.put("/cards/" + card.cardId(), Map.of("certificates", card.pems()));
    }

    PinShopper recognised() {
        shopper.startsBridge();
        shopper.call("card", Map.of("identification", Identification.of(shopper.session, institution)))
                .then()
                .statusCode(200);
        return this;
    }

    PinShopper authenticated() {
        recognised().proves().then().statusCode(200);
        return this;
    }

    PinShopper requested() {
        authenticated();
        shopper.asksForTransfer().then().statusCode(200);
        return this;
    }

    Response proves() {
        return proves(proof());
    }

    Response proves(CardToken proof) {
        return shopper.call("credentials", Map.of("proof", proof));
    }

    Response accepts() {
        return accepts(acceptance(PivSlot.SIGNATURE, SigningLabel.ACCEPT));
    }

    Response accepts(CardToken acceptance) {
        return shopper.call("acceptance", Map.of("acceptance", acceptance));
    }

    Response applies() {
        Map<String, Object> body = shopper.shown();
        body.put("application", acceptance(PivSlot.SIGNATURE, SigningLabel.APPLY));
        return shopper.call("transfer", body);
    }

    CardToken proof() {
        return token(PivSlot.AUTHENTICATION, SigningLabel.AUTHENTICATE, null);
    }

    CardToken acceptance(PivSlot slot, SigningLabel label) {
        return token(slot, label, shopper.session.transfer());
    }

    /** What the card signs with a slot's key under a label. */
    CardToken token(PivSlot slot, SigningLabel label, @Nullable Transfer transfer) {
        return token(slot, label, transfer, SigningContext.withoutSecret(shopper.session, shopper.compactSession));
    }

    CardToken token(PivSlot slot, SigningLabel label, @Nullable Transfer transfer, SigningContext context) {
        CardCertificate certificate = card.certificate(slot);
        SignatureAlgorithm algorithm = certificate.algorithm();
        Transfer signed = transfer == null ? shopper.session.transfer() : transfer;
        byte[] digest =
                switch (label) {
                    case AUTHENTICATE -> SignedBytes.authenticate(context, algorithm);
                    case APPLY -> SignedBytes.apply(context, signed, algorithm);
                    case ACCEPT -> SignedBytes.accept(context, signed, algorithm);
                };
        byte[] signature = card.sign(slot, digest);
        return switch (label) {
            case AUTHENTICATE ->
                CardToken.proof(shopper.session.sid(), slot, certificate, signature, null, Shopper.VERSION);
            case APPLY -> CardToken.application(shopper.session.sid(), slot, certificate, signature, Shopper.VERSION);
            case ACCEPT -> CardToken.acceptance(shopper.session.sid(), slot, certificate, signature, Shopper.VERSION);
        };
    }

    int attemptsLeft() {
        return Purchase.staff()
                .get("/v1/operator/cards/" + card.cardId())
                .then()
                .statusCode(200)
                .extract()
                .path("attemptsLeft");
    }
}
