/**
 * The bank page's side of the card bridge: opens the bridge's own window and talks to it, and to nobody else.
 *
 * The wire is docs/protocol.md, section 6, "Bridge carrier 1"; how a page uses it is docs/card-bridge.md.
 * No dependency, no state outside the object, no storage, no request of its own: only window.open and postMessage.
 */

const PROTOCOL = "card-bridge:1";
const POPUP_NAME = "furikomi-card-bridge";
const POPUP_FEATURES = "popup,width=420,height=640";
const READY_WITHIN_MS = 1500;
/** The last attempt is for the computer that is slow, not for the port that is another. */
const READY_AT_LAST_WITHIN_MS = 3000;
const CLOSED_CHECK_MS = 300;

/** A call that the bridge, or the person in front of it, did not grant. `code` is stable, `message` is for developers. */
export class CardBridgeError extends Error {
    /**
     * @param {string} code one of the codes of docs/card-bridge.md
     * @param {string} [message]
     * @param {object} [information] for `no-bridge`: { reason: "popup-blocked" | "no-answer", tried: string[] }
     */
    constructor(code, message = code, information = {}) {
        super(message);
        this.name = "CardBridgeError";
        this.code = code;
        this.information = information;
    }
}

/** One session with the bridge: open, identify, prove, apply or accept, close. Fires `card` events. */
export class CardBridge extends EventTarget {
    #popup;
    #origin;
    #calls = new Map();
    #nextId = 1;
    #ended = null;
    #closedCheck;
    #hear = (event) => this.#receive(event);

    /** Use {@link CardBridge.open}. */
    constructor(popup, origin) {
        super();
        this.#popup = popup;
        this.#origin = origin;
        window.addEventListener("message", this.#hear);
        this.#closedCheck = setInterval(() => this.#checkClosed(), CLOSED_CHECK_MS);
    }

    /**
     * Opens the bridge's window. Call it inside a click, without an await before it, or the browser blocks the popup:
     * give a promise as `sessionRequest` when it must be fetched first.
     *
     * Tries the addresses one after the other in the same popup, 1.5 s each, and the first once more for 3 s. Nothing is
     * sent before the address answered from exactly its own origin.
     *
     * @param {{ urls: string[], sessionRequest: string | Promise<string>, language?: string }} options
     * @returns {Promise<CardBridge>}
     * @throws {CardBridgeError} `no-bridge` when no address answered, else the bridge's refusal
     */
    static async open({ urls, sessionRequest, language }) {
        const request = Promise.resolve(sessionRequest);
        request.catch(() => {}); // Reported below, where it is awaited.
        const addresses = urls.map((url) => addressOf(url, language));
        const popup = window.open("about:blank", POPUP_NAME, POPUP_FEATURES);
        if (!popup) {
            throw new CardBridgeError("no-bridge", "The browser blocked the card window.", {
                reason: "popup-blocked",
                tried: [],
            });
        }
        try {
            const origin = await firstReady(popup, addresses);
            const bridge = new CardBridge(popup, origin);
            try {
                await bridge.#call("open", { sessionRequest: await request, language });
            } catch (failure) {
                bridge.#end("cancelled");
                throw failure;
            }
            return bridge;
        } catch (failure) {
            // A refusal of the bridge stays on show in its window; anything else leaves nothing worth showing.
            if (!(failure instanceof CardBridgeError) || failure.code === "no-bridge") {
                popup.close();
            }
            throw failure;
        }
    }

    /** Waits for a card and reads which institution issued it (S106, S107). */
    identify() {
        return this.#call("identify");
    }

    /** The customer types the password in the bridge's window; the card proves its presence (S108). */
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
            this.#popup.postMessage({ furikomi: PROTOCOL, id, call, ...parameters }, this.#origin);
        });
    }

    #receive(event) {
        if (event.source !== this.#popup || event.origin !== this.#origin || event.data?.furikomi !== PROTOCOL) {
            return;
        }
        const message = event.data;
        if (message.ready) {
            this.#end("cancelled"); // The window was reloaded; its session died with the page that held it.
        } else if (message.event === "card") {
            this.dispatchEvent(new CustomEvent("card", { detail: { state: message.state } }));
        } else {
            this.#settle(message);
        }
    }

    #settle(message) {
        const call = this.#calls.get(message.id);
        this.#calls.delete(message.id);
        if (call && message.error) {
            call.reject(new CardBridgeError(message.error.code, message.error.message));
        } else if (call) {
            call.resolve(message.result);
        }
    }

    #checkClosed() {
        if (this.#popup.closed) {
            this.#end("cancelled");
        }
    }

    #end(code) {
        if (this.#ended) {
            return;
        }
        this.#ended = code;
        clearInterval(this.#closedCheck);
        window.removeEventListener("message", this.#hear);
        for (const { reject } of this.#calls.values()) {
            reject(new CardBridgeError(code, "The card window was closed."));
        }
        this.#calls.clear();
    }
}

function addressOf(url, language) {
    const address = new URL(url);
    if (language) {
        address.searchParams.set("lang", language);
    }
    return address;
}

/** The origin of the first address that says `ready`; the popup is led from one to the next. */
async function firstReady(popup, addresses) {
    const attempts = addresses.length === 1 ? [] : addresses.map((address) => [address, READY_WITHIN_MS]);
    for (const [address, patience] of [...attempts, [addresses[0], READY_AT_LAST_WITHIN_MS]]) {
        if (await saysReady(popup, address, patience)) {
            return address.origin;
        }
        if (popup.closed) {
            throw new CardBridgeError("cancelled", "The card window was closed.");
        }
    }
    throw new CardBridgeError("no-bridge", "No card bridge answered.", {
        reason: "no-answer",
        tried: addresses.map((address) => address.origin),
    });
}

function saysReady(popup, address, patience) {
    return new Promise((resolve) => {
        const hear = (event) => {
            if (
                event.source === popup &&
                event.origin === address.origin &&
                event.data?.furikomi === PROTOCOL &&
                event.data.ready === true
            ) {
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
