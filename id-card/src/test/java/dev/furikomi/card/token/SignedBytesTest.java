package dev.furikomi.card.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.events.Money;
import dev.furikomi.events.Party;
import java.io.IOException;
import java.io.InputStream;
import java.security.Signature;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds this implementation against the published vectors, as any other implementation can be. */
class SignedBytesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<JsonNode> vectors() throws IOException {
        try (InputStream file = SignedBytesTest.class.getResourceAsStream("/signed-bytes-vectors.json")) {
            return StreamSupport.stream(JSON.readTree(file).get("vectors").spliterator(), false);
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void agreesWithThePublishedVectors(JsonNode vector) throws Exception {
        SigningContext context = context(vector.get("context"));
        Transfer transfer = transfer(vector.get("transfer"));

        assertThat(hex(transfer.signedFields().toBytes()))
                .isEqualTo(vector.get("transferBytes").asText());
        assertThat(hex(transfer.digest()))
                .isEqualTo(vector.get("transferDigest").asText());
        assertThat(hex(SignedBytes.fields(SigningLabel.AUTHENTICATE, context).toBytes()))
                .isEqualTo(vector.get("authenticateBytes").asText());
        assertThat(hex(SignedBytes.authenticate(context)))
                .isEqualTo(vector.get("authenticateDigest").asText());
        assertThat(hex(SignedBytes.apply(context, transfer)))
                .isEqualTo(vector.get("applyDigest").asText());
        assertThat(hex(SignedBytes.accept(context, transfer)))
                .isEqualTo(vector.get("acceptDigest").asText());

        Signature verifier = Signature.getInstance("NONEwithECDSAinP1363Format");
        verifier.initVerify(ECKey.parse(vector.get("publicKey").toString()).toECPublicKey());
        verifier.update(SignedBytes.accept(context, transfer));
        assertThat(verifier.verify(
                        HexFormat.of().parseHex(vector.get("acceptSignature").asText())))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD800", "a\uDC00b"})
    void signsNoTextThatHasNoUtf8Form(String text) {
        assertThatThrownBy(() -> new LengthPrefixed().text(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static SigningContext context(JsonNode json) {
        return new SigningContext(
                json.get("bic").asText(),
                json.get("origin").asText(),
                UUID.fromString(json.get("windowId").asText()),
                UUID.fromString(json.get("sid").asText()),
                HexFormat.of().parseHex(json.get("nonce").asText()),
                HexFormat.of().parseHex(json.get("sessionRequestSha256").asText()),
                HexFormat.of().parseHex(json.get("secretSha256").asText()));
    }

    private static Transfer transfer(JsonNode json) {
        JsonNode creditor = json.get("creditor");
        JsonNode amount = json.get("instructedAmount");
        return new Transfer(
                UUID.fromString(json.get("transferId").asText()),
                json.get("merchant").asText(),
                new Party(
                        creditor.get("name").asText(),
                        creditor.get("agent").asText(),
                        creditor.get("account").asText()),
                Money.parse(
                        amount.get("amount").asText(), amount.get("currency").asText()),
                json.get("orderNumber").asText(),
                json.get("requestId").asText(),
                Instant.ofEpochSecond(json.get("expiresAt").asLong()));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
