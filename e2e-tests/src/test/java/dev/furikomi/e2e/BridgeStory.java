package dev.furikomi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.furikomi.e2e.card.Shopper;
import dev.furikomi.e2e.http.Bank;
import dev.furikomi.e2e.http.BankWindow;
import dev.furikomi.e2e.http.OrderFile;
import dev.furikomi.e2e.system.Furikomi;
import dev.furikomi.e2e.system.RunningSystem;
import dev.furikomi.e2e.system.StandardInputBridge;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The real bridge process with the software reader, over standard input and output. */
@ExtendWith(RunningSystem.class)
class BridgeStory {

    private final Furikomi furikomi;
    private final Bank minato;
    private final Shopper customer;
    private final OrderFile.Order order;
    private final Untouched untouched;
    private final StandardInputBridge bridge;

    BridgeStory(Furikomi furikomi) {
        this.furikomi = furikomi;
        this.minato = furikomi.minato();
        this.customer = furikomi.newShopper(minato, 100_000);
        this.order = furikomi.newOrder();
        this.untouched = Untouched.of(customer, order);
        this.bridge = furikomi.newBridge();
    }

    @AfterEach
    void endTheBridge() {
        bridge.close();
    }

    @Test
    void paysWithTheRealBridgeWhichShowsTheTransferBeforeEachQuestion() {
        Bank.Balance before = customer.balance();
        BankWindow window = open();
        bridge.insert(customer.card());
        window.card(bridge.ask("identify")).expect(200);
        int prove = bridge.call("prove", Map.of());
        assertShown(bridge.answer("password", customer.password()), window);
        window.credentials(bridge.result(prove)).expect(200);
        window.transfer().expect(200);
        int accept = bridge.call("accept", Map.of());
        assertShown(bridge.answer("accept", true), window);
        window.acceptance(bridge.result(accept)).expect(200);
        bridge.call("close", Map.of("outcome", "completed"));
        order.awaitStatus("PAID");
        Untouched.assertPaidOnce(customer, before, order);
    }

    @Test
    void aCardOfAnotherBankIsNamedAsSuchAndRefused() {
        Shopper stranger = furikomi.newShopper(furikomi.yamabuki(), 100_000);
        BankWindow window = open();
        bridge.insert(stranger.card());
        window.card(bridge.ask("identify")).refused("card-of-another-bank");
        assertThat(window.view().path("reason").asText()).isEqualTo("card-of-another-bank");
        untouched.verify().thenPays();
    }

    @Test
    void noCardIsToldAsNoCard() {
        BankWindow window = open();
        assertThat(bridge.refusal(bridge.call("identify", Map.of()))).isEqualTo("no-card");
        window.close("no-card").expect(200);
        untouched.verify().thenPays();
    }

    @Test
    void aCardRemovedHalfwayEndsTheSession() {
        BankWindow window = open();
        bridge.insert(customer.card());
        window.card(bridge.ask("identify")).expect(200);
        int prove = bridge.call("prove", Map.of());
        bridge.remove();
        assertThat(bridge.refusal(prove)).isEqualTo("card-removed");
        window.close("card-removed").expect(200);
        untouched.verify().thenPays();
    }

    @Test
    void decliningTheTransferMovesNothing() {
        BankWindow window = open();
        bridge.insert(customer.card());
        window.card(bridge.ask("identify")).expect(200);
        int prove = bridge.call("prove", Map.of());
        bridge.answer("password", customer.password());
        window.credentials(bridge.result(prove)).expect(200);
        window.transfer().expect(200);
        int accept = bridge.call("accept", Map.of());
        bridge.answer("accept", false);
        assertThat(bridge.refusal(accept)).isEqualTo("not-accepted");
        window.close("not-accepted").expect(200);
        untouched.verify().thenPays();
    }

    @Test
    void aSessionRequestIsGoodOnceAndForItsOriginOnly() {
        BankWindow window = minato.openWindow(order.payAt(minato.bic()));
        String request = window.sessionRequest();
        assertThat(bridge.refusal(
                        bridge.call("open", Map.of("origin", "http://evil.localhost:8082", "sessionRequest", request))))
                .isEqualTo("origin-not-permitted");
        bridge.result(bridge.call("open", Map.of("origin", minato.origin(), "sessionRequest", request)));
        bridge.result(bridge.call("close", Map.of("outcome", "abandoned")));
        assertThat(bridge.refusal(bridge.call("open", Map.of("origin", minato.origin(), "sessionRequest", request))))
                .isEqualTo("request-reused");
        untouched.verify().thenPays();
    }

    private BankWindow open() {
        BankWindow window = minato.openWindow(order.payAt(minato.bic()));
        bridge.open(minato.origin(), window.sessionRequest());
        return window;
    }

    private static void assertShown(JsonNode question, BankWindow window) {
        Map<String, Object> transfer = window.shown();
        assertThat(question.path("creditor").path("account"))
                .isEqualTo(((JsonNode) transfer.get("creditor")).path("account"));
        assertThat(question.path("instructedAmount")).isEqualTo(transfer.get("instructedAmount"));
        assertThat(question.path("orderNumber")).isEqualTo(transfer.get("orderNumber"));
    }
}
