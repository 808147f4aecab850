package dev.furikomi.card.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.furikomi.card.Fixtures;
import dev.furikomi.card.issuing.CardAuthority;
import dev.furikomi.card.issuing.KeyFiles;
import dev.furikomi.card.issuing.Validity;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardCertificateTest {

    private final CardCertificate card = Fixtures.card();

    @Test
    void namesTheAccountReferenceAndNobody() {
        assertThat(card.accountReference()).isEqualTo(Fixtures.ACCOUNT_REFERENCE);
        assertThat(card.certificate().getSubjectX500Principal().getName())
                .isEqualTo("CN=ID card,2.5.4.5=#130c7265662d3751344d324b3958");
    }

    @Test
    void namesTheOrganisationInTheAuthoritysSubject() {
        assertThat(Fixtures.MINATO_KEYS
                        .cardAuthority()
                        .certificate()
                        .getSubjectX500Principal()
                        .toString())
                .contains("O=Minato Bank")
                .contains("OID.2.5.4.97=MNTOJPJT");
    }

    @Test
    void isIssuedByItsAuthorityOnly() {
        assertThat(card.isIssuedBy(Fixtures.MINATO_KEYS.cardAuthority().certificate()))
                .isTrue();
        assertThat(card.isIssuedBy(Fixtures.YAMABUKI_KEYS.cardAuthority().certificate()))
                .isFalse();
    }

    @Test
    void isNotIssuedByAnAuthorityOfTheSameNameWithAnotherKey() {
        CardAuthority impostor = CardAuthority.create("Minato Bank", Fixtures.MINATO, Fixtures.TEN_YEARS);

        assertThat(impostor.certificate().getSubjectX500Principal())
                .isEqualTo(Fixtures.MINATO_KEYS.cardAuthority().certificate().getSubjectX500Principal());
        assertThat(card.isIssuedBy(impostor.certificate())).isFalse();
    }

    @Test
    void isNotIssuedByAnotherCard() {
        assertThat(card.isIssuedBy(card.certificate())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-86401, false", "-86400, true", "0, true", "31536000, true", "31536001, false"})
    void isValidFromTheFirstSecondToTheLast(long secondsFromNow, boolean valid) {
        assertThat(card.isValidAt(Fixtures.NOW.plusSeconds(secondsFromNow))).isEqualTo(valid);
    }

    @Test
    void hasAnIdThatIsItsKeysDigest() throws Exception {
        assertThat(card.cardId()).hasSize(43).isEqualTo(CardCertificate.spkiSha256(card.publicKey()));
        assertThat(CardCertificate.parse(card.der()).cardId()).isEqualTo(card.cardId());
    }

    @Test
    void refusesAnAuthoritysCertificateAsACards() throws Exception {
        byte[] authority = Fixtures.MINATO_KEYS.cardAuthority().certificate().getEncoded();

        assertThatThrownBy(() -> CardCertificate.parse(authority)).isInstanceOf(MalformedCertificateException.class);
    }

    @Test
    void refusesAnyTruncationAndAnythingThatFollows() {
        byte[] der = card.der();
        for (int length = 0; length < der.length; length++) {
            byte[] truncated = Arrays.copyOf(der, length);
            assertThatThrownBy(() -> CardCertificate.parse(truncated))
                    .isInstanceOf(MalformedCertificateException.class);
        }
        assertThatThrownBy(() -> CardCertificate.parse(Arrays.copyOf(der, der.length + 1)))
                .isInstanceOf(MalformedCertificateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with space", "花", "a,b", "a=b", "a+b", "#61", "a/b"})
    void issuesForOpaqueReferencesOnly(String reference) {
        assertThatThrownBy(() ->
                        Fixtures.MINATO_KEYS.cardAuthority().issue(card.publicKey(), reference, Fixtures.ONE_YEAR))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(AccountReference.isWellFormed("x".repeat(64))).isTrue();
        assertThat(AccountReference.isWellFormed("x".repeat(65))).isFalse();
    }

    @Test
    void writesAndReadsPem() throws Exception {
        String pem = KeyFiles.pem(card.certificate());

        assertThat(KeyFiles.certificate(pem)).isEqualTo(card.certificate());
        assertThatThrownBy(() -> KeyFiles.certificate(pem + pem)).isInstanceOf(MalformedCertificateException.class);
        assertThatThrownBy(() -> KeyFiles.certificate("-----BEGIN CERTIFICATE-----"))
                .isInstanceOf(MalformedCertificateException.class);
    }

    @Test
    void refusesAValidityThatEndsBeforeItBegins() {
        Instant now = Fixtures.NOW;

        assertThatThrownBy(() -> new Validity(now, now.minus(Duration.ofDays(1))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
