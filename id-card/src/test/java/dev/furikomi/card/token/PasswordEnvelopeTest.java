package dev.furikomi.card.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import dev.furikomi.card.Fixtures;
import dev.furikomi.card.jose.SigningKeys;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordEnvelopeTest {

    private static final SessionRequest REQUEST = Fixtures.sessionRequest();
    private static final String CONTENT =
            "{\"password\":\"himitsu\",\"accountReference\":\"ref\",\"windowId\":\"%s\",\"sid\":\"%s\",\"nonce\":\"%s\"}"
                    .formatted(
                            REQUEST.windowId(),
                            REQUEST.sid(),
                            dev.furikomi.card.jose.Base64Url.encode(REQUEST.nonce()));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "himitsu",
                "ひみつ🔑",
                "\"\\\n\t\u0000\u001f\u007f",
                "</script>",
                " leading and trailing ",
                "\uD83D\uDD11"
            })
    void bringsThePasswordAsItWasTyped(String password) {
        String envelope = PasswordEnvelope.seal(REQUEST, "ref-1", password.toCharArray());

        try (PasswordSecret secret = opened(open(envelope))) {
            assertThat(new String(secret.password())).isEqualTo(password);
            assertThat(secret.accountReference()).isEqualTo("ref-1");
            assertThat(secret.toString()).doesNotContain(password);
        }
    }

    @Test
    void takesTheLongestPassword() {
        char[] longest = "\u0001".repeat(256).toCharArray();

        assertThat(opened(open(PasswordEnvelope.seal(REQUEST, "r".repeat(64), longest)))
                        .password())
                .isEqualTo(longest);
        assertThatThrownBy(() -> PasswordEnvelope.seal(REQUEST, "ref", new char[257]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PasswordEnvelope.seal(REQUEST, "ref", new char[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void wipesThePasswordOnceItIsClosed() {
        PasswordSecret secret = opened(open(PasswordEnvelope.seal(REQUEST, "ref", "himitsu".toCharArray())));
        char[] password = secret.password();

        secret.close();

        assertThat(password).containsOnly('\0');
    }

    @Test
    void neverSealsTwiceAlike() {
        assertThat(PasswordEnvelope.seal(REQUEST, "ref", "himitsu".toCharArray()))
                .isNotEqualTo(PasswordEnvelope.seal(REQUEST, "ref", "himitsu".toCharArray()));
    }

    @Test
    void refusesAnEnvelopeOfAnotherWindowSessionOrNonce() {
        String envelope = PasswordEnvelope.seal(REQUEST, "ref", "himitsu".toCharArray());
        UUID other = UUID.fromString("01938b5c-3f00-7000-8000-0000000000ff");
        var key = Fixtures.SESSION_KEY;

        assertThat(reason(PasswordEnvelope.open(envelope, key, other, REQUEST.sid(), REQUEST.nonce())))
                .isEqualTo("OF_ANOTHER_SESSION");
        assertThat(reason(PasswordEnvelope.open(envelope, key, REQUEST.windowId(), other, REQUEST.nonce())))
                .isEqualTo("OF_ANOTHER_SESSION");
        assertThat(reason(PasswordEnvelope.open(envelope, key, REQUEST.windowId(), REQUEST.sid(), new byte[32])))
                .isEqualTo("OF_ANOTHER_SESSION");
    }

    @Test
    void refusesAnEnvelopeToAnotherKey() {
        String envelope = PasswordEnvelope.seal(REQUEST, "ref", "himitsu".toCharArray());

        assertThat(reason(PasswordEnvelope.open(
                        envelope,
                        SigningKeys.generateForEncryption(),
                        REQUEST.windowId(),
                        REQUEST.sid(),
                        REQUEST.nonce())))
                .isEqualTo("MALFORMED");
    }

    @Test
    void refusesEachAlteredPart() {
        String[] parts =
                PasswordEnvelope.seal(REQUEST, "ref", "himitsu".toCharArray()).split("\\.", -1);
        for (int part = 0; part < parts.length; part++) {
            String[] altered = parts.clone();
            String text = altered[part];
            altered[part] = text.isEmpty() ? "AAAA" : (text.charAt(0) == 'A' ? "B" : "A") + text.substring(1);

            assertThat(reason(open(String.join(".", altered)))).isEqualTo("MALFORMED");
        }
    }

    @Test
    void opensWhatAnotherImplementationSealed() throws Exception {
        assertThat(opened(open(encrypt(CONTENT, false))).accountReference()).isEqualTo("ref");
    }

    @Test
    void refusesACompressedEnvelope() throws Exception {
        assertThat(reason(open(encrypt(CONTENT, true)))).isEqualTo("MALFORMED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "null", "{\"password\":1}", "{\"password\":\"a\"", "{\"password\":{}}"})
    void refusesAnyOtherContent(String content) throws Exception {
        assertThat(reason(open(encrypt(content, false)))).isEqualTo("MALFORMED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"password\":\"\"",
                "\"password\":\"a\",\"password\":\"b\"",
                "\"pass\":\"a\"",
                "\"password\":true"
            })
    void refusesAnyOtherPassword(String password) throws Exception {
        String content = CONTENT.replace("\"password\":\"himitsu\"", password);

        assertThat(reason(open(encrypt(content, false)))).isEqualTo("MALFORMED");
        assertThat(reason(open(encrypt(CONTENT + CONTENT, false)))).isEqualTo("MALFORMED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b.c.d.e", "....", "not a JWE"})
    void refusesWhatIsNoEnvelope(String text) {
        assertThat(reason(open(text))).isEqualTo("MALFORMED");
    }

    private static String encrypt(String content, boolean compressed) throws Exception {
        JWEHeader.Builder header = new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM);
        if (compressed) {
            header.compressionAlgorithm(CompressionAlgorithm.DEF);
        }
        JWEObject jwe = new JWEObject(header.build(), new Payload(content));
        jwe.encrypt(new ECDHEncrypter(Fixtures.SESSION_KEY.toPublicJWK()));
        return jwe.serialize();
    }

    private static PasswordEnvelopeOutcome open(String envelope) {
        return PasswordEnvelope.open(
                envelope, Fixtures.SESSION_KEY, REQUEST.windowId(), REQUEST.sid(), REQUEST.nonce());
    }

    private static PasswordSecret opened(PasswordEnvelopeOutcome outcome) {
        assertThat(outcome).isInstanceOf(PasswordEnvelopeOutcome.Opened.class);
        return ((PasswordEnvelopeOutcome.Opened) outcome).secret();
    }

    private static String reason(PasswordEnvelopeOutcome outcome) {
        return outcome instanceof PasswordEnvelopeOutcome.Refused refused
                ? refused.reason().name()
                : "OPENED";
    }
}
