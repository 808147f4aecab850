package dev.furikomi.card;

import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.issuing.BankCredentials;
import dev.furikomi.card.issuing.Scheme;
import dev.furikomi.card.issuing.Validity;
import dev.furikomi.card.jose.SigningKeys;
import dev.furikomi.card.token.SessionRequest;
import dev.furikomi.card.token.Transfer;
import dev.furikomi.card.trust.Bank;
import dev.furikomi.card.trust.BankList;
import dev.furikomi.card.trust.BankListOutcome;
import dev.furikomi.card.trust.Environment;
import dev.furikomi.events.Money;
import dev.furikomi.events.Party;
import dev.furikomi.events.Procedure;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Two banks of one scheme, a card of the first, and a session about a transfer of 5400 yen. */
public final class Fixtures {

    public static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    public static final Validity TEN_YEARS =
            new Validity(NOW.minus(Duration.ofDays(30)), NOW.plus(Duration.ofDays(3650)));
    public static final Validity ONE_YEAR = new Validity(NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(365)));
    public static final String MINATO = "MNTOJPJT";
    public static final String YAMABUKI = "YMBKJPJT";
    public static final String MINATO_ORIGIN = "http://bank-a.localhost:8082";
    public static final String YAMABUKI_ORIGIN = "http://bank-b.localhost:8083";
    public static final String ACCOUNT_REFERENCE = "ref-7Q4M2K9X";

    public static final Scheme SCHEME = Scheme.create("Furikomi Demo", Environment.DEVELOPMENT);
    public static final BankCredentials MINATO_KEYS = BankCredentials.create(MINATO, "Minato Bank", TEN_YEARS);
    public static final BankCredentials YAMABUKI_KEYS = BankCredentials.create(YAMABUKI, "Yamabuki Bank", TEN_YEARS);

    /** A card's key in the test's hands, and its certificate by Minato Bank. */
    public static final ECKey CARD_KEY = SigningKeys.generate();

    public static final ECKey SESSION_KEY = SigningKeys.generateForEncryption();

    private Fixtures() {}

    public static Bank minato() {
        return listed(MINATO_KEYS, "Minato Bank", "みなと銀行", MINATO_ORIGIN);
    }

    public static Bank yamabuki() {
        return listed(YAMABUKI_KEYS, "Yamabuki Bank", "やまぶき銀行", YAMABUKI_ORIGIN);
    }

    public static String signedBankList() {
        return SCHEME.signBankList(List.of(minato(), yamabuki()), ONE_YEAR);
    }

    public static BankList bankList() {
        return ((BankListOutcome.Trusted) BankList.verify(signedBankList(), SCHEME.publicRoot(), NOW)).bankList();
    }

    public static CardCertificate card() {
        return cardOf(MINATO_KEYS, ONE_YEAR);
    }

    public static CardCertificate cardOf(BankCredentials bank, Validity validity) {
        try {
            return bank.cardAuthority().issue(CARD_KEY.toECPublicKey(), ACCOUNT_REFERENCE, validity);
        } catch (com.nimbusds.jose.JOSEException bug) {
            throw new IllegalStateException(bug);
        }
    }

    public static Transfer transfer() {
        return new Transfer(
                UUID.fromString("01938b5c-3f00-7000-8000-000000000001"),
                "hanaya",
                new Party("Hanaya 花屋", MINATO, "1000001"),
                Money.parse("5400", "JPY"),
                "HN-7Q4M2K9XTB",
                "01938b5c-3f00-7000-8000-000000000002",
                NOW.plus(Duration.ofMinutes(15)));
    }

    public static SessionRequest sessionRequest() {
        return sessionRequest(MINATO, MINATO_ORIGIN, NOW);
    }

    public static SessionRequest sessionRequest(String bic, String origin, Instant issuedAt) {
        byte[] nonce = new byte[32];
        for (int i = 0; i < nonce.length; i++) {
            nonce[i] = (byte) i;
        }
        return new SessionRequest(
                bic,
                origin,
                UUID.fromString("01938b5c-3f00-7000-8000-000000000003"),
                UUID.fromString("01938b5c-3f00-7000-8000-000000000004"),
                nonce,
                issuedAt,
                issuedAt.plus(SessionRequest.LIFETIME),
                SESSION_KEY,
                List.of(MINATO_KEYS.cardAuthority().spkiSha256()),
                Procedure.STANDARD,
                transfer());
    }

    /** The payload of a compact JWS. */
    public static byte[] payload(String compact) {
        int begin = compact.indexOf('.') + 1;
        return java.util.Base64.getUrlDecoder().decode(compact.substring(begin, compact.indexOf('.', begin)));
    }

    /** Signs a digest as the card would, r‖s. */
    public static byte[] sign(ECKey key, byte[] digest) {
        try {
            Signature signature = Signature.getInstance("NONEwithECDSAinP1363Format");
            signature.initSign(key.toECPrivateKey());
            signature.update(digest);
            return signature.sign();
        } catch (GeneralSecurityException | com.nimbusds.jose.JOSEException bug) {
            throw new IllegalStateException(bug);
        }
    }

    private static Bank listed(BankCredentials keys, String english, String japanese, String origin) {
        return keys.listed(
                new Bank.LocalisedName(english, japanese),
                "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".getBytes(StandardCharsets.UTF_8),
                List.of(origin),
                origin + "/v1/windows");
    }
}
