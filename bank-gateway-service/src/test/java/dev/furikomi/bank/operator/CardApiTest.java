package dev.furikomi.bank.operator;

import static dev.furikomi.bank.BankFixtures.staff;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import dev.furikomi.bank.BankFixtures;
import dev.furikomi.bank.BankTestResource;
import dev.furikomi.bank.ForeignAuthority;
import dev.furikomi.bank.KeyCard;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.issuing.BankCredentials;
import dev.furikomi.card.issuing.CardAuthority;
import dev.furikomi.card.issuing.Validity;
import dev.furikomi.card.piv.PivSlot;
import dev.furikomi.quickstart.embedded.KafkaTestResource;
import dev.furikomi.quickstart.embedded.PostgresTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The card registry over the operator API with a real database. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(
        value = KafkaTestResource.class,
        initArgs =
                @ResourceArg(
                        name = "topics",
                        value = "transfer-request.hanaya,transfer-accepted.hanaya,transfer-completed.hanaya,"
                                + "transfer-rejected.hanaya,window-closed.hanaya"))
@QuarkusTestResource(BankTestResource.class)
class CardApiTest {

    private static final Validity A_DAY = Validity.fromNow(InstantSource.system(), Duration.ofDays(1));

    @ParameterizedTest
    @EnumSource
    void registersACardWithThreeKeysAndShowsIt(SignatureAlgorithm algorithm) {
        BankFixtures bank = BankFixtures.withBalance(0);
        KeyCard card = own(bank.reference, algorithm, PivSlot.values());

        register(card.cardId(), Map.of("certificates", card.pems())).then().statusCode(204);
        register(card.cardId(), Map.of("certificates", card.pems())).then().statusCode(204);

        staff().get("/v1/operator/cards/" + card.cardId())
                .then()
                .statusCode(200)
                .body(
                        "cardId",
                        equalTo(card.certificate(PivSlot.CARD_AUTHENTICATION).keyId()))
                .body("state", equalTo("active"), "attemptsLeft", equalTo(5))
                .body("accountReference", equalTo(bank.reference), "personalisedElsewhere", equalTo(false))
                .body("keys.slot", containsInAnyOrder("9A", "9C", "9E"))
                .body("keys.algorithm", hasItems(algorithm.wireName()));
    }

    @Test
    void listsTheCardsOfAnAccountAndOfNoOther() {
        BankFixtures bank = BankFixtures.withBalance(0);
        KeyCard second = own(bank.reference, SignatureAlgorithm.ES384, PivSlot.AUTHENTICATION, PivSlot.SIGNATURE);
        register(second.cardId(), Map.of("certificates", second.pems())).then().statusCode(204);
        KeyCard imported = company(PivSlot.CARD_AUTHENTICATION);
        register(imported.cardId(), imported(imported, bank.payer)).then().statusCode(204);

        staff().get("/v1/operator/accounts/" + bank.payer + "/cards")
                .then()
                .statusCode(200)
                .body("items.cardId", containsInAnyOrder(bank.card.cardId(), second.cardId(), imported.cardId()));
        staff().get("/v1/operator/accounts/" + bank.payee + "/cards")
                .then()
                .statusCode(200)
                .body("items", empty());
        staff().get("/v1/operator/accounts/nobodys/cards")
                .then()
                .statusCode(404)
                .body("reason", equalTo("account-unknown"));
    }

    @Test
    void leavesSlotsAloneThatAreNotNamed() {
        BankFixtures bank = BankFixtures.withBalance(0);
        KeyCard card = own(bank.reference, SignatureAlgorithm.ES256, PivSlot.values());
        register(card.cardId(), Map.of("certificate", card.pems().get("9E")))
                .then()
                .statusCode(204);
        Map<String, String> others = new HashMap<>(card.pems());
        others.remove("9E");

        register(card.cardId(), Map.of("certificates", others)).then().statusCode(204);
        register(card.cardId(), Map.of("certificate", card.pems().get("9E")))
                .then()
                .statusCode(204);

        staff().get("/v1/operator/cards/" + card.cardId()).then().body("keys", hasSize(3));
    }

    @Test
    void takesANewKeyForASlot() {
        BankFixtures bank = BankFixtures.withBalance(0);
        KeyCard card = own(bank.reference, SignatureAlgorithm.ES256, PivSlot.values());
        register(card.cardId(), Map.of("certificates", card.pems())).then().statusCode(204);
        KeyCard renewed = own(bank.reference, SignatureAlgorithm.ES384, PivSlot.AUTHENTICATION);

        register(card.cardId(), Map.of("certificates", renewed.pems())).then().statusCode(204);

        staff().get("/v1/operator/cards/" + card.cardId())
                .then()
                .body("keys.keyId", hasItems(renewed.cardId()))
                .body("keys", hasSize(3));
    }

    @Test
    void importsACardThatWasPersonalisedElsewhere() {
        BankFixtures bank = BankFixtures.withBalance(0);
        KeyCard card = company(PivSlot.values());

        register(card.cardId(), imported(card, bank.payer)).then().statusCode(204);

        staff().get("/v1/operator/cards/" + card.cardId())
                .then()
                .body("personalisedElsewhere", equalTo(true))
                .body("accountReference", equalTo(card.cardId()));
    }

    @Test
    void givesAnImportedCardToAnotherAccountOnlyWhenThatIsAskedFor() {
        BankFixtures bank = BankFixtures.withBalance(0);
        KeyCard card = company(PivSlot.CARD_AUTHENTICATION);
        register(card.cardId(), imported(card, bank.payer)).then().statusCode(204);

        refused(card.cardId(), imported(card, bank.payee), 409, "account-reference-taken");
        staff().get("/v1/operator/accounts/" + bank.payee + "/cards").then().body("items", empty());
        Map<String, Object> moved = new HashMap<>(imported(card, bank.payee));
        moved.put("replace", true);
        register(card.cardId(), moved).then().statusCode(204);

        staff().get("/v1/operator/accounts/" + bank.payee + "/cards")
                .then()
                .body("items.cardId", containsInAnyOrder(card.cardId()));
    }

    @Test
    void movesAReferenceToAnotherAccountOnlyWhenThatIsAskedFor() {
        BankFixtures bank = BankFixtures.withBalance(0);
        String path = "/v1/operator/account-references/" + bank.reference;

        staff().body(Map.of("account", bank.payer)).put(path).then().statusCode(204);
        staff().body(Map.of("account", bank.payee))
                .put(path)
                .then()
                .statusCode(409)
                .body("reason", equalTo("account-reference-taken"));
        staff().get("/v1/operator/accounts/" + bank.payer + "/cards").then().body("items", hasSize(1));
        staff().body(Map.of("account", bank.payee, "replace", true))
                .put(path)
                .then()
                .statusCode(204);

        staff().get("/v1/operator/accounts/" + bank.payee + "/cards").then().body("items", hasSize(1));
    }

    @Test
    void blocksAndUnblocksAnImportedCard() {
        BankFixtures bank = BankFixtures.withBalance(0);
        KeyCard card = company(PivSlot.AUTHENTICATION, PivSlot.SIGNATURE);
        register(card.cardId(), imported(card, bank.payer)).then().statusCode(204);

        BankFixtures.put("/cards/" + card.cardId() + "/state", Map.of("state", "blocked"));

        staff().get("/v1/operator/cards/" + card.cardId()).then().body("state", equalTo("blocked"));
        BankFixtures.put("/cards/" + card.cardId() + "/state", Map.of("state", "active"));
        staff().get("/v1/operator/cards/" + card.cardId()).then().body("state", equalTo("active"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "unknown"})
    void importsForAnAccountThatThereIs(String account) {
        KeyCard card = company(PivSlot.CARD_AUTHENTICATION);
        Map<String, Object> body = new HashMap<>(Map.of("certificates", card.pems()));
        if (account.equals("unknown")) {
            body.put("account", "nobodys");
        }

        Response refused = register(card.cardId(), body);

        refused.then()
                .statusCode(account.equals("none") ? 422 : 404)
                .body("reason", equalTo(account.equals("none") ? "account-missing" : "account-unknown"));
        staff().get("/v1/operator/cards/" + card.cardId())
                .then()
                .statusCode(404)
                .body("reason", equalTo("card-unknown"));
    }

    @Test
    void letsNobodyChooseTheAccountOfTheBanksOwnCard() {
        BankFixtures bank = BankFixtures.withBalance(0);
        KeyCard card = own(bank.reference, SignatureAlgorithm.ES256, PivSlot.CARD_AUTHENTICATION);

        register(card.cardId(), imported(card, bank.payee))
                .then()
                .statusCode(422)
                .body("reason", equalTo("account-not-expected"));
    }

    @Test
    void refusesKeysThatDoNotBelongTogether() {
        BankFixtures bank = BankFixtures.withBalance(0);
        KeyCard card = own(bank.reference, SignatureAlgorithm.ES256, PivSlot.values());
        KeyCard other = own("ref-of-another", SignatureAlgorithm.ES256, PivSlot.AUTHENTICATION, PivSlot.SIGNATURE);
        KeyCard company = company(PivSlot.SIGNATURE);

        Map<String, String> mixed = new HashMap<>(card.pems());
        mixed.put("9C", other.pems().get("9C"));
        refused(card.cardId(), Map.of("certificates", mixed), 422, "card-keys-differ");
        mixed.put("9C", company.pems().get("9C"));
        refused(card.cardId(), Map.of("certificates", mixed, "account", bank.payer), 422, "card-keys-differ");

        register(card.cardId(), Map.of("certificates", card.pems())).then().statusCode(204);
        refused(card.cardId(), Map.of("certificates", Map.of("9C", other.pems().get("9C"))), 422, "card-keys-differ");
        refused(card.cardId(), Map.of("certificates", company.pems(), "account", bank.payer), 422, "card-keys-differ");
    }

    @Test
    void refusesAKeyOfAnotherCardOrSlot() {
        BankFixtures bank = BankFixtures.withBalance(0);
        KeyCard card = own(bank.reference, SignatureAlgorithm.ES256, PivSlot.values());
        register(card.cardId(), Map.of("certificates", card.pems())).then().statusCode(204);
        KeyCard second = own(bank.reference, SignatureAlgorithm.ES256, PivSlot.CARD_AUTHENTICATION);

        refused(
                second.cardId(),
                Map.of(
                        "certificates",
                        Map.of("9E", second.pems().get("9E"), "9C", card.pems().get("9C"))),
                409,
                "card-key-registered");
        refused(card.cardId(), Map.of("certificates", Map.of("9A", card.pems().get("9E"))), 409, "card-key-registered");
    }

    @Test
    void refusesACertificateInASlotThatItIsNotFor() {
        BankFixtures bank = BankFixtures.withBalance(0);
        KeyCard card = own(bank.reference, SignatureAlgorithm.ES256, PivSlot.values());

        refused(
                card.cardId(),
                Map.of(
                        "certificates",
                        Map.of("9E", card.pems().get("9E"), "9C", card.pems().get("9A"))),
                422,
                "certificate-invalid");
        refused(card.cardId(), Map.of("certificates", Map.of("9E", card.pems().get("9C"))), 422, "certificate-invalid");
    }

    @Test
    void knowsACardByIts9EKeyOr9AKeyAlone() {
        BankFixtures bank = BankFixtures.withBalance(0);
        KeyCard card = own(bank.reference, SignatureAlgorithm.ES256, PivSlot.values());

        refused(
                card.certificate(PivSlot.AUTHENTICATION).keyId(),
                Map.of("certificates", card.pems()),
                422,
                "card-id-mismatch");
        refused(
                card.certificate(PivSlot.SIGNATURE).keyId(),
                Map.of("certificates", Map.of("9C", card.pems().get("9C"))),
                422,
                "card-id-mismatch");
    }

    @Test
    void refusesABodyThatNamesNoCertificateOrBothForms() {
        BankFixtures bank = BankFixtures.withBalance(0);
        KeyCard card = own(bank.reference, SignatureAlgorithm.ES256, PivSlot.CARD_AUTHENTICATION);

        refused(card.cardId(), Map.of(), 400, "invalid-request");
        refused(card.cardId(), Map.of("certificates", Map.of()), 400, "invalid-request");
        refused(card.cardId(), Map.of("certificates", Map.of("9D", card.pems().get("9E"))), 400, "invalid-request");
        refused(
                card.cardId(),
                Map.of("certificates", card.pems(), "certificate", card.pems().get("9E")),
                400,
                "invalid-request");
    }

    private static void refused(String cardId, Map<String, ?> body, int status, String reason) {
        register(cardId, body).then().statusCode(status).body("reason", equalTo(reason));
    }

    private static Response register(String cardId, Map<String, ?> body) {
        return staff().body(body).put("/v1/operator/cards/" + cardId);
    }

    private static Map<String, Object> imported(KeyCard card, String account) {
        return Map.of("certificates", card.pems(), "account", account);
    }

    private static KeyCard company(PivSlot... slots) {
        ForeignAuthority authority = ForeignAuthority.in(directory());
        return KeyCard.of((key, slot) -> authority.issue(key, "CN=Sakura Mori"), SignatureAlgorithm.ES256, slots);
    }

    private static KeyCard own(String reference, SignatureAlgorithm algorithm, PivSlot... slots) {
        try {
            CardAuthority authority =
                    BankCredentials.read(BankTestResource.BIC, directory()).cardAuthority();
            return KeyCard.of(authority, reference, A_DAY, algorithm, slots);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path directory() {
        return Path.of(ConfigProvider.getConfig().getValue("test.directory", String.class));
    }
}
