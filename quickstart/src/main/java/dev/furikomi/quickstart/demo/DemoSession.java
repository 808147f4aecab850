package dev.furikomi.quickstart.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.furikomi.quickstart.Console;
import dev.furikomi.quickstart.embedded.Pause;
import dev.furikomi.quickstart.process.PortPlan;
import dev.furikomi.quickstart.provision.DemoBank;
import dev.furikomi.quickstart.provision.DemoCustomer;
import dev.furikomi.quickstart.provision.HttpApi;
import dev.furikomi.quickstart.provision.Provisioning;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The demonstration: a purchase, the events that it caused, and what all parties say afterwards. */
public final class DemoSession {
    private static final DemoCustomer CUSTOMER = DemoCustomer.TARO;
    private static final Duration EVENT_PATIENCE = Duration.ofSeconds(10);
    private static final List<String> EXPECTED_EVENTS = List.of(
            "purchase", "transfer-request", "transfer-accepted", "transfer-completed", "window-closed", "order-paid");

    private final PortPlan ports;
    private final Provisioning provisioning;
    private final Console console;
    private final List<String> topics;
    private final List<String> bridgeCommand;
    private final Path bridgeLog;

    public DemoSession(
            PortPlan ports,
            Provisioning provisioning,
            Console console,
            List<String> topics,
            List<String> bridgeCommand,
            Path bridgeLog) {
        this.ports = ports;
        this.provisioning = provisioning;
        this.console = console;
        this.topics = topics;
        this.bridgeCommand = bridgeCommand;
        this.bridgeLog = bridgeLog;
    }

    /** Makes the purchase; never throws for a purchase that fails, the report says it. */
    public DemoReport run(double startSeconds) {
        Journal journal = new Journal(console);
        JsonNode order = null;
        DemoFailedException failure = null;
        List<EventLog.Event> events;
        try (EventLog log = new EventLog("127.0.0.1:" + ports.kafka(), topics)) {
            console.line("\nOne purchase, step by step");
            try {
                order = purchase(journal).settle();
                awaitExpected(log);
            } catch (DemoFailedException e) {
                failure = e;
            }
            events = log.events();
        }
        events.forEach(this::tell);
        List<DemoReport.BankState> banks = new ArrayList<>();
        for (DemoBank bank : DemoBank.values()) {
            banks.add(state(bank));
        }
        return conclude(startSeconds, journal, events, banks, order, failure);
    }

    private DemoPurchase purchase(Journal journal) {
        return new DemoPurchase(
                journal,
                new Shop(
                        new HttpApi("catalog-service", ports.catalogue()),
                        new HttpApi("order-service", ports.orderFile())),
                new BankWindow(
                        new HttpApi(CUSTOMER.bank().english(), CUSTOMER.bank().port(ports))),
                CUSTOMER.bank().origin(ports),
                CUSTOMER,
                person -> new BridgeProcess(bridgeCommand, bridgeLog, person),
                () -> provisioning.insertCard(CUSTOMER));
    }

    private static void awaitExpected(EventLog log) {
        Instant end = Instant.now().plus(EVENT_PATIENCE);
        while (Instant.now().isBefore(end)
                && !log.events().stream().map(EventLog.Event::type).toList().containsAll(EXPECTED_EVENTS)) {
            Pause.milliseconds(50);
        }
    }

    private void tell(EventLog.Event event) {
        console.line(String.format(
                Locale.ROOT,
                "  event %-28s key %-38s from %s%s",
                event.topic(),
                event.key(),
                event.source(),
                event.signed() ? ", signed" : ""));
    }

    private DemoReport.BankState state(DemoBank bank) {
        HttpApi operator = provisioning.operator(bank);
        JsonNode check = operator.get("/v1/operator/ledger/check");
        List<JsonNode> accounts = new ArrayList<>();
        for (String number : accountNumbers(bank)) {
            JsonNode account = operator.get("/v1/operator/accounts/" + number);
            accounts.add(account);
            console.line(String.format(
                    Locale.ROOT,
                    "  %-14s account %s %-14s booked %12s reserved %8s %s",
                    bank.english(),
                    number,
                    account.path("holder").asText(),
                    amount(account.path("booked")),
                    amount(account.path("reserved")),
                    account.path("currency").asText()));
        }
        boolean balanced = check.path("balanced").asBoolean();
        console.line("  " + bank.english() + ": the ledger " + (balanced ? "balances" : "does NOT balance: " + check));
        return new DemoReport.BankState(bank.bic(), bank.english(), balanced, check, accounts);
    }

    private static String amount(JsonNode value) {
        return value.isObject() ? value.path("amount").asText() : value.asText();
    }

    private static List<String> accountNumbers(DemoBank bank) {
        List<String> numbers = new ArrayList<>(List.of("1000001", "1000002"));
        for (DemoCustomer customer : DemoCustomer.values()) {
            if (customer.bank() == bank) {
                numbers.add(customer.account());
            }
        }
        return numbers;
    }

    private DemoReport conclude(
            double startSeconds,
            Journal journal,
            List<EventLog.Event> events,
            List<DemoReport.BankState> banks,
            @Nullable JsonNode order,
            @Nullable DemoFailedException failure) {
        boolean balanced = banks.stream().allMatch(DemoReport.BankState::balanced);
        String status = order == null ? "unknown" : order.path("status").asText();
        boolean paid = failure == null && balanced && status.equals("PAID");
        console.line("  order file: " + status);
        String failedStep = failure != null ? failure.step() : balanced ? null : "ledger";
        String message = failure != null ? failure.getMessage() : balanced ? null : "a ledger does not balance";
        return new DemoReport(paid, failedStep, message, startSeconds, journal.steps(), events, banks, order);
    }
}
