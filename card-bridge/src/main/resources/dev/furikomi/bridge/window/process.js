/** The bridge process as this page reaches it: same origin, with the token that only this page was given. */

/** A refusal by the process: `error` is { code, message }. */
export class ProcessError extends Error {
    constructor(error) {
        super(error.message);
        this.error = error;
    }
}

export class Process {
    #token;
    #session = null;
    #heard = 0;

    constructor(token) {
        this.#token = token;
    }

    async open(origin, sessionRequest, language) {
        const session = await this.#post("/api/sessions", JSON.stringify({ origin, sessionRequest, language }));
        this.#session = `/api/sessions/${session.session}`;
        return session;
    }

    /** Waits for what the process has to say; an empty list after a few quiet seconds. */
    async messages() {
        const { messages } = await this.#fetch(`${this.#session}/messages?after=${this.#heard}`, {});
        this.#heard += messages.length;
        return messages;
    }

    call(call) {
        return this.#post(`${this.#session}/calls`, JSON.stringify(call));
    }

    password(field) {
        return this.#typed("password", field);
    }

    pin(field) {
        return this.#typed("pin", field);
    }

    acceptance(accepted) {
        return this.#post(`${this.#session}/acceptance`, JSON.stringify({ accepted }));
    }

    card(place) {
        return this.#post(`${this.#session}/card`, JSON.stringify({ card: place }));
    }

    confirmation(confirmed) {
        return this.#post(`${this.#session}/confirmation`, JSON.stringify({ confirmed }));
    }

    language(language) {
        return this.#post(`${this.#session}/language`, JSON.stringify({ language }));
    }

    cancel() {
        return this.#post(`${this.#session}/cancellation`, "");
    }

    /** Cancels while the page goes away, when nobody waits for the answer any more. */
    leave() {
        fetch(`${this.#session}/cancellation`, { method: "POST", headers: this.#headers(), keepalive: true }).catch(() => {});
    }

    /** What was typed goes as bytes, so that neither side needs a string of it longer than the field holds it. */
    #typed(what, field) {
        const bytes = new TextEncoder().encode(field.value);
        field.value = "";
        return this.#post(`${this.#session}/${what}`, bytes, "application/octet-stream").finally(() => bytes.fill(0));
    }

    #headers(type) {
        const headers = { "X-Card-Bridge-Token": this.#token };
        return type ? { ...headers, "Content-Type": type } : headers;
    }

    #post(path, body, type = "application/json") {
        return this.#fetch(path, { method: "POST", headers: this.#headers(type), body });
    }

    async #fetch(path, options) {
        const response = await fetch(path, { headers: this.#headers(), cache: "no-store", ...options });
        const answer = response.status === 204 || response.status === 202 ? {} : await response.json();
        if (!response.ok) {
            throw new ProcessError(answer.error);
        }
        return answer;
    }
}
