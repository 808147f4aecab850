package dev.furikomi.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.furikomi.card.apdu.Instruction;
import dev.furikomi.card.software.CardFault;
import dev.furikomi.card.software.SoftwareCardFile;
import dev.furikomi.card.virtual.PcscDaemon;
import dev.furikomi.e2e.browser.BridgePage;
import dev.furikomi.e2e.browser.Browser;
import dev.furikomi.e2e.browser.ShopPages;
import dev.furikomi.e2e.browser.Visit;
import dev.furikomi.e2e.browser.WindowPage;
import dev.furikomi.e2e.card.Shopper;
import dev.furikomi.e2e.http.Bank;
import dev.furikomi.e2e.http.OrderFile;
import dev.furikomi.e2e.system.Furikomi;
import dev.furikomi.e2e.system.PcscDesk;
import dev.furikomi.e2e.system.RunningSystem;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Purchases through a real PC/SC daemon: the release edition of card-bridge, a card in a reader that pcscd serves. */
@ExtendWith(RunningSystem.class)
class PcscPurchaseStory {

    private final Furikomi furikomi;
    private final Browser browser;

    PcscPurchaseStory(Furikomi furikomi, Browser browser) {
        this.furikomi = furikomi;
        this.browser = browser;
    }

    @BeforeEach
    void aDaemonCanBeStarted() {
        assumeTrue(PcscDaemon.isPossible(), "needs pcscd, vsmartcard-vpcd and the right to unshare");
    }

    @Test
    void buysAndPaysFromTheCatalogueToPaid() {
        try (PcscDesk desk = desk();
                Purchase purchase = new Purchase()) {
            BridgePage bridge = purchase.window.startBridge();
            desk.insert(purchase.customer.card());
            bridge.payWithTheCardInserted(purchase.customer);
            purchase.isPaid();
        }
    }

    @Test
    void paysAlthoughTheServiceIsRestartedWhileTheCardIsAwaitedAndAgainBeforeTheAcceptance() {
        try (PcscDesk desk = desk();
                Purchase purchase = new Purchase()) {
            BridgePage bridge = purchase.window.startBridge();
            desk.stopService();
            desk.startService();
            desk.insert(purchase.customer.card());
            bridge.enterPassword(purchase.customer.password()).awaitAcceptance();
            desk.stopService();
            desk.startService();
            bridge.accept();
            purchase.isPaid();
        }
    }

    @Test
    void paysTwiceWithARestartOfTheServiceBetweenTheSessions() {
        try (PcscDesk desk = desk()) {
            for (int session = 0; session < 2; session++) {
                try (Purchase purchase = new Purchase()) {
                    BridgePage bridge = purchase.window.startBridge();
                    desk.insert(purchase.customer.card());
                    bridge.payWithTheCardInserted(purchase.customer);
                    purchase.isPaid();
                }
                desk.remove();
                desk.stopService();
                desk.startService();
            }
        }
    }

    @Test
    void aCardPulledOutInTheMiddleOfTheProofMovesNoMoney() throws Exception {
        try (PcscDesk desk = desk();
                Purchase purchase = new Purchase()) {
            SoftwareCardFile.open(purchase.customer.card().file())
                    .faults(CardFault.removal(Instruction.GENERAL_AUTHENTICATE, 1));
            Untouched untouched = Untouched.of(purchase.customer, purchase.order);
            BridgePage bridge = purchase.window.startBridge();
            desk.insert(purchase.customer.card());
            bridge.enterPassword(purchase.customer.password()).isOverBecause("card-removed");
            purchase.window.isClosedBecause("card-removed");
            untouched.verify();
        }
    }

    @Test
    void aReaderThatIsUnpluggedMovesNoMoney() {
        try (PcscDesk desk = desk();
                Purchase purchase = new Purchase()) {
            Untouched untouched = Untouched.of(purchase.customer, purchase.order);
            BridgePage bridge = purchase.window.startBridge();
            desk.stopService();
            bridge.isOverBecause("no-reader");
            purchase.window.offersToTryAgain();
            untouched.verify();
        }
    }

    private PcscDesk desk() {
        return furikomi.pcscDesk(List.of("--card-wait", "15", "--reader-wait", "3"));
    }

    /** From the catalogue page to the bank's window. */
    private final class Purchase implements AutoCloseable {
        private final Visit visit = browser.atADesk();
        private final Bank minato = furikomi.minato();
        private final Shopper customer = furikomi.newShopper(minato, 100_000);
        private final ShopPages shop = new ShopPages(visit, furikomi.shopOrigin())
                .openCatalogue()
                .openProduct(furikomi.catalogue().product("JPY").id())
                .applyForThePurchase()
                .awaitBankMenu(minato.bic());
        private final OrderFile.Order order =
                furikomi.orderFile().seenWith(shop.cookie("furikomi_order"), shop.orderNumber());
        private final Bank.Balance before = customer.balance();
        private final WindowPage window = shop.choose(minato.bic());

        void isPaid() {
            shop.seesThePurchaseAccepted();
            order.awaitStatus("PAID");
            Untouched.assertPaidOnce(customer, before, order);
        }

        @Override
        public void close() {
            visit.close();
        }
    }
}
