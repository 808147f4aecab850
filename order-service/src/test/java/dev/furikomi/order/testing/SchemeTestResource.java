package dev.furikomi.order.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A scheme with two banks: its root, the signed bank list, and the keys of everybody, made anew for each run. */
public class SchemeTestResource implements QuarkusTestResourceLifecycleManager {

    public static final String STAFF_TOKEN = "a-staff-token-for-tests";
    public static final ECKey ROOT = key("root-1");
    public static final ECKey MERCHANT = key("hanaya-1");
    public static final ECKey CATALOGUE = key("catalogue-1");
    public static final ECKey MINATO = key("minato-1");
    public static final ECKey YAMABUKI = key("yamabuki-1");

    private Path directory;

    @Override
    public Map<String, String> start() {
        try {
            directory = Files.createTempDirectory("order-scheme");
            return Map.of(
                    "order.trust.bank-list", write("bank-list.jws", bankList()),
                    "order.trust.scheme-root",
                            write("root.jwk", ROOT.toPublicJWK().toJSONString()),
                    "order.trust.catalogue-key",
                            write("catalogue.jwk", CATALOGUE.toPublicJWK().toJSONString()),
                    "order.merchant.signing-key", write("merchant.jwk", MERCHANT.toJSONString()),
                    "reliable-events.signing-key", write("events.jwk", MERCHANT.toJSONString()),
                    "order.staff.token-sha256", Tokens.sha256(STAFF_TOKEN));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void stop() {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static ECKey key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException bug) {
            throw new IllegalStateException(bug);
        }
    }

    public static String sign(ECKey key, String type, Map<String, Object> payload) {
        JWSObject jws = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID(key.getKeyID())
                        .type(new JOSEObjectType(type))
                        .build(),
                new Payload(JSONObjectUtils.toJSONString(payload)));
        try {
            jws.sign(new ECDSASigner(key));
        } catch (JOSEException bug) {
            throw new IllegalStateException(bug);
        }
        return jws.serialize();
    }

    public static Map<String, Object> list(Instant issuedAt) {
        return Map.of(
                "version",
                1,
                "scheme",
                "Test",
                "environment",
                "development",
                "issuedAt",
                issuedAt.toString(),
                "expiresAt",
                issuedAt.plusSeconds(365 * 86_400L).toString(),
                "banks",
                List.of(
                        bank("MNTOJPJT", "Minato & Sons Bank", "みなと銀行", MINATO),
                        bank("YMBKJPJT", "Yamabuki Bank", "やまぶき銀行", YAMABUKI),
                        bank("NOACJPJT", "Bank without an account", "口座のない銀行", key("noac"))));
    }

    private static String bankList() {
        return sign(ROOT, "furikomi-bank-list+jws", list(Instant.now()));
    }

    private static Map<String, Object> bank(String bic, String en, String ja, ECKey eventKey) {
        return Map.of(
                "bic", bic,
                "name", Map.of("en", en, "ja", ja),
                "icon", "data:image/svg+xml;base64,PHN2Zy8+",
                "origins", List.of("http://" + bic + ".localhost"),
                "windowUrl", "http://" + bic.toLowerCase(Locale.ROOT) + ".localhost/v1/windows",
                "requestKeys", List.of(),
                "eventKeys", List.of(eventKey.toPublicJWK().toJSONObject()),
                "cardAuthorities", List.of());
    }

    private String write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).toString();
    }
}
