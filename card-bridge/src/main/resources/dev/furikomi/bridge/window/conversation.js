/**
 * The conversation of one session: the bank's page on one side, the bridge process on the other, the screen between
 * them. It believes whoever attests the page's origin, the process about everything else, and keeps nothing.
 *
 * Each carrier brings its transport as the module process.js beside this one: ProcessError (with `error`, { code, message })
 * and Process with these methods, each giving a promise. Messages are the same whatever carries them (docs/protocol.md).
 *   open(origin, sessionRequest, language)  { sid, bridge, bank, transfer }, or a ProcessError
 *   messages()                    the next messages of the process, at least none; rejects when the process is gone
 *   call({ id, call, ... })       passes a call of the page on; its answer is a message
 *   password(field), pin(field)   what was typed into the field, which is emptied at once
 *   acceptance(yes)               to the display `accept`
 *   card(place)                   to the display `choose-card`
 *   confirmation(yes)             to the display `pin-last-try`
 *   language(language)            what the screen speaks from now on, for a reader's own display
 *   cancel(), leave()             the person gives up; the window goes away
 */
import { ProcessError } from "/process.js";
import { Screen } from "/screen.js";

export const PROTOCOL = "card-bridge:1";
const CALLS = new Set(["identify", "prove", "apply", "accept", "close"]);
const BUSY_RETRIES = 6;
const BUSY_RETRY_MS = 500;
const CLOSES_ITSELF_MS = 4000;

export class Conversation {
    #process;
    #screen;
    /** "idle" until a request was verified, then "open", in the end "over". */
    #state = "idle";
    /** The one origin that opened the session, and the way back to it. */
    #origin = null;
    #reply = null;
    #pending = new Set();
    /** Why the session is over, for calls that come after its end. */
    #overCode = "cancelled";

    constructor(process) {
        const failed = () => this.#processFailed();
        this.#process = process;
        this.#screen = new Screen({
            language: document.documentElement.lang,
            password: (field) => process.password(field).catch(failed),
            pin: (field) => process.pin(field).catch(failed),
            acceptance: (accepted) => process.acceptance(accepted).catch(failed),
            card: (place) => process.card(place).catch(failed),
            confirmation: (yes) => process.confirmation(yes).catch(failed),
            speaks: () => this.#state === "open" && this.#tellLanguage(),
            cancel: () => this.#state === "open" && process.cancel().catch(failed),
            close: () => window.close(),
        });
        window.addEventListener("pagehide", () => this.#state === "open" && process.leave());
    }

    show(display) {
        this.#screen.show({ display });
    }

    /**
     * Hears a message of the page.
     *
     * @param {object} message as it came
     * @param {string} origin the page's, as the browser attests it
     * @param {(message: object) => void} reply leads to exactly that page
     */
    hear(message, origin, reply) {
        if (message?.furikomi !== PROTOCOL || !Number.isSafeInteger(message.id)) {
            return;
        }
        const answer = (content) => reply({ furikomi: PROTOCOL, ...content });
        if (message.call === "open") {
            this.#open(message, origin, answer);
        } else if (CALLS.has(message.call) && origin === this.#origin) {
            this.#call(message);
        }
    }

    /** The page went away: nobody is left to hear an answer, so the session ends, signed or not. */
    pageLeft() {
        if (this.#state === "open") {
            this.#call({ id: 0, call: "close", outcome: "abandoned" });
        }
    }

    async #open({ id, sessionRequest, language }, origin, reply) {
        if (this.#state !== "idle") {
            reply({ id, error: { code: "busy", message: "This window has its session." } });
            return;
        }
        this.#state = "opening";
        this.#screen.speak(language);
        try {
            const spoken = this.#screen.language;
            const session = await this.#openPatiently(origin, sessionRequest, spoken);
            this.#origin = origin;
            this.#reply = reply;
            this.#state = "open";
            this.#screen.opened(session);
            reply({ id, result: { sid: session.sid, bridge: session.bridge } });
            this.#listen();
            if (this.#screen.language !== spoken) {
                this.#tellLanguage();
            }
        } catch (failure) {
            const unexpected = { code: "bridge-error", message: "Unexpected." };
            const error = failure instanceof ProcessError ? failure.error : unexpected;
            this.#state = "over";
            this.#screen.show({ display: "ended", code: error.code });
            reply({ id, error });
        }
    }

    /** A session whose window was just reloaded or left needs a moment to end: `busy` is asked again for three seconds. */
    async #openPatiently(origin, sessionRequest, language) {
        for (let attempt = 0; ; attempt++) {
            try {
                return await this.#process.open(origin, sessionRequest, language);
            } catch (failure) {
                if (failure.error?.code !== "busy" || attempt === BUSY_RETRIES) {
                    throw failure;
                }
                await new Promise((resume) => setTimeout(resume, BUSY_RETRY_MS));
            }
        }
    }

    /** A reader that goes on in the language before is no reason to end a payment. */
    #tellLanguage() {
        this.#process.language(this.#screen.language).catch(() => {});
    }

    async #listen() {
        try {
            while (this.#state === "open") {
                (await this.#process.messages()).forEach((message) => this.#deliver(message));
            }
        } catch {
            this.#processFailed();
        }
    }

    #deliver(message) {
        switch (message.kind) {
            case "display":
                this.#screen.show(message);
                break;
            case "card":
                this.#reply({ event: "card", state: message.state });
                break;
            case "result":
                this.#answer(message.id, { result: message.result });
                break;
            case "error":
                this.#answer(message.id, { error: message.error });
                break;
            case "over":
                this.#over(message);
                break;
        }
    }

    #answer(id, content) {
        this.#pending.delete(id);
        this.#reply({ id, ...content });
    }

    #over(message) {
        this.#state = "over";
        this.#overCode = message.code ?? this.#overCode;
        this.#screen.show(message);
        for (const id of this.#pending) {
            this.#answer(id, { error: { code: this.#overCode, message: "The session is over." } });
        }
        if (message.display === "closed" && message.outcome === "completed") {
            setTimeout(() => window.close(), CLOSES_ITSELF_MS);
        }
    }

    async #call({ id, call, outcome, reason }) {
        if (this.#state !== "open") {
            this.#reply({ id, error: { code: this.#overCode, message: "The session is over." } });
            return;
        }
        this.#pending.add(id);
        try {
            await this.#process.call({ id, call, outcome, reason });
        } catch {
            this.#processFailed();
        }
    }

    /** The process stopped, was started again, or gave this session up. */
    #processFailed() {
        if (this.#state === "open") {
            this.#over({ display: "ended", code: "bridge-error" });
        }
    }
}
