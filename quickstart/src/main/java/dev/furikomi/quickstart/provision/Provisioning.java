package dev.furikomi.quickstart.provision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.furikomi.card.issuing.BankCredentials;
import dev.furikomi.card.issuing.Validity;
import dev.furikomi.card.software.CardDrawer;
import dev.furikomi.card.software.SoftwareReader;
import dev.furikomi.card.trust.Bank;
import dev.furikomi.card.virtual.VirtualReader;
import dev.furikomi.quickstart.embedded.OwnerOnly;
import dev.furikomi.quickstart.process.PortPlan;
import dev.furikomi.quickstart.process.Workspace;
import dev.furikomi.quickstart.reader.Issuer;
import dev.furikomi.quickstart.reader.ReaderPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Makes the scheme, the banks, the customers and the shop of the quickstart; all of it may be done again. */
public final class Provisioning {
    private static final Duration BANK_LIST_LIFETIME = Duration.ofDays(30);
    private static final int SLOT = 0;

    private final PortPlan ports;
    private final KeyStore keys;
    private final StaffTokens tokens;
    private final CustomerCards cards;
    private final SoftwareReader reader;

    public Provisioning(PortPlan ports, KeyStore keys, StaffTokens tokens, Workspace workspace) {
        this.ports = ports;
        this.keys = keys;
        this.tokens = tokens;
        this.cards = new CustomerCards(workspace.directory("drawer"), workspace.directory("registrations"));
        this.reader = new SoftwareReader(workspace.directory("reader"));
    }

    /** Keys, bank list and cards: all that the services read from files when they start; the reader is empty. */
    public void prepareScheme() {
        for (String name : List.of("merchant", "order-file", "catalogue")) {
            keys.signingKey(name);
        }
        List<Bank> banks = new ArrayList<>();
        for (DemoBank bank : DemoBank.values()) {
            BankCredentials credentials = keys.bank(bank);
            cards.issue(bank, credentials.cardAuthority());
            OwnerOnly.write(keys.file(bank.id() + "/" + StaffTokens.FILE), tokens.of(bank));
            String origin = bank.origin(ports);
            banks.add(credentials.listed(
                    new Bank.LocalisedName(bank.english(), bank.japanese()),
                    bank.icon().getBytes(StandardCharsets.UTF_8),
                    List.of(origin),
                    origin + "/v1/windows"));
        }
        Validity validity = Validity.fromNow(InstantSource.system(), BANK_LIST_LIFETIME);
        OwnerOnly.write(keys.file("bank-list.jws"), keys.scheme().signBankList(banks, validity));
        try {
            reader.remove(SLOT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Registers merchant, customers, accounts and cards at the bank. */
    public void seedBank(DemoBank bank, String returnOrigin) {
        new BankSeed(bank, operator(bank), cards).sow(keys.signingKey("merchant"), returnOrigin);
    }

    /** The operator API of the bank, as its staff. */
    public HttpApi operator(DemoBank bank) {
        return new HttpApi(bank.english(), bank.port(ports)).with("Authorization", "Bearer " + tokens.of(bank));
    }

    /** Imports the merchant's feed; returns what became of it in one line. */
    public String importFeed(Path feed) {
        HttpApi catalogue =
                new HttpApi("catalog-service", ports.catalogue()).with("Authorization", "Bearer " + tokens.merchant());
        try {
            JsonNode report = catalogue.putFile("/v1/catalogue", "text/tab-separated-values", feed);
            if (report.path("accepted").asInt() == 0) {
                throw new RefusedException("catalog-service took nothing from " + feed + ": " + report.path("rows"));
            }
            return "catalogue: " + report.path("accepted").asInt() + " goods taken, "
                    + report.path("refused").asInt() + " refused";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + feed + ": " + e.getMessage(), e);
        }
    }

    /** What card-bridge has to be told about trust and about its software reader. */
    public List<String> bridgeArguments() {
        List<String> arguments = new ArrayList<>(bridgeArgumentsForPcsc());
        arguments.addAll(List.of(
                "--software-reader",
                reader.directory().toString(),
                "--card-drawer",
                cards.drawer().toString()));
        return List.copyOf(arguments);
    }

    /** The same for a bridge whose readers are those of PC/SC. */
    public List<String> bridgeArgumentsForPcsc() {
        return List.of(
                "--bank-list",
                keys.file("bank-list.jws").toString(),
                "--scheme-root",
                keys.file("scheme-root-public.jwk").toString(),
                "--parent-pid",
                String.valueOf(ProcessHandle.current().pid()));
    }

    /** Shows the software reader to the PC/SC service. */
    public VirtualReader virtualReader(int vpcdPort) {
        return VirtualReader.open(reader, new InetSocketAddress("127.0.0.1", vpcdPort));
    }

    /** The page on which people put cards into the reader. */
    public ReaderPage readerPage() {
        List<Issuer> issuers = Arrays.stream(DemoBank.values())
                .map(bank -> new Issuer(
                        bank.english(),
                        bank.japanese(),
                        "data:image/svg+xml;base64,"
                                + Base64.getEncoder().encodeToString(bank.icon().getBytes(StandardCharsets.UTF_8)),
                        keys.bank(bank).cardAuthority().certificate()))
                .toList();
        return ReaderPage.start(ports.readerPage(), new CardDrawer(cards.drawer()), reader, issuers);
    }

    /** Puts the customer's card into the software reader in front of card-bridge. */
    public void insertCard(DemoCustomer customer) {
        try {
            reader.insert(SLOT, cards.file(customer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
