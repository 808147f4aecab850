/**
 * On the pages of listed banks only, in their top frame only: says that the extension is there, and relays between the
 * page and the bridge's window. It decides nothing: who the page is, the browser tells the window (port.sender).
 */
(() => {
    const PROTOCOL = "card-bridge:1";
    const READY_WITHIN_MS = 10_000;
    let port = null;
    let opening = null;

    function tell(message) {
        window.postMessage({ furikomi: PROTOCOL, from: "extension", ...message }, location.origin);
    }

    async function open(message) {
        port?.disconnect();
        port = null;
        opening = message;
        const ticket = await askForWindow(message.language);
        if (opening !== message) {
            return; // The page asked again meanwhile.
        }
        if (!ticket) {
            giveUp(message, "no-bridge", "The extension opened no window.");
            return;
        }
        const waiting = { ...message, ticket };
        opening = waiting;
        setTimeout(() => opening === waiting && giveUp(message, "cancelled", "The card window went away."), READY_WITHIN_MS);
        connect();
    }

    /** Null also after the extension was updated or removed, which leaves this script behind without it. */
    async function askForWindow(language) {
        try {
            return (await chrome.runtime.sendMessage({ call: "window", language })).ticket ?? null;
        } catch {
            return null;
        }
    }

    function giveUp({ id }, code, text) {
        opening = null;
        tell({ id, error: { code, message: text } });
    }

    /** The window may be ready before the worker's answer is here, or after it. */
    let readyTicket = null;
    function connect() {
        if (!opening?.ticket || opening.ticket !== readyTicket) {
            return;
        }
        const { ticket, ...message } = opening;
        opening = null;
        const opened = chrome.runtime.connect({ name: ticket });
        port = opened;
        opened.onMessage.addListener((answer) => port === opened && tell(answer));
        opened.onDisconnect.addListener(() => {
            if (port === opened) {
                port = null;
                tell({ gone: true });
            }
        });
        opened.postMessage(message);
    }

    chrome.runtime.onMessage.addListener((message, sender) => {
        if (sender.id === chrome.runtime.id && typeof message?.ready === "string") {
            readyTicket = message.ready;
            connect();
        }
    });

    window.addEventListener("message", (event) => {
        const message = event.data;
        if (event.source !== window || event.origin !== location.origin || message?.furikomi !== PROTOCOL) {
            return;
        }
        if (message.to !== "extension") {
            return;
        }
        if (message.call === "open") {
            open(message);
        } else if (port) {
            port.postMessage(message);
        } else if (Number.isSafeInteger(message.id)) {
            tell({ id: message.id, error: { code: "cancelled", message: "The session is over." } });
        }
    });

    // Before any script of the page, so that it can choose the carrier inside a click without waiting.
    document.documentElement.dataset.cardBridgeExtension = chrome.runtime.getManifest().version;
})();
