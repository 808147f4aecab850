package dev.furikomi.order.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.furikomi.order.testing.SchemeTestResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BankListTest {

    private static final String TYPE = "furikomi-bank-list+jws";
    private static final Instant ISSUED = Instant.parse("2026-11-22T00:00:00Z");

    @TempDir
    Path directory;

    @BeforeEach
    void publish() throws IOException {
        write("bank-list.jws", list(ISSUED), 1);
        write("root.jwk", SchemeTestResource.ROOT.toPublicJWK().toJSONString(), 1);
        write("catalogue.jwk", SchemeTestResource.CATALOGUE.toPublicJWK().toJSONString(), 1);
    }

    @Test
    void readsTheBanksOfAListThatTheRootSigned() throws UntrustedBankListException {
        BankList list = BankList.verify(list(ISSUED), SchemeTestResource.ROOT.toPublicJWK());

        assertThat(list.banks()).containsOnlyKeys("MNTOJPJT", "YMBKJPJT", "NOACJPJT");
        assertThat(list.find("MNTOJPJT").orElseThrow().eventKeys()).containsOnlyKeys("minato-1");
    }

    @Test
    void refusesAListThatSomebodyElseSigned() {
        String forged = SchemeTestResource.sign(SchemeTestResource.MINATO, TYPE, SchemeTestResource.list(ISSUED));

        assertThatThrownBy(() -> BankList.verify(forged, SchemeTestResource.ROOT.toPublicJWK()))
                .isInstanceOf(UntrustedBankListException.class);
    }

    @Test
    void refusesAnotherDocumentThatTheRootSigned() {
        String other = SchemeTestResource.sign(
                SchemeTestResource.ROOT, "furikomi-session+jwt", SchemeTestResource.list(ISSUED));

        assertThatThrownBy(() -> BankList.verify(other, SchemeTestResource.ROOT.toPublicJWK()))
                .isInstanceOf(UntrustedBankListException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b.c", "{}"})
    void refusesWhatIsNoList(String content) {
        assertThatThrownBy(() -> BankList.verify(content, SchemeTestResource.ROOT.toPublicJWK()))
                .isInstanceOf(UntrustedBankListException.class);
    }

    @Test
    void aListWithoutItsPartsIsRefused() {
        String empty = SchemeTestResource.sign(SchemeTestResource.ROOT, TYPE, Map.of("version", 1));

        assertThatThrownBy(() -> BankList.verify(empty, SchemeTestResource.ROOT.toPublicJWK()))
                .isInstanceOf(UntrustedBankListException.class);
    }

    @Test
    void takesANewerListAndKeepsTheGoodOneInsteadOfABadOrOlderOne() throws IOException {
        TrustFiles files = files(ISSUED.plusSeconds(60));

        write("bank-list.jws", list(ISSUED.plusSeconds(50)), 2);
        files.reload();
        assertThat(files.bankList().issuedAt()).isEqualTo(ISSUED.plusSeconds(50));

        write("bank-list.jws", list(ISSUED), 3);
        files.reload();
        write("bank-list.jws", "broken", 4);
        files.reload();
        assertThat(files.bankList().issuedAt()).isEqualTo(ISSUED.plusSeconds(50));
    }

    @Test
    void anExpiredListStillTellsWhoseSignatureCounts() {
        TrustFiles files = files(ISSUED.plus(Duration.ofDays(400)));

        assertThat(files.isExpired()).isTrue();
        assertThat(files.bankList().find("MNTOJPJT")).isPresent();
    }

    private TrustFiles files(Instant now) {
        return new TrustFiles(
                new TrustConfig() {
                    @Override
                    public Path bankList() {
                        return directory.resolve("bank-list.jws");
                    }

                    @Override
                    public Path schemeRoot() {
                        return directory.resolve("root.jwk");
                    }

                    @Override
                    public Path catalogueKey() {
                        return directory.resolve("catalogue.jwk");
                    }

                    @Override
                    public Duration reloadInterval() {
                        return Duration.ofSeconds(5);
                    }
                },
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private static String list(Instant issuedAt) {
        return SchemeTestResource.sign(SchemeTestResource.ROOT, TYPE, SchemeTestResource.list(issuedAt));
    }

    private void write(String name, String content, int second) throws IOException {
        Path file = Files.writeString(directory.resolve(name), content);
        Files.setLastModifiedTime(file, FileTime.from(ISSUED.plusSeconds(second)));
    }
}
