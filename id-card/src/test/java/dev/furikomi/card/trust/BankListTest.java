package dev.furikomi.card.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.card.Fixtures;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.issuing.CardAuthority;
import dev.furikomi.card.issuing.Scheme;
import dev.furikomi.card.jose.CompactJws;
import dev.furikomi.card.jose.SigningKeys;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BankListTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ECKey ROOT = Fixtures.SCHEME.publicRoot();

    @Test
    void readsWhatTheSchemeSigned() {
        BankList list = Fixtures.bankList();

        assertThat(list.scheme()).isEqualTo("Furikomi Demo");
        assertThat(list.environment()).isEqualTo(Environment.DEVELOPMENT);
        assertThat(list.banks()).containsExactly(Fixtures.minato(), Fixtures.yamabuki());
    }

    @Test
    void findsABankByBicOriginAndCardAuthority() {
        BankList list = Fixtures.bankList();

        assertThat(list.bank(Fixtures.YAMABUKI)).contains(Fixtures.yamabuki());
        assertThat(list.bankOfOrigin(Fixtures.MINATO_ORIGIN)).contains(Fixtures.minato());
        assertThat(list.bankOfCardAuthority(Fixtures.MINATO_KEYS.cardAuthority().spkiSha256()))
                .contains(Fixtures.minato());
        assertThat(list.bank("UNKNOWNX")).isEmpty();
        assertThat(list.bankOfOrigin(Fixtures.MINATO_ORIGIN + "/")).isEmpty();
        assertThat(list.bankOfOrigin("https://bank-a.localhost:8082")).isEmpty();
        assertThat(list.bankOfCardAuthority("")).isEmpty();
    }

    @Test
    void namesTheBankInBothLanguages() {
        assertThat(Fixtures.minato().name().in("ja")).isEqualTo("みなと銀行");
        assertThat(Fixtures.minato().name().in("ja-JP")).isEqualTo("みなと銀行");
        assertThat(Fixtures.minato().name().in("en")).isEqualTo("Minato Bank");
        assertThat(Fixtures.minato().name().in("jam")).isEqualTo("Minato Bank");
    }

    @Test
    void knowsTheInstitutionOfACardByItsAuthoritysKey() throws Exception {
        BankList list = Fixtures.bankList();
        CardAuthority impostor = CardAuthority.create("Minato Bank", Fixtures.MINATO, Fixtures.TEN_YEARS);

        assertThat(list.institution(Fixtures.card()))
                .isEqualTo(Fixtures.MINATO_KEYS.cardAuthority().spkiSha256());
        assertThat(list.institution(Fixtures.cardOf(Fixtures.YAMABUKI_KEYS, Fixtures.ONE_YEAR)))
                .isEqualTo(Fixtures.YAMABUKI_KEYS.cardAuthority().spkiSha256());
        assertThat(list.institution(impostor.issue(Fixtures.CARD_KEY.toECPublicKey(), "ref", Fixtures.ONE_YEAR)))
                .isEqualTo("unknown");
        assertThat(list.institution(Fixtures.MINATO_KEYS.cardAuthority().certificate()))
                .isEqualTo("unknown");
    }

    @Test
    void letsSeveralBanksTakeCardsOfAnAuthorityThatIsNoneOfTheirs() {
        CardAuthority company = CardAuthority.create("Company", "COMPANY", Fixtures.TEN_YEARS);
        List<X509Certificate> foreign = List.of(company.certificate());
        BankListOutcome outcome = verify(List.of(
                Fixtures.minato().takingCardsOf(foreign), Fixtures.yamabuki().takingCardsOf(foreign)));

        BankList list = ((BankListOutcome.Trusted) outcome).bankList();

        CardCertificate card = company.issue(cardKey(), "ref", Fixtures.ONE_YEAR);
        assertThat(list.institution(card)).isEqualTo(company.spkiSha256());
        assertThat(list.recognise(card.certificate())
                        .map(RecognisedCard::certificate)
                        .map(CardCertificate::accountReference))
                .contains(card.keyId());
        assertThat(list.bankOfCardAuthority(company.spkiSha256())).isEmpty();
        assertThat(list.bank(Fixtures.MINATO).orElseThrow().cardAuthorities())
                .extracting(TrustedCardAuthority::personalisesElsewhere)
                .containsExactly(false, true);
    }

    @Test
    void letsNoBankTakeAnotherBanksOwnAuthorityForAForeignOne() {
        X509Certificate ofYamabuki = Fixtures.YAMABUKI_KEYS.cardAuthority().certificate();
        X509Certificate own = Fixtures.MINATO_KEYS.cardAuthority().certificate();

        for (List<X509Certificate> foreign : List.of(List.of(ofYamabuki), List.of(own))) {
            assertThat(describe(verify(List.of(Fixtures.minato().takingCardsOf(foreign), Fixtures.yamabuki()))))
                    .isEqualTo("CONTENT_INVALID");
        }
        X509Certificate company =
                CardAuthority.create("Company", "COMPANY", Fixtures.TEN_YEARS).certificate();
        assertThat(describe(verify(List.of(Fixtures.minato().takingCardsOf(List.of(company, company))))))
                .isEqualTo("CONTENT_INVALID");
    }

    private static BankListOutcome verify(List<Bank> banks) {
        return BankList.verify(Fixtures.SCHEME.signBankList(banks, Fixtures.ONE_YEAR), ROOT, Fixtures.NOW);
    }

    private static PublicKey cardKey() {
        try {
            return Fixtures.CARD_KEY.toECPublicKey();
        } catch (com.nimbusds.jose.JOSEException bug) {
            throw new IllegalStateException(bug);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-86460, TRUSTED",
        "-86461, NOT_YET_VALID",
        "0, TRUSTED",
        "31535999, TRUSTED",
        "31536000, EXPIRED",
    })
    void isTrustedWhileItIsValid(long secondsFromNow, String outcome) {
        Instant then = Fixtures.NOW.plusSeconds(secondsFromNow);

        assertThat(describe(BankList.verify(Fixtures.signedBankList(), ROOT, then)))
                .isEqualTo(outcome);
    }

    @Test
    void refusesAnotherRootAlsoUnderTheSameKeyId() {
        ECKey other =
                new ECKey.Builder(SigningKeys.generate()).keyID(ROOT.getKeyID()).build();
        String forged = Fixtures.bankList().sign(other);

        assertThat(describe(BankList.verify(forged, ROOT, Fixtures.NOW))).isEqualTo("SIGNATURE_INVALID");
        assertThat(describe(BankList.verify(Fixtures.signedBankList(), other.toPublicJWK(), Fixtures.NOW)))
                .isEqualTo("SIGNATURE_INVALID");
    }

    @Test
    void refusesAJwsOfAnotherType() {
        String session =
                CompactJws.sign("furikomi-session+jwt", "{}".getBytes(StandardCharsets.UTF_8), Fixtures.SCHEME.root());

        assertThat(describe(BankList.verify(session, ROOT, Fixtures.NOW))).isEqualTo("MALFORMED");
        assertThat(describe(BankList.verify("", ROOT, Fixtures.NOW))).isEqualTo("MALFORMED");
        assertThat(describe(BankList.verify("a.b.c", ROOT, Fixtures.NOW))).isEqualTo("MALFORMED");
    }

    @Test
    void takesAListWithALineEndAsFilesHaveIt() {
        assertThat(describe(BankList.verify(Fixtures.signedBankList() + "\n", ROOT, Fixtures.NOW)))
                .isEqualTo("TRUSTED");
    }

    static Stream<Arguments> contents() {
        return Stream.of(
                change("version 2", list -> list.put("version", 2)),
                change("no version", list -> list.remove("version")),
                change("unknown environment", list -> list.put("environment", "test")),
                change("no end", list -> list.remove("expiresAt")),
                change("end as text", list -> list.put("expiresAt", "2030-01-01T00:00:00Z")),
                change("banks not an array", list -> list.put("banks", "none")),
                change("BIC too long", list -> bank(list, 0).put("bic", "MNTOJPJTXXXX")),
                change("one BIC twice", list -> bank(list, 1).put("bic", Fixtures.MINATO)),
                change(
                        "one origin at two banks",
                        list -> ((ArrayNode) bank(list, 1).get("origins")).add(Fixtures.MINATO_ORIGIN)),
                change("one card authority at two banks", list -> bank(list, 1)
                        .set("cardAuthorities", bank(list, 0).get("cardAuthorities"))),
                change("digest of another key", list -> ((ObjectNode)
                                bank(list, 0).get("cardAuthorities").get(0))
                        .put(
                                "spkiSha256",
                                Fixtures.YAMABUKI_KEYS.cardAuthority().spkiSha256())),
                change("certificate no base64", list -> ((ObjectNode)
                                bank(list, 0).get("cardAuthorities").get(0))
                        .put("certificate", "?")),
                change("private request key", list -> bank(list, 0)
                        .putArray("requestKeys")
                        .add(JSON.valueToTree(SigningKeys.generate().toJSONObject()))),
                change(
                        "direction override in the name",
                        list -> ((ObjectNode) bank(list, 0).get("name")).put("en", "Minato \u202EknaB")),
                change("no Japanese name", list -> ((ObjectNode) bank(list, 0).get("name")).remove("ja")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contents")
    void refusesAContentThatIsNotTheProtocols(String what, Consumer<ObjectNode> change) throws Exception {
        ObjectNode list = (ObjectNode) JSON.readTree(Fixtures.payload(Fixtures.signedBankList()));
        change.accept(list);
        String signed = CompactJws.sign(BankList.TYPE, JSON.writeValueAsBytes(list), Fixtures.SCHEME.root());

        assertThat(describe(BankList.verify(signed, ROOT, Fixtures.NOW)))
                .as(what)
                .isEqualTo("CONTENT_INVALID");
    }

    @Test
    void saysWhatTheListIsFor() {
        Scheme production = new Scheme("Furikomi", Environment.PRODUCTION, Fixtures.SCHEME.root());
        String signed = production.signBankList(List.of(Fixtures.minato()), Fixtures.ONE_YEAR);

        BankListOutcome outcome = BankList.verify(signed, ROOT, Fixtures.NOW.plus(Duration.ofDays(1)));

        assertThat(((BankListOutcome.Trusted) outcome).bankList().environment()).isEqualTo(Environment.PRODUCTION);
    }

    private static Arguments change(String what, Consumer<ObjectNode> change) {
        return Arguments.of(what, change);
    }

    private static ObjectNode bank(ObjectNode list, int index) {
        return (ObjectNode) list.get("banks").get(index);
    }

    private static String describe(BankListOutcome outcome) {
        return outcome instanceof BankListOutcome.Refused refused
                ? refused.reason().name()
                : "TRUSTED";
    }
}
