package dev.furikomi.quickstart.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.furikomi.quickstart.provision.DemoCustomer;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Taro Yamada buys something and pays it from his account at Minato Bank. */
final class DemoPurchase {
    private final Journal journal;
    private final Shop shop;
    private final BankWindow window;
    private final String bankOrigin;
    private final DemoCustomer customer;
    private final Function<Function<JsonNode, Object>, BridgeProcess> bridges;
    private final Runnable insertCard;

    DemoPurchase(
            Journal journal,
            Shop shop,
            BankWindow window,
            String bankOrigin,
            DemoCustomer customer,
            Function<Function<JsonNode, Object>, BridgeProcess> bridges,
            Runnable insertCard) {
        this.journal = journal;
        this.shop = shop;
        this.window = window;
        this.bankOrigin = bankOrigin;
        this.customer = customer;
        this.bridges = bridges;
        this.insertCard = insertCard;
    }

    /** The whole procedure; returns the paid order. */
    JsonNode settle() {
        JsonNode product = journal.step("S101 S201 S102", "the catalogue comes down and is shown", shop::choose);
        JsonNode purchase = journal.step(
                "S103", "applies for the purchase of " + product.path("title").asText(), () -> shop.apply(product));
        journal.step(
                "S202",
                "the order file has order " + shop.orderNumber(),
                () -> shop.openOrderFile(purchase.path("orderAccessToken").asText()));
        JsonNode request = journal.step(
                "S104",
                "chooses " + customer.bank().english() + " from the bank menu, payment request issued",
                () -> shop.chooseBank(customer.bank().bic()));
        journal.step(
                "S301 S105",
                "the bank's window comes down and is shown",
                () -> window.open(request.path("paymentRequest").asText()));
        try (BridgeProcess bridge = bridges.apply(this::personAnswers)) {
            payWith(bridge);
        }
        JsonNode order = journal.step("S203", "the order file has recorded the payment", shop::awaitPaid);
        journal.step(
                "S308 S111",
                "the window closes, the catalogue page is shown again",
                () -> shop.comeBack(window.window().path("returnUrl").asText()));
        return order;
    }

    private void payWith(BridgeProcess bridge) {
        JsonNode identification = journal.step("S106 S107", "card inserted, institution read", () -> {
            String sessionRequest = window.sessionRequest();
            bridge.call("open", Map.of("origin", bankOrigin, "sessionRequest", sessionRequest));
            insertCard.run();
            return bridge.call("identify", Map.of());
        });
        journal.step("S302", "the bank recognises its card", () -> window.card(identification));
        JsonNode proof = journal.step(
                "S303 S108", "password or PIN typed, account ID read, signed by the card", call(bridge, "prove"));
        journal.step(
                "S304",
                "the bank has checked account ID and password, or the card's signature after its PIN",
                () -> window.credentials(proof));
        journal.step("S109 S305", "transfer information sent and checked", window::transfer);
        JsonNode acceptance =
                journal.step("S306", "the transfer is shown and accepted, the card signs it", call(bridge, "accept"));
        journal.step("S110 S307", "acceptance sent, transfer executed", () -> window.accept(acceptance));
        bridge.call("close", Map.of("outcome", "completed"));
    }

    private static Supplier<JsonNode> call(BridgeProcess bridge, String name) {
        return () -> bridge.call(name, Map.of());
    }

    /** Types the password or PIN; accepts only the transfer that the bank's window named. */
    private Object personAnswers(JsonNode question) {
        boolean asExpected =
                question.path("instructedAmount").equals(window.window().path("instructedAmount"))
                        && question.path("orderNumber").asText().equals(shop.orderNumber());
        return switch (question.path("dialogue").asText()) {
            case "password" -> customer.password();
            case "pin" -> asExpected ? DemoCustomer.PIN : false;
            case "accept" -> asExpected;
            default -> false;
        };
    }
}
