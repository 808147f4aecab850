/** The bridge process as the extension's window reaches it: a native-messaging port of this window's own. */

const HOST = "dev.furikomi.card_bridge";

/** A refusal by the process: `error` is { code, message }. */
export class ProcessError extends Error {
    constructor(error) {
        super(error.message);
        this.error = error;
    }
}

export class Process {
    #port = null;
    #opening = null;
    #heard = [];
    #listening = null;
    #gone = null;

    open(origin, sessionRequest, language) {
        this.#connect();
        return new Promise((resolve, reject) => {
            this.#opening = { resolve, reject };
            this.#post({ call: "open", origin, sessionRequest, language });
        });
    }

    /** Waits for what the process has to say. */
    messages() {
        return new Promise((resolve, reject) => {
            this.#listening = { resolve, reject };
            this.#handOver();
        });
    }

    async call(call) {
        this.#post(call);
    }

    async password(field) {
        this.#typed("password", field);
    }

    async pin(field) {
        this.#typed("pin", field);
    }

    async acceptance(accepted) {
        this.#post({ answer: "acceptance", value: accepted });
    }

    async card(place) {
        this.#post({ answer: "card", value: place });
    }

    async confirmation(confirmed) {
        this.#post({ answer: "confirmation", value: confirmed });
    }

    async language(language) {
        this.#post({ answer: "language", value: language });
    }

    async cancel() {
        this.#post({ call: "cancel" });
    }

    /** The process ends with its port, and its session with it. */
    leave() {
        this.#port?.disconnect();
    }

    #connect() {
        if (this.#port === null) {
            this.#port = chrome.runtime.connectNative(HOST);
            this.#port.onMessage.addListener((message) => this.#hear(message));
            this.#port.onDisconnect.addListener((port) => this.#disconnected(port));
        }
    }

    /** Base64, because the process can read that into bytes without making a string of it. */
    #typed(answer, field) {
        const bytes = new TextEncoder().encode(field.value);
        field.value = "";
        this.#post({ answer, utf8: btoa(String.fromCharCode(...bytes)) });
        bytes.fill(0);
    }

    #post(message) {
        if (this.#gone) {
            throw this.#gone;
        }
        this.#port.postMessage(message);
    }

    #hear(message) {
        const opening = this.#opening;
        if (opening && (message.kind === "opened" || message.kind === "refused")) {
            this.#opening = null;
            message.kind === "opened" ? opening.resolve(message) : opening.reject(new ProcessError(message.error));
        } else {
            this.#heard.push(message);
            this.#handOver();
        }
    }

    #disconnected(port) {
        const reason = chrome.runtime.lastError?.message ?? port.error?.message ?? "The process ended.";
        const absent = /not found|forbidden|No such native application/i.test(reason);
        this.#gone = new ProcessError({ code: absent ? "no-bridge" : "bridge-error", message: reason });
        this.#opening?.reject(this.#gone);
        this.#opening = null;
        this.#handOver();
    }

    #handOver() {
        const listening = this.#listening;
        if (!listening || (this.#heard.length === 0 && !this.#gone)) {
            return;
        }
        this.#listening = null;
        const messages = this.#heard.splice(0);
        const refused = messages.find((message) => message.kind === "refused");
        if (refused || messages.length === 0) {
            listening.reject(refused ? new ProcessError(refused.error) : this.#gone);
        } else {
            listening.resolve(messages);
        }
    }
}
