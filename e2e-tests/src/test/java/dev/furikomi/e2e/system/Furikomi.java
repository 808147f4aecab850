package dev.furikomi.e2e.system;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.furikomi.card.software.SoftwareReader;
import dev.furikomi.e2e.browser.Extension;
import dev.furikomi.e2e.card.Shopper;
import dev.furikomi.e2e.card.StoryCard;
import dev.furikomi.e2e.card.StoryCards;
import dev.furikomi.e2e.http.Amount;
import dev.furikomi.e2e.http.Bank;
import dev.furikomi.e2e.http.Catalogue;
import dev.furikomi.e2e.http.Http;
import dev.furikomi.e2e.http.OrderFile;
import dev.furikomi.e2e.http.OrderFile.PaymentRequest;
import dev.furikomi.quickstart.BreakableFurikomi;
import dev.furikomi.quickstart.process.PortPlan;
import dev.furikomi.quickstart.provision.DemoBank;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;

/** The whole system as the stories meet it: its addresses, its people, and its off switches. */
public final class Furikomi implements AutoCloseable {

    /** The catalogue's process. */
    public static final String CATALOGUE = "catalog-service";

    /** The order file's process. */
    public static final String ORDER_FILE = "order-service";

    /** The process of the bank with the standard procedure. */
    public static final String MINATO = DemoBank.MINATO.english();

    /** The bridge with its own window. */
    public static final String BRIDGE = "card-bridge";

    /** The broker. */
    public static final String KAFKA = "Kafka";

    /** The database server. */
    public static final String POSTGRES = "PostgreSQL";

    private static final Path CHECKOUT =
            Path.of(System.getProperty("furikomi.root", "..")).toAbsolutePath().normalize();

    private static final String PASSWORD = "correct horse battery";

    private final BreakableFurikomi system;
    private final PortPlan ports;
    private final Map<DemoBank, Bank> banks = new EnumMap<>(DemoBank.class);
    private final Map<DemoBank, StoryCards> cards = new EnumMap<>(DemoBank.class);
    private final AtomicInteger numbers = new AtomicInteger(5_000_000);

    private Furikomi(BreakableFurikomi system) {
        this.system = system;
        this.ports = system.ports();
        for (DemoBank bank : DemoBank.values()) {
            String host = bank == DemoBank.MINATO ? "bank-a.localhost" : "bank-b.localhost";
            banks.put(bank, new Bank(bank.bic(), host, bank.port(ports), system.staffToken(bank)));
            cards.put(
                    bank,
                    new StoryCards(
                            system.cardAuthorityKey(bank), system.cardAuthorityCertificate(bank), system.drawer()));
        }
    }

    /** Starts everything on free ports; Yamabuki Bank takes the short procedure and is soon tired of idle windows. */
    static Furikomi start() {
        return new Furikomi(BreakableFurikomi.start(
                checkout(),
                freePortBase(),
                Map.of(
                        CATALOGUE,
                        Map.of("CATALOG_PURCHASE_OPEN_PER_ADDRESS_MAX", "0"),
                        DemoBank.YAMABUKI.english(),
                        Map.of(
                                "BANK_PROCEDURE", "short",
                                "BANK_WINDOW_IDLE_TIMEOUT", "20s",
                                "BANK_WINDOW_SWEEP_INTERVAL", "1s")),
                List.of("--card-wait", "8")));
    }

    private static int freePortBase() {
        for (int attempt = 0; attempt < 100; attempt++) {
            int base = 20_000 + 10 * ThreadLocalRandom.current().nextInt(1_200);
            if (dev.furikomi.quickstart.process.PortCheck.firstTaken(new PortPlan(base).wanted())
                    .isEmpty()) {
                return base;
            }
        }
        throw new IllegalStateException("no ten free ports in a row");
    }

    /** Kills a part with SIGKILL. */
    public void kill(String part) {
        system.kill(part);
    }

    /** Starts a killed part again and waits until it is ready. */
    public void restart(String part) {
        system.restart(part);
    }

    /** The catalogue. */
    public Catalogue catalogue() {
        return new Catalogue(ports.catalogue());
    }

    /** The order file. */
    public OrderFile orderFile() {
        return new OrderFile(ports.orderFile(), system.merchantStaffToken());
    }

    /** The bank with the standard procedure. */
    public Bank minato() {
        return banks.get(DemoBank.MINATO);
    }

    /** The bank with the short procedure. */
    public Bank yamabuki() {
        return banks.get(DemoBank.YAMABUKI);
    }

    /** Minato Bank's interface without any cookie. */
    public Http minatoHttp() {
        return Http.onPort(ports.bank(0));
    }

    /** Where shoppers go. */
    public String shopOrigin() {
        return "http://shop.localhost:" + ports.catalogue();
    }

    /** Where orders are looked at. */
    public String orderFileOrigin() {
        return "http://shop.localhost:" + ports.orderFile();
    }

    /** The token of the merchant's staff. */
    public String merchantStaffToken() {
        return system.merchantStaffToken();
    }

    /** Listens to all that is said to the merchant from now on. */
    public EventTap listen() {
        return new EventTap("127.0.0.1:" + ports.kafka(), "hanaya");
    }

    /** A customer with a card of their own and so many yen. */
    public Shopper newShopper(Bank bank, long yen) {
        return newShopper(bank, Amount.yen(yen));
    }

    /** A customer with a card of their own and so much money. */
    public Shopper newShopper(Bank bank, Amount deposit) {
        int number = numbers.incrementAndGet();
        return register(bank, number, deposit, issuer(bank).issue("story-" + number, reference(number)));
    }

    /** A customer with money whose card's time is over. */
    public Shopper newShopperWithExpiredCard(Bank bank) {
        int number = numbers.incrementAndGet();
        return register(
                bank, number, Amount.yen(100_000), issuer(bank).issueExpired("story-" + number, reference(number)));
    }

    private Shopper register(Bank bank, int number, Amount deposit, StoryCard card) {
        String account = Integer.toString(number);
        bank.customer(customerId(account), "Story " + number, PASSWORD);
        bank.account(account, "Story " + number, customerId(account), deposit.currency(), reference(number));
        bank.card(card.id(), StoryCards.pem(card));
        bank.deposit(account, deposit);
        return new Shopper(bank, account, reference(number), PASSWORD, card);
    }

    /** The bank's staff sets what the customer may send for each transfer and on one day. */
    public void limit(Shopper customer, Amount perTransfer, Amount perDay) {
        customer.bank().limits(customerId(customer.account()), perTransfer, perDay);
    }

    private static String customerId(String account) {
        return "story-" + account;
    }

    private static String reference(int number) {
        return "ref-" + Integer.toHexString(number * 31);
    }

    /** A genuine card of the bank that nobody registered. */
    public StoryCard newCard(Bank bank, String reference) {
        return issuer(bank).issue("story-" + numbers.incrementAndGet(), reference);
    }

    /** What a thief of account ID, certificate and password has. */
    public StoryCard sameCertificateWithoutItsKey(StoryCard card) {
        return StoryCards.withAnotherKey(card);
    }

    private StoryCards issuer(Bank bank) {
        return cards.get(bank.bic().equals(DemoBank.MINATO.bic()) ? DemoBank.MINATO : DemoBank.YAMABUKI);
    }

    /** The bank's staff unblocks the customer's card, which has five attempts again. */
    public void unblock(Shopper customer) {
        customer.bank().cardState(customer.card().id(), "active");
    }

    /** S103 over HTTP: one piece of something. */
    public Catalogue.Purchase newPurchase(String currency) {
        return catalogue().buy(catalogue().product(currency), 1);
    }

    /** S103 and S202 over HTTP, in yen. */
    public OrderFile.Order newOrder() {
        return newOrder("JPY");
    }

    /** S103 and S202 over HTTP. */
    public OrderFile.Order newOrder(String currency) {
        return orderFile().open(newPurchase(currency));
    }

    /** S103 and S202 over HTTP, of this good. */
    public OrderFile.Order newOrder(Catalogue.Product product) {
        return orderFile().open(catalogue().buy(product, 1));
    }

    /** The request with other claims, signed with the merchant's own key. */
    public String signedByTheMerchant(PaymentRequest request, Consumer<ObjectNode> change) {
        return ChangedRequests.signedWith(system.merchantKey(), request.jws(), change);
    }

    /** The request with other claims, signed with nobody's key. */
    public String signedByAStranger(PaymentRequest request, Consumer<ObjectNode> change) {
        return ChangedRequests.signedByAStranger(request.jws(), change);
    }

    /** The request with other claims under the old signature. */
    public String withClaimsChangedOnTheWay(PaymentRequest request, Consumer<ObjectNode> change) {
        return ChangedRequests.withClaimsChanged(request.jws(), change);
    }

    /** Minato Bank's session request with other claims, signed with the bank's own key. */
    public String signedByMinato(String sessionRequest, Consumer<ObjectNode> change) {
        return ChangedRequests.signedWith(system.requestKey(DemoBank.MINATO), sessionRequest, change);
    }

    /** A session request with other claims under the old signature. */
    public String withSessionClaimsChanged(String sessionRequest, Consumer<ObjectNode> change) {
        return ChangedRequests.withClaimsChanged(sessionRequest, change);
    }

    /** Takes whatever card is in out of the reader in front of the bridge's window. */
    public void emptyReader() {
        try {
            reader().remove(0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** {@code ./furikomi card …} at this system. */
    public ScriptCommand card(String... words) {
        return card(Map.of(), words);
    }

    /** The same with secrets in the environment. */
    public ScriptCommand card(Map<String, String> environment, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--port-base", Integer.toString(ports.base())));
        return ScriptCommand.run(checkout(), "card", environment, all);
    }

    /** {@code ./furikomi ledger}. */
    public ScriptCommand ledger(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--port-base", Integer.toString(ports.base())));
        return ScriptCommand.run(checkout(), "ledger", Map.of(), all);
    }

    /** A card of the drawer, whoever made it. */
    public StoryCard cardInDrawer(Bank bank, String name) {
        return cardIn(bank, system.drawer().resolve(name + ".card.json"));
    }

    /** A card of the bank in a file anywhere. */
    public StoryCard cardIn(Bank bank, Path file) {
        return issuer(bank).read(file);
    }

    /** A directory for what a story makes. */
    public Path newDirectory(String name) {
        try {
            return Files.createDirectories(system.directory().resolve(name + "-" + numbers.incrementAndGet()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Restarts Minato Bank with other settings; none are the usual ones. */
    public void restartMinato(Map<String, String> environment) {
        system.kill(MINATO);
        system.restart(MINATO, environment);
    }

    /** The card that is in that reader. */
    public Optional<Path> cardInReader() {
        return reader().inserted(0);
    }

    /** Puts a card into that reader, as somebody else's hand would. */
    public void insert(StoryCard card) {
        try {
            reader().insert(0, card.file());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Gives that reader a keypad and a display, or takes them away. */
    public void readerHasKeys(boolean keys) {
        try {
            if (keys) {
                reader().addPinPad(0);
            } else {
                reader().removePinPad(0);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Waits until the reader's display says this, and types on its keys. */
    public void typeOnReaderThatSays(String words, String pin) {
        Awaitility.await("the reader's display")
                .untilAsserted(() -> Assertions.assertThat(reader().display(0)).isEqualTo(words));
        try {
            reader().type(0, pin);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The origin of the virtual reader's page. */
    public String readerOrigin() {
        return "http://reader.localhost:" + ports.readerPage();
    }

    private SoftwareReader reader() {
        return new SoftwareReader(system.directory().resolve("reader"));
    }

    /** The shop's and the banks' ports: what is on the internet in life. */
    public List<Integer> publicPorts() {
        return List.of(ports.catalogue(), ports.orderFile(), ports.bank(0), ports.bank(1));
    }

    /** Where the bridge serves its window. */
    public String bridgeOrigin() {
        return "http://127.0.0.1:" + ports.bridge();
    }

    /** card-bridge.js, for pages that a bank does not serve. */
    public Path module() {
        return checkout().resolve("card-bridge/web/card-bridge.js");
    }

    private static Path checkout() {
        return Path.of(System.getProperty("furikomi.root", ".."))
                .toAbsolutePath()
                .normalize();
    }

    /** The extension with a native part in front of the same reader. */
    public Extension extension() {
        return new Extension(
                checkout().resolve("card-bridge/target/extension"),
                system.nativeMessagingHostCommand(),
                minato().origin() + "/bank-window.css");
    }

    /** Puts the bridge that people get, in front of a PC/SC daemon of its own, in the place of the development bridge until it is closed. */
    public PcscDesk pcscDesk(List<String> bridgeOptions) {
        Path directory = system.directory().resolve("pcsc-" + numbers.incrementAndGet());
        system.kill(BRIDGE);
        return PcscDesk.open(
                directory,
                system.releaseBridgeCommand(bridgeOptions),
                system.directory().resolve("logs/release-bridge.log"),
                () -> system.restart(BRIDGE));
    }

    /** A bridge of the story's own, over standard input and output, with an empty reader. */
    public StandardInputBridge newBridge() {
        Path reader = system.directory().resolve("reader-" + numbers.incrementAndGet());
        return StandardInputBridge.start(
                readerDirectory ->
                        system.bridgeCommand(readerDirectory, List.of("--carrier", "stdio", "--card-wait", "2")),
                reader,
                system.directory().resolve("logs/story-bridge.log"));
    }

    /** Ends everything; only the logs stay, as build output. */
    @Override
    public void close() {
        Path kept = Path.of(System.getProperty("furikomi.build", "target")).resolve("logs");
        try (Stream<Path> logs = Files.list(system.directory().resolve("logs"))) {
            Files.createDirectories(kept);
            for (Path log : logs.toList()) {
                Files.copy(log, kept.resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            system.close();
        }
    }
}
