package dev.furikomi.e2e.card;

import dev.furikomi.e2e.http.Answer;
import dev.furikomi.e2e.http.BankWindow;
import dev.furikomi.e2e.http.OrderFile;

/** A shopper's way through one window of the bank, step by step. */
public final class Payment {

    private final Shopper shopper;
    private final BankWindow window;
    private final BridgeSession session;

    private Payment(Shopper shopper, BankWindow window) {
        this.shopper = shopper;
        this.window = window;
        this.session = new BridgeSession(window.sessionRequest());
    }

    /** S104, S301, S105: asks the order file for a request and opens a window with it. */
    public static Payment open(Shopper shopper, OrderFile.Order order) {
        return in(shopper, shopper.bank().openWindow(order.payAt(shopper.bank().bic())));
    }

    /** Goes on in a window that is open. */
    public static Payment in(Shopper shopper, BankWindow window) {
        return new Payment(shopper, window);
    }

    /** The window. */
    public BankWindow window() {
        return window;
    }

    /** What the bridge would hold. */
    public BridgeSession session() {
        return session;
    }

    /** S106, S107, S302. */
    public Answer showCard() {
        return window.card(session.identification(shopper.card()));
    }

    /** S108, S304 with this password. */
    public Answer enterPassword(String password) {
        return window.credentials(session.proof(shopper.card(), shopper.reference(), password));
    }

    /** S109, S305. */
    public Answer apply() {
        return window.transfer();
    }

    /** S306, S110, S307. */
    public Answer accept() {
        return window.acceptance(session.acceptance(shopper.card()));
    }

    /** Up to S304, all of which must go well. */
    public Payment untilAuthenticated() {
        showCard().expect(200);
        enterPassword(shopper.password()).expect(200);
        return this;
    }

    /** Up to S305, all of which must go well. */
    public Payment untilRequested() {
        untilAuthenticated();
        apply().expect(200);
        return this;
    }

    /** All of it, which must go well. */
    public Payment through() {
        untilRequested();
        accept().expect(200);
        return this;
    }
}
