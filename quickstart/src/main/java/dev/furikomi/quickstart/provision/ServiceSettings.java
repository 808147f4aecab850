package dev.furikomi.quickstart.provision;

import dev.furikomi.card.issuing.BankCredentials;
import dev.furikomi.quickstart.embedded.PostgresDatabase;
import dev.furikomi.quickstart.process.PortPlan;
import java.nio.file.Path;
import java.util.Locale;

/** Tells each service who it is, where the others are and which keys it holds: docs/configuration.md. */
public final class ServiceSettings {
    private static final String SHOP = "http://shop.localhost:";

    private final PortPlan ports;
    private final KeyStore keys;
    private final StaffTokens tokens;
    private final CardPolicies policies;
    private final Path directory;

    public ServiceSettings(PortPlan ports, KeyStore keys, StaffTokens tokens, CardPolicies policies, Path directory) {
        this.policies = policies;
        this.ports = ports;
        this.keys = keys;
        this.tokens = tokens;
        this.directory = directory;
    }

    /** Writes the catalogue's settings and returns where. */
    public Path catalogue(PostgresDatabase database) {
        SettingsFile settings = service(database, ports.catalogue())
                .set("reliable-events.source", "/merchants/hanaya/catalogue")
                .set("reliable-events.signing-key", keys.file("catalogue.jwk"))
                .set("catalog.public-origin", catalogueOrigin())
                .set("catalog.order-service-origin", orderFileOrigin())
                .set("catalog.merchant.id", DemoMerchant.ID)
                .set("catalog.merchant.name", DemoMerchant.NAME)
                .set("catalog.merchant.names.ja", DemoMerchant.JAPANESE_NAME)
                .set("catalog.merchant.order-number-prefix", "HN")
                .set("catalog.staff.token-sha256", StaffTokens.digest(tokens.merchant()))
                .set("catalog.purchase.token-secrets", keys.secret("order-access-tokens"))
                .set("catalog.order-file.keys", keys.file("order-file-public.jwks"));
        return write("catalog-service", settings);
    }

    /** Writes the order file's settings and returns where. */
    public Path orderFile(PostgresDatabase database) {
        SettingsFile settings = service(database, ports.orderFile())
                .set("reliable-events.source", "/merchants/hanaya/orders")
                .set("reliable-events.signing-key", keys.file("order-file.jwk"))
                .set("order.merchant.id", DemoMerchant.ID)
                .set("order.merchant.name", DemoMerchant.NAME)
                .set("order.merchant.names.ja", DemoMerchant.JAPANESE_NAME)
                .set("order.merchant.signing-key", keys.file("merchant.jwk"))
                .set("order.merchant.return-url", catalogueOrigin() + "/purchases/{orderNumber}")
                .set("order.origins.self", orderFileOrigin())
                .set("order.origins.catalogue", catalogueOrigin())
                .set("order.staff.token-sha256", StaffTokens.digest(tokens.merchant()))
                .set("order.trust.bank-list", keys.file("bank-list.jws"))
                .set("order.trust.scheme-root", keys.file("scheme-root-public.jwk"))
                .set("order.trust.catalogue-key", keys.file("catalogue-public.jwk"));
        int index = 0;
        for (DemoBank bank : DemoBank.values()) {
            for (DemoMerchant.Account account : DemoMerchant.ACCOUNTS) {
                String payee = "order.payees[" + index++ + "].";
                settings.set(payee + "bank", bank.bic())
                        .set(payee + "currency", account.currency())
                        .set(payee + "account", account.number());
            }
        }
        return write("order-service", settings);
    }

    /** Writes a bank's settings and returns where. */
    public Path bank(DemoBank bank, PostgresDatabase database) {
        String own = bank.id() + "/";
        SettingsFile settings = service(database, bank.port(ports))
                .set("reliable-events.source", "/banks/" + bank.bic())
                .set("reliable-events.signing-key", keys.file(own + BankCredentials.EVENT_KEY_FILE))
                .set("bank.bic", bank.bic())
                .set("bank.name.en", bank.english())
                .set("bank.name.ja", bank.japanese())
                .set("bank.origin", bank.origin(ports))
                .set("bank.request-key", keys.file(own + BankCredentials.REQUEST_KEY_FILE))
                .set("bank.card-policy", policies.of(bank).name().toLowerCase(Locale.ROOT))
                .set("bank.card-authorities", keys.file(own + BankCredentials.CARD_AUTHORITY_FILE))
                .set("bank.bank-list", keys.file("bank-list.jws"))
                .set("bank.scheme-root", keys.file("scheme-root-public.jwk"))
                .set("bank.bridge-urls", bridgeUrls())
                .set("bank.window.secret", keys.secret(own + "window"))
                .set("bank.password.secret", keys.secret(own + "password"))
                .set("bank.staff.token-sha256", StaffTokens.digest(tokens.of(bank)));
        return write(bank.id(), settings);
    }

    private SettingsFile service(PostgresDatabase database, int port) {
        return new SettingsFile()
                .database(database)
                .set("quarkus.http.port", port)
                .set("kafka.bootstrap.servers", "127.0.0.1:" + ports.kafka());
    }

    private String bridgeUrls() {
        String first = "http://127.0.0.1:";
        return first + ports.bridge() + "/window," + first + (ports.bridge() + 1) + "/window";
    }

    /** Where shoppers go. */
    public String catalogueOrigin() {
        return SHOP + ports.catalogue();
    }

    /** Where the order file is. */
    public String orderFileOrigin() {
        return SHOP + ports.orderFile();
    }

    private Path write(String service, SettingsFile settings) {
        Path file = directory.resolve(service + ".properties");
        settings.write(file);
        return file;
    }
}
