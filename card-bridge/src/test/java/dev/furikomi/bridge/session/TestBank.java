package dev.furikomi.bridge.session;

import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.card.jose.SigningKeys;
import dev.furikomi.card.token.CardPolicy;
import dev.furikomi.card.token.SessionRequest;
import dev.furikomi.card.token.Transfer;
import dev.furikomi.card.trust.Bank;
import dev.furikomi.card.trust.BankList;
import dev.furikomi.card.trust.Environment;
import dev.furikomi.card.trust.TrustedCardAuthority;
import dev.furikomi.events.Money;
import dev.furikomi.events.Party;
import dev.furikomi.events.Procedure;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A scheme of two banks, and the requests that the first of them signs. */
public final class TestBank {
    public static final String BIC = "MNTOJPJT";
    public static final String ORIGIN = "http://bank-a.localhost:8082";
    public static final String OTHER_ORIGIN = "http://bank-b.localhost:8083";

    private final ECKey schemeRoot = SigningKeys.generate();
    private final ECKey requestKey = SigningKeys.generate();
    private final ECKey otherRequestKey = SigningKeys.generate();
    private final ECKey encryptionKey = SigningKeys.generateForEncryption();
    private final X509Certificate authority;
    private final BankList list;

    public TestBank() {
        this(new TestAuthority("Minato").certificate(), new TestAuthority("Yamabuki").certificate());
    }

    public TestBank(X509Certificate authority, X509Certificate otherAuthority) {
        this.authority = authority;
        Instant now = Instant.now();
        this.list = new BankList(
                "Furikomi Test",
                Environment.DEVELOPMENT,
                now.minusSeconds(60),
                now.plusSeconds(86_400),
                List.of(
                        bank(BIC, "Minato Bank", "みなと銀行", ORIGIN, requestKey, authority),
                        bank("YMBKJPJT", "Yamabuki Bank", "やまぶき銀行", OTHER_ORIGIN, otherRequestKey, otherAuthority)));
    }

    public BankList list() {
        return list;
    }

    public String signedList() {
        return list.sign(schemeRoot);
    }

    /** The same banks, but as a production list. */
    public String signedProductionList() {
        return new BankList(list.scheme(), Environment.PRODUCTION, list.issuedAt(), list.expiresAt(), list.banks())
                .sign(schemeRoot);
    }

    public ECKey schemeRoot() {
        return schemeRoot.toPublicJWK();
    }

    public ECKey encryptionKey() {
        return encryptionKey;
    }

    /** A fresh request that passes every check. */
    public String request() {
        return sign(session(Procedure.STANDARD));
    }

    public String sign(SessionRequest request) {
        return request.sign(requestKey);
    }

    /** As another bank than the one that it names would sign it. */
    public String signByOther(SessionRequest request) {
        return request.sign(otherRequestKey);
    }

    public SessionRequest session(Procedure procedure) {
        return session(procedure, BIC, ORIGIN, Instant.now());
    }

    public SessionRequest session(Procedure procedure, String bic, String origin, Instant issuedAt) {
        byte[] nonce = new byte[SessionRequest.NONCE_LENGTH];
        new SecureRandom().nextBytes(nonce);
        return new SessionRequest(
                bic,
                origin,
                UUID.randomUUID(),
                UUID.randomUUID(),
                nonce,
                issuedAt,
                issuedAt.plus(SessionRequest.LIFETIME),
                encryptionKey,
                List.of(TrustedCardAuthority.of(authority).spkiSha256()),
                procedure,
                new Transfer(
                        UUID.randomUUID(),
                        "hanaya",
                        new Party("Hanaya", BIC, "1000001"),
                        Money.parse("5400", "JPY"),
                        "HN-7Q4M2K9XTB",
                        UUID.randomUUID().toString(),
                        issuedAt.plusSeconds(900)));
    }

    /** As {@link #session(Procedure)}, under the policy in which the card's PIN shows its holder. */
    public SessionRequest pinSession(Procedure procedure) {
        SessionRequest request = session(procedure);
        return new SessionRequest(
                request.bic(),
                request.origin(),
                request.sid(),
                request.windowId(),
                request.nonce(),
                request.issuedAt(),
                request.expiresAt(),
                encryptionKey,
                request.acceptedAuthorities(),
                CardPolicy.PIN,
                procedure,
                request.transfer());
    }

    private static Bank bank(
            String bic, String en, String ja, String origin, ECKey requestKey, X509Certificate authority) {
        return new Bank(
                bic,
                new Bank.LocalisedName(en, ja),
                "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSI0MCIgaGVpZ2h0PSI0MCI+PHJlY3Qgd2lkdGg9IjQwIiBoZWlnaHQ9IjQwIiByeD0iOCIgZmlsbD0iIzBiNWM4YSIvPjwvc3ZnPg==",
                List.of(origin),
                origin + "/v1/windows",
                List.of(requestKey.toPublicJWK()),
                List.of(requestKey.toPublicJWK()),
                List.of(TrustedCardAuthority.of(authority)));
    }
}
