package dev.furikomi.order.file;

import dev.furikomi.events.Money;
import dev.furikomi.events.Party;
import dev.furikomi.events.Procedure;
import dev.furikomi.events.Purchase;
import dev.furikomi.events.TransferInstruction;
import dev.furikomi.events.WindowClosed;
import dev.furikomi.events.WindowOutcome;
import dev.furikomi.reliable.ReceivedEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Orders and facts for tests of the rules, without a database. */
final class TestFacts {

    static final String MERCHANT = "hanaya";
    static final String NUMBER = "HN-7Q4M2K9XTB";
    static final String MINATO = "MNTOJPJT";
    static final String YAMABUKI = "YMBKJPJT";
    static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
    static final Money TOTAL = Money.ofMinor(5400, "JPY");

    private TestFacts() {}

    static OrderFile knownOrder() {
        OrderFile file = new OrderFile(NUMBER, NOW);
        file.store(purchase());
        return file;
    }

    static Purchase purchase() {
        return new Purchase(
                NUMBER,
                MERCHANT,
                new Purchase.Customer("山田太郎", "231-0023", "横浜市中区山下町1-2-3", null),
                List.of(new Purchase.Item("tea", "Sencha", 2, Money.ofMinor(2700, "JPY"))),
                TOTAL,
                "hash",
                NOW,
                NOW.plusSeconds(3600));
    }

    static PaymentRequest request(String bank) {
        return new PaymentRequest(
                UUID.randomUUID(),
                NUMBER,
                new Party("Hanaya", bank, "1000001"),
                TOTAL,
                NOW.plusSeconds(10),
                NOW.plusSeconds(910),
                "jws");
    }

    static TransferFact fact(FactKind kind, PaymentRequest request, UUID transfer, int second) {
        return fact(kind, "/banks/" + request.bank, instruction(request, transfer), second);
    }

    static TransferFact fact(FactKind kind, String source, TransferInstruction transfer, int second) {
        Instant at = NOW.plusSeconds(second);
        return TransferFact.of(kind, event(source, transfer), transfer, Procedure.STANDARD, at, at);
    }

    static TransferFact closed(PaymentRequest request, UUID transfer, WindowOutcome outcome, int second) {
        return closed(request, transfer, outcome, null, second);
    }

    static TransferFact superseded(PaymentRequest request, UUID transfer, int second) {
        return closed(request, transfer, WindowOutcome.ABANDONED, UUID.randomUUID(), second);
    }

    private static TransferFact closed(
            PaymentRequest request, UUID transfer, WindowOutcome outcome, UUID supersededBy, int second) {
        Instant at = NOW.plusSeconds(second);
        WindowClosed closed = new WindowClosed(
                UUID.randomUUID(),
                transfer,
                MERCHANT,
                NUMBER,
                request.requestId.toString(),
                request.bank,
                outcome,
                at,
                supersededBy);
        return TransferFact.of(event("/banks/" + request.bank, closed), at);
    }

    static TransferInstruction instruction(PaymentRequest request, UUID transfer) {
        return new TransferInstruction(
                transfer,
                transfer,
                NUMBER,
                request.requestId.toString(),
                MERCHANT,
                request.bank,
                request.creditor(),
                request.instructedAmount());
    }

    private static <T> ReceivedEvent<T> event(String source, T data) {
        return new ReceivedEvent<>(UUID.randomUUID(), "type", source, "subject", NOW, MERCHANT, 1, data);
    }
}
