/**
 * The bank page's side of the card bridge. It picks the way to the bridge's window, talks to that window, and to nobody
 * else: the extension where it serves this page (native messaging), else a popup that the bridge serves on loopback.
 *
 * The wire is docs/protocol.md, section 6; how a page uses it is docs/card-bridge.md.
 * No dependency, no state outside the objects, no storage, no request of its own.
 */

const PROTOCOL = "card-bridge:1";
const POPUP_NAME = "furikomi-card-bridge";
const POPUP_FEATURES = "popup,width=420,height=640";
const READY_WITHIN_MS = 1500;
/** The last attempt is for the computer that is slow, not for the port that is another. */
const READY_AT_LAST_WITHIN_MS = 3000;
const CLOSED_CHECK_MS = 300;
const BANK_WINDOW = "furikomi-bank-window";
const BANK_WINDOW_FEATURES = "popup,width=560,height=820";
const START_LINK = "furikomi-card-bridge:start";
const DEFAULT_URLS = [8084, 8085, 8086].map((port) => `http://127.0.0.1:${port}/window`);

/** A call that the bridge, or the person in front of it, did not grant. `code` is stable, `message` is for developers. */
export class CardBridgeError extends Error {
    /**
     * @param {string} code one of the codes of docs/card-bridge.md
     * @param {string} [message]
     * @param {object} [information] for `no-bridge`: { reason, tried, startLink }
     */
    constructor(code, message = code, information = {}) {
        super(message);
        this.name = "CardBridgeError";
        this.code = code;
        this.information = information;
    }
}

/** One session with the bridge: open, identify, prove, apply or accept, close. Fires `card` and `ended` events. */
export class CardBridge extends EventTarget {
    #link;
    #calls = new Map();
    #nextId = 1;
    #ended = null;

    /** Use {@link CardBridge.open}. */
    constructor(link) {
        super();
        this.#link = link;
        link.listen(
            (message) => this.#receive(message),
            () => this.#end("cancelled"),
        );
    }

    /** Which way `open` takes on this page: "native-messaging" where the extension serves it, else "window". */
    static get carrier() {
        return ExtensionLink.isHere() ? "native-messaging" : "window";
    }

    /** Starts an installed bridge that does not run. Call it inside a click; the browser asks the person first. */
    static start() {
        window.location.assign(START_LINK);
    }

    /**
     * Opens the bridge's window. Call it inside a click, without an await before it, or the browser blocks the popup:
     * give a promise as `sessionRequest` when it must be fetched first.
     *
     * The popup is led to the addresses one after the other, 1.5 s each, and to the first once more for 3 s. Nothing is
     * sent before an address answered from exactly its own origin.
     *
     * @param {{ sessionRequest: string | Promise<string>, urls?: string[], language?: string, carrier?: string }} options
     * @returns {Promise<CardBridge>}
     * @throws {CardBridgeError} `no-bridge` when no bridge answered, else the bridge's refusal
     */
    static async open({ sessionRequest, urls = DEFAULT_URLS, language, carrier = CardBridge.carrier }) {
        const request = Promise.resolve(sessionRequest);
        request.catch(() => {}); // Reported below, where it is awaited.
        const link = carrier === "native-messaging" ? new ExtensionLink() : PopupLink.open(urls, language);
        try {
            await link.ready();
            const bridge = new CardBridge(link);
            try {
                await bridge.#call("open", { sessionRequest: await request, language });
            } catch (failure) {
                bridge.#end("cancelled");
                throw failure;
            }
            return bridge;
        } catch (failure) {
            if (failure.code === "no-bridge" && carrier === "native-messaging") {
                ExtensionLink.leaveOut();
                failure.information = { reason: "no-host", tried: [], startLink: START_LINK };
            }
            // A refusal of the bridge stays on show in its window; anything else leaves nothing worth showing.
            if (!(failure instanceof CardBridgeError) || failure.code === "no-bridge") {
                link.close();
            }
            throw failure;
        }
    }

    /** Waits for a card and reads which institution issued it (S106, S107). */
    identify() {
        return this.#call("identify");
    }

    /** The customer types the password or PIN in the bridge's window; the card proves its presence (S108). */
    prove() {
        return this.#call("prove");
    }

    /** Short procedure: the customer applies for the transfer and the card signs the application (S109). */
    apply() {
        return this.#call("apply");
    }

    /** Standard procedure: the customer accepts the transfer and the card signs the acceptance (S110). */
    accept() {
        return this.#call("accept");
    }

    /**
     * Ends the session and lets the bridge's window say how it ended. Never fails: what is closed already is closed.
     *
     * @param {{ outcome?: "completed" | "pending" | "refused" | "abandoned", reason?: string }} [result]
     */
    async close({ outcome = "abandoned", reason } = {}) {
        if (this.#ended) {
            return;
        }
        try {
            await this.#call("close", { outcome, reason });
        } catch {
            // The window went away first: the session is over all the same.
        } finally {
            this.#end("cancelled");
        }
    }

    #call(call, parameters = {}) {
        if (this.#ended) {
            return Promise.reject(new CardBridgeError(this.#ended, `The card session is over (${call}).`));
        }
        const id = this.#nextId++;
        return new Promise((resolve, reject) => {
            this.#calls.set(id, { resolve, reject });
            this.#link.send({ furikomi: PROTOCOL, id, call, ...parameters });
        });
    }

    #receive(message) {
        if (message.event === "card") {
            this.dispatchEvent(new CustomEvent("card", { detail: { state: message.state } }));
            return;
        }
        const call = this.#calls.get(message.id);
        this.#calls.delete(message.id);
        if (call && message.error) {
            call.reject(new CardBridgeError(message.error.code, message.error.message));
        } else if (call) {
            call.resolve(message.result);
        }
    }

    #end(code) {
        if (this.#ended) {
            return;
        }
        this.#ended = code;
        this.#link.leave();
        for (const { reject } of this.#calls.values()) {
            reject(new CardBridgeError(code, "The card window was closed."));
        }
        this.#calls.clear();
        this.dispatchEvent(new CustomEvent("ended"));
    }
}

/**
 * For front ends other than the bank's own: card and password stay on the bank's origin, so such a page only opens the
 * bank's window and hears how it ended. What it hears is a hint for people; what counts is the order file.
 */
export class BankWindow {
    /**
     * Opens the bank's window (S104) in a popup, or with `popup: false` in place of this page. Call it inside a click.
     *
     * @param {{ windowUrl: string, paymentRequest: string, popup?: boolean }} options
     * @returns {Promise<{ outcome: string, returnUrl: string }>} settled once the page of the return URL, which is of
     *     this page's origin, has called {@link BankWindow.returned}; never when the customer just closes the popup,
     *     which bank pages hide from their opener
     */
    static open({ windowUrl, paymentRequest, popup = true }) {
        if (popup) {
            window.open("about:blank", BANK_WINDOW, BANK_WINDOW_FEATURES);
        }
        const form = document.createElement("form");
        Object.assign(form, { method: "post", action: windowUrl, target: popup ? BANK_WINDOW : "_self" });
        const field = document.createElement("input");
        Object.assign(field, { type: "hidden", name: "payment_request", value: paymentRequest });
        form.append(field);
        document.body.append(form);
        form.submit();
        form.remove();
        return new Promise((resolve) => {
            const channel = new BroadcastChannel(BANK_WINDOW);
            channel.addEventListener("message", ({ data }) => {
                channel.close();
                resolve(data);
            });
        });
    }

    /** On the page of the return URL: how the bank's window ended, or null when the customer came another way. */
    static returned() {
        const outcome = /^#bank-window=(completed|pending|refused|abandoned)$/.exec(window.location.hash)?.[1] ?? null;
        if (outcome) {
            const returnUrl = window.location.href.replace(/#.*/, "");
            window.history.replaceState(window.history.state, "", returnUrl);
            const channel = new BroadcastChannel(BANK_WINDOW);
            channel.postMessage({ outcome, returnUrl });
            channel.close();
        }
        return outcome;
    }
}

/** Carrier 1: a popup on loopback. Popups are top-level windows, which browsers let a public page open on loopback. */
class PopupLink {
    #popup;
    #addresses;
    #origin = null;
    #hear = null;
    #closedCheck = null;

    static open(urls, language) {
        const popup = window.open("about:blank", POPUP_NAME, POPUP_FEATURES);
        if (!popup) {
            throw new CardBridgeError("no-bridge", "The browser blocked the card window.", {
                reason: "popup-blocked",
                tried: [],
                startLink: START_LINK,
            });
        }
        return new PopupLink(popup, urls.map((url) => addressOf(url, language)));
    }

    constructor(popup, addresses) {
        this.#popup = popup;
        this.#addresses = addresses;
    }

    /** Leads the popup from one address to the next until one says `ready`. */
    async ready() {
        const several = this.#addresses.length > 1 ? this.#addresses : [];
        const attempts = several.map((address) => [address, READY_WITHIN_MS]);
        for (const [address, patience] of [...attempts, [this.#addresses[0], READY_AT_LAST_WITHIN_MS]]) {
            if (await saysReady(this.#popup, address, patience)) {
                this.#origin = address.origin;
                return;
            }
            if (this.#popup.closed) {
                throw new CardBridgeError("cancelled", "The card window was closed.");
            }
        }
        throw new CardBridgeError("no-bridge", "No card bridge answered.", {
            reason: "no-answer",
            tried: this.#addresses.map((address) => address.origin),
            startLink: START_LINK,
        });
    }

    listen(receive, gone) {
        this.#hear = ({ source, origin, data }) => {
            if (source === this.#popup && origin === this.#origin && data?.furikomi === PROTOCOL) {
                // A second `ready`: the window was reloaded; its session died with the page that held it.
                data.ready ? gone() : receive(data);
            }
        };
        window.addEventListener("message", this.#hear);
        this.#closedCheck = setInterval(() => this.#popup.closed && gone(), CLOSED_CHECK_MS);
    }

    send(message) {
        this.#popup.postMessage(message, this.#origin);
    }

    leave() {
        clearInterval(this.#closedCheck);
        window.removeEventListener("message", this.#hear);
    }

    close() {
        this.#popup.close();
    }
}

/** Carrier 2: the extension's content script, which is in this page only when the page is a listed bank's. */
class ExtensionLink {
    static #leftOut = false;
    #hear = null;

    static isHere() {
        return !ExtensionLink.#leftOut && "cardBridgeExtension" in document.documentElement.dataset;
    }

    /** An extension without its native part cannot serve: the next click takes the other way. */
    static leaveOut() {
        ExtensionLink.#leftOut = true;
    }

    /** The extension opens its window together with the session. */
    async ready() {}

    listen(receive, gone) {
        this.#hear = ({ source, origin, data }) => {
            const ours = source === window && origin === window.location.origin && data?.from === "extension";
            if (ours && data.furikomi === PROTOCOL) {
                data.gone ? gone() : receive(data);
            }
        };
        window.addEventListener("message", this.#hear);
    }

    send(message) {
        window.postMessage({ ...message, to: "extension" }, window.location.origin);
    }

    leave() {
        window.removeEventListener("message", this.#hear);
    }

    close() {}
}

function addressOf(url, language) {
    const address = new URL(url);
    if (language) {
        address.searchParams.set("lang", language);
    }
    return address;
}

function saysReady(popup, address, patience) {
    return new Promise((resolve) => {
        const hear = ({ source, origin, data }) => {
            const ours = source === popup && origin === address.origin && data?.furikomi === PROTOCOL;
            if (ours && data.ready === true) {
                finish(true);
            }
        };
        const closedCheck = setInterval(() => popup.closed && finish(false), CLOSED_CHECK_MS);
        const tooLate = setTimeout(() => finish(false), patience);
        const finish = (ready) => {
            clearInterval(closedCheck);
            clearTimeout(tooLate);
            window.removeEventListener("message", hear);
            resolve(ready);
        };
        window.addEventListener("message", hear);
        popup.location.replace(address.href);
    });
}
