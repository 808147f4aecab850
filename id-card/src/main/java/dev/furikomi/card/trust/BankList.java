package dev.furikomi.card.trust;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.certificate.MalformedCertificateException;
import dev.furikomi.card.jose.Claims;
import dev.furikomi.card.jose.CompactJws;
import dev.furikomi.card.jose.MalformedClaimsException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The banks of a scheme, as the scheme root signs them: the one thing that bridge, banks and merchants trust from outside. */
public record BankList(String scheme, Environment environment, Instant issuedAt, Instant expiresAt, List<Bank> banks) {

    public static final String TYPE = "furikomi-bank-list+jws";

    /** What stands for the institution when no authority of the list issued the card. */
    public static final String UNKNOWN_INSTITUTION = "unknown";

    private static final String PERSONALISED = "personalised";
    private static final String ELSEWHERE = "elsewhere";
    private static final int VERSION = 1;
    private static final int LENGTH_MAX = 4 * 1024 * 1024;
    private static final int ICON_LENGTH_MAX = 256 * 1024;
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    public BankList {
        banks = List.copyOf(banks);
    }

    /** Reads and verifies a bank list against the scheme root's configured public key. */
    public static BankListOutcome verify(String compact, ECKey schemeRoot, Instant now) {
        Optional<CompactJws> jws = CompactJws.parse(compact.strip(), TYPE, LENGTH_MAX);
        if (jws.isEmpty()) {
            return new BankListOutcome.Refused(BankListOutcome.Reason.MALFORMED);
        }
        if (!jws.get().isSignedByOneOf(List.of(schemeRoot))) {
            return new BankListOutcome.Refused(BankListOutcome.Reason.SIGNATURE_INVALID);
        }
        try {
            BankList list = read(jws.get().claims());
            if (now.isBefore(list.issuedAt.minus(CLOCK_SKEW))) {
                return new BankListOutcome.Refused(BankListOutcome.Reason.NOT_YET_VALID);
            }
            if (!now.isBefore(list.expiresAt)) {
                return new BankListOutcome.Refused(BankListOutcome.Reason.EXPIRED);
            }
            return new BankListOutcome.Trusted(list);
        } catch (MalformedClaimsException | MalformedCertificateException malformed) {
            return new BankListOutcome.Refused(BankListOutcome.Reason.CONTENT_INVALID);
        }
    }

    public String sign(ECKey schemeRoot) {
        return CompactJws.sign(TYPE, Claims.bytes(write()), schemeRoot);
    }

    public Optional<Bank> bank(String bic) {
        return banks.stream().filter(bank -> bank.bic().equals(bic)).findFirst();
    }

    public Optional<Bank> bankOfOrigin(String origin) {
        return banks.stream().filter(bank -> bank.origins().contains(origin)).findFirst();
    }

    /** The bank whose own card authority this is; an authority of others, that several banks may take cards of, is none's. */
    public Optional<Bank> bankOfCardAuthority(String spkiSha256) {
        return banks.stream()
                .filter(bank -> bank.cardAuthorities().stream()
                        .anyMatch(authority -> !authority.personalisesElsewhere()
                                && authority.spkiSha256().equals(spkiSha256)))
                .findFirst();
    }

    /**
     * Whose card this is and what its certificate says, read by the profile of the authority that issued it; empty when no
     * authority of this list did. Whether the card has expired is the bank's to say.
     */
    public Optional<RecognisedCard> recognise(X509Certificate card) {
        return banks.stream()
                .flatMap(bank -> bank.cardAuthorities().stream())
                .flatMap(authority -> authority.read(card).stream()
                        .map(certificate -> new RecognisedCard(authority.spkiSha256(), certificate)))
                .findFirst();
    }

    /**
     * The institution of a card: the SHA-256 of the issuing authority's public key when the certificate verifies against
     * an authority of this list, else {@link #UNKNOWN_INSTITUTION}. Whether the card has expired is the bank's to say.
     */
    public String institution(CardCertificate card) {
        return institution(card.certificate());
    }

    /** As {@link #institution(CardCertificate)}; a certificate without its authority's profile has no known institution. */
    public String institution(X509Certificate card) {
        return recognise(card).map(RecognisedCard::institution).orElse(UNKNOWN_INSTITUTION);
    }

    private static BankList read(Claims claims) throws MalformedClaimsException, MalformedCertificateException {
        if (claims.number("version") != VERSION) {
            throw new MalformedClaimsException("Not version 1.");
        }
        Environment environment = claims.oneOf("environment", List.of("development", "production"))
                        .equals("production")
                ? Environment.PRODUCTION
                : Environment.DEVELOPMENT;
        List<Bank> banks = new ArrayList<>();
        for (Claims bank : claims.objects("banks")) {
            banks.add(readBank(bank));
        }
        requireDistinct(banks);
        return new BankList(
                claims.text("scheme"),
                environment,
                claims.numericDate("issuedAt"),
                claims.numericDate("expiresAt"),
                banks);
    }

    private static Bank readBank(Claims bank) throws MalformedClaimsException, MalformedCertificateException {
        Claims name = bank.object("name");
        List<TrustedCardAuthority> authorities = new ArrayList<>();
        for (Claims authority : bank.objects("cardAuthorities")) {
            authorities.add(readAuthority(authority));
        }
        return new Bank(
                bank.text("bic", 11),
                new Bank.LocalisedName(name.text("en", 140), name.text("ja", 140)),
                bank.text("icon", ICON_LENGTH_MAX),
                bank.texts("origins"),
                bank.text("windowUrl"),
                bank.publicKeys("requestKeys"),
                bank.publicKeys("eventKeys"),
                authorities);
    }

    private static TrustedCardAuthority readAuthority(Claims authority)
            throws MalformedClaimsException, MalformedCertificateException {
        byte[] der;
        try {
            der = Base64.getDecoder().decode(authority.text("certificate", 8192));
        } catch (IllegalArgumentException notBase64) {
            throw new MalformedClaimsException("Not base64: certificate");
        }
        X509Certificate certificate = CardCertificate.x509(der);
        boolean elsewhere = authority.has(PERSONALISED);
        if (elsewhere) {
            authority.oneOf(PERSONALISED, List.of(ELSEWHERE));
        }
        TrustedCardAuthority trusted =
                elsewhere ? TrustedCardAuthority.elsewhere(certificate) : TrustedCardAuthority.of(certificate);
        if (!trusted.spkiSha256().equals(authority.text("spkiSha256"))) {
            throw new MalformedClaimsException("The digest is not that of the certificate's key: spkiSha256");
        }
        return trusted;
    }

    /**
     * A BIC, an origin or a card authority that two banks share would make it a matter of order who is meant. Authorities
     * of others may be listed by several banks, but never beside the bank whose own it is.
     */
    private static void requireDistinct(List<Bank> banks) throws MalformedClaimsException {
        Set<String> own = banks.stream()
                .flatMap(bank -> bank.cardAuthorities().stream())
                .filter(authority -> !authority.personalisesElsewhere())
                .map(TrustedCardAuthority::spkiSha256)
                .collect(Collectors.toSet());
        Set<String> seen = new HashSet<>();
        for (Bank bank : banks) {
            boolean distinct = seen.add("bic " + bank.bic());
            for (String origin : bank.origins()) {
                distinct &= seen.add("origin " + origin);
            }
            for (TrustedCardAuthority authority : bank.cardAuthorities()) {
                String spki = authority.spkiSha256();
                distinct &= authority.personalisesElsewhere()
                        ? !own.contains(spki) && seen.add("elsewhere " + bank.bic() + " " + spki)
                        : seen.add("authority " + spki);
            }
            if (!distinct) {
                throw new MalformedClaimsException("A BIC, origin or card authority stands twice.");
            }
        }
    }

    private ObjectNode write() {
        ObjectNode list = Claims.newObject()
                .put("version", VERSION)
                .put("scheme", scheme)
                .put("environment", environment.wireName())
                .put("issuedAt", issuedAt.getEpochSecond())
                .put("expiresAt", expiresAt.getEpochSecond());
        ArrayNode array = list.putArray("banks");
        banks.forEach(bank -> array.add(write(bank)));
        return list;
    }

    private static ObjectNode write(Bank bank) {
        ObjectNode node = Claims.newObject().put("bic", bank.bic());
        node.putObject("name").put("en", bank.name().en()).put("ja", bank.name().ja());
        node.put("icon", bank.icon());
        ArrayNode origins = node.putArray("origins");
        bank.origins().forEach(origins::add);
        node.put("windowUrl", bank.windowUrl());
        ArrayNode requestKeys = node.putArray("requestKeys");
        bank.requestKeys().forEach(key -> requestKeys.add(Claims.publicKey(key)));
        ArrayNode eventKeys = node.putArray("eventKeys");
        bank.eventKeys().forEach(key -> eventKeys.add(Claims.publicKey(key)));
        ArrayNode authorities = node.putArray("cardAuthorities");
        bank.cardAuthorities().forEach(authority -> authorities.add(write(authority)));
        return node;
    }

    private static ObjectNode write(TrustedCardAuthority authority) {
        try {
            ObjectNode node = Claims.newObject()
                    .put("spkiSha256", authority.spkiSha256())
                    .put(
                            "certificate",
                            Base64.getEncoder()
                                    .encodeToString(authority.certificate().getEncoded()));
            return authority.personalisesElsewhere() ? node.put(PERSONALISED, ELSEWHERE) : node;
        } catch (CertificateEncodingException bug) {
            throw new IllegalArgumentException("A certificate that was read can be written.", bug);
        }
    }
}
