package dev.furikomi.quickstart.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.issuing.CardAuthority;
import dev.furikomi.card.issuing.Validity;
import dev.furikomi.card.piv.ManagementKey;
import dev.furikomi.card.piv.PivSession;
import dev.furikomi.card.piv.PivSlot;
import dev.furikomi.card.software.CardFault;
import dev.furikomi.card.software.CardSettings;
import dev.furikomi.card.software.SoftwareCardFile;
import dev.furikomi.card.software.SoftwareReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Makes cards out of a blank YubiKey, played by the software card and reached as a real one is. */
class PivTargetTest {
    private static final Validity YEAR = Validity.fromNow(InstantSource.system(), Duration.ofDays(365));
    private static final byte[] PIN = "123456".getBytes(StandardCharsets.US_ASCII);

    private final CardAuthority minato = CardAuthority.create("Minato Bank", "MNTOJPJT", YEAR);

    @TempDir
    private Path directory;

    private SoftwareCardFile card;
    private SoftwareReader reader;

    @BeforeEach
    void insertABlankYubiKey() throws IOException {
        card = SoftwareCardFile.create(directory.resolve("blank.card.json"), "Blank", CardSettings.yubiKey());
        reader = SoftwareReader.create(directory.resolve("reader"), 1);
        reader.insert(0, card.path());
    }

    @ParameterizedTest
    @EnumSource(SignatureAlgorithm.class)
    void makesAKeyOnTheCardThatSigns(SignatureAlgorithm algorithm) {
        Issuing.Issued issued = issue(issuing(false, algorithm, "r-1", false), null);

        Survey shown = use(piv -> Survey.of(piv, "reader", null, Optional.empty()));
        assertThat(issued.certificates()).containsOnlyKeys(PivSlot.CARD_AUTHENTICATION);
        assertThat(issued.before()).isEmpty();
        assertThat(shown.cardId()).isEqualTo(issued.cardId());
        assertThat(shown.slots().get(0).algorithm()).isEqualTo(algorithm.wireName());
        assertThat(shown.slots().get(0).accountReference()).isEqualTo("r-1");
        assertThat(shown.slots().get(1).condition()).isEqualTo("no-certificate");
    }

    @Test
    void makesThreeKeysForABankWithThePinPolicy() {
        Issuing.Issued issued = issue(issuing(true, SignatureAlgorithm.ES256, "r-1", false), PIN);

        assertThat(issued.certificates()).containsOnlyKeys(PivSlot.values());
        assertThat(issued.certificates().values()).allSatisfy(certificate -> assertThat(
                        CardCertificate.of(certificate).isIssuedBy(minato.certificate()))
                .isTrue());
    }

    @Test
    void overwritesNothingUnlessTold() {
        Issuing.Issued first = issue(issuing(false, SignatureAlgorithm.ES256, "r-1", false), null);

        assertThatThrownBy(() -> issue(issuing(false, SignatureAlgorithm.ES256, "r-2", false), null))
                .hasMessageStartingWith("slot-in-use: slot 9E");
        assertThat(use(Survey::certificates)).isEqualTo(first.certificates());

        Issuing.Issued second = issue(issuing(false, SignatureAlgorithm.ES256, "r-2", true), null);
        assertThat(second.before()).contains(first.cardId());
        assertThat(second.cardId()).isNotEqualTo(first.cardId());
    }

    @Test
    void seesAKeyWithoutACertificateInEachSlot() {
        for (PivSlot slot : PivSlot.values()) {
            use(piv -> PivTarget.open(piv, ManagementKey.yubiKeyDefault(), PIN)
                    .generateKey(slot, SignatureAlgorithm.ES384));
        }

        assertThat(use(Survey::certificates)).isEmpty();
        for (PivSlot slot : PivSlot.values()) {
            boolean hasKey = use(piv ->
                    PivTarget.open(piv, ManagementKey.yubiKeyDefault(), PIN).hasKey(slot));
            assertThat(hasKey).as(slot.hex()).isTrue();
        }
    }

    @Test
    void namesAWrongManagementKey() {
        ManagementKey wrong = ManagementKey.of(new byte[24]);

        assertThatThrownBy(() -> use(piv -> PivTarget.open(piv, wrong, null)))
                .isInstanceOfSatisfying(CardRefusedException.class, refused -> assertThat(refused.reason())
                        .isEqualTo("management-key-wrong"));
    }

    @Test
    void neverTakesTheLastTryOfAPin() {
        byte[] wrong = "999999".getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> issue(issuing(true, SignatureAlgorithm.ES256, "r-1", false), wrong))
                .hasMessage("pin-wrong: that was not the PIN or PUK (2 tries left)");
        assertThatThrownBy(() -> issue(issuing(true, SignatureAlgorithm.ES256, "r-1", false), wrong))
                .hasMessageStartingWith("pin-wrong");

        assertThatThrownBy(() -> issue(issuing(true, SignatureAlgorithm.ES256, "r-1", false), PIN))
                .hasMessageStartingWith("pin-last-try");
        assertThat(use(piv -> Survey.of(piv, "reader", null, Optional.empty())).pinTriesLeft())
                .isEqualTo(1);
    }

    @Test
    void leavesNoPinVerifiedBehind() {
        issue(issuing(true, SignatureAlgorithm.ES256, "r-1", false), PIN);

        boolean isVerified = use(piv -> OpenCard.answered(piv.pinStatus()).verified());

        assertThat(isVerified).isFalse();
    }

    @Test
    void namesAnEmptyReaderAndACardTakenOutMeanwhile() throws IOException {
        card.faults(new CardFault(0x47, 1, CardFault.Effect.REMOVAL, 0));
        reader.insert(0, card.path());
        assertThatThrownBy(() -> issue(issuing(false, SignatureAlgorithm.ES256, "r-1", false), null))
                .hasMessageStartingWith("card-removed");

        reader.remove(0);
        assertThatThrownBy(() -> use(Survey::certificates)).hasMessageStartingWith("no-card");
    }

    private Issuing issuing(boolean withPin, SignatureAlgorithm algorithm, String reference, boolean replace) {
        return new Issuing(minato, Issuing.slotsOf(withPin), algorithm, reference, YEAR, replace);
    }

    private Issuing.Issued issue(Issuing issuing, byte[] pin) {
        return use(piv -> issuing.on(PivTarget.open(piv, ManagementKey.yubiKeyDefault(), pin)));
    }

    private <T> T use(Function<PivSession, T> work) {
        return OpenCard.in(Readers.software(reader, 0), work);
    }
}
