/**
 * The bridge's window: carries calls between the page that opened it and the bridge process, and shows what happens.
 * It believes the browser about who called (event.origin), the process about everything else, and keeps nothing.
 */
import { Process, ProcessError } from "/process.js";
import { Screen } from "/screen.js";

const PROTOCOL = "card-bridge:1";
const CALLS = new Set(["identify", "prove", "apply", "accept", "close"]);
const BUSY_RETRIES = 6;
const BUSY_RETRY_MS = 500;
const CLOSES_ITSELF_MS = 4000;

const opener = window.opener;
const bridge = new Process(document.querySelector("meta[name=card-bridge-token]").content);
const screen = new Screen({
    language: document.documentElement.lang,
    password: (field) => bridge.password(field).catch(processFailed),
    acceptance: (accepted) => bridge.acceptance(accepted).catch(processFailed),
    cancel: () => cancel(),
    close: () => window.close(),
});

/** "idle" until a request was verified, then "open", in the end "over". */
let state = "idle";
/** The one origin that opened the session; nothing but the first `ready` goes anywhere else. */
let origin = null;
const pending = new Set();
/** Why the session is over, for calls that come after its end. */
let overCode = "cancelled";

function tell(message, to = origin) {
    opener.postMessage({ furikomi: PROTOCOL, ...message }, to);
}

function answer(id, content) {
    pending.delete(id);
    tell({ id, ...content });
}

async function open(event) {
    const { id, sessionRequest, language } = event.data;
    if (state !== "idle") {
        tell({ id, error: { code: "busy", message: "This window has its session." } }, event.origin);
        return;
    }
    state = "opening";
    screen.speak(language);
    try {
        const session = await openPatiently(event.origin, sessionRequest);
        origin = event.origin;
        state = "open";
        screen.opened(session);
        tell({ id, result: { sid: session.sid, bridge: session.bridge } });
        listen();
    } catch (failure) {
        const error = failure instanceof ProcessError ? failure.error : { code: "bridge-error", message: "Unexpected." };
        state = "over";
        screen.show({ display: "ended", code: error.code });
        tell({ id, error }, event.origin);
    }
}

/** A session whose window was just reloaded or left needs a moment to end: `busy` is asked again for three seconds. */
async function openPatiently(requestOrigin, sessionRequest) {
    for (let attempt = 0; ; attempt++) {
        try {
            return await bridge.open(requestOrigin, sessionRequest);
        } catch (failure) {
            if (failure.error?.code !== "busy" || attempt === BUSY_RETRIES) {
                throw failure;
            }
            await new Promise((resume) => setTimeout(resume, BUSY_RETRY_MS));
        }
    }
}

async function listen() {
    try {
        while (state === "open") {
            (await bridge.messages()).forEach(deliver);
        }
    } catch (failure) {
        processFailed(failure);
    }
}

function deliver(message) {
    switch (message.kind) {
        case "display":
            screen.show(message);
            break;
        case "card":
            tell({ event: "card", state: message.state });
            break;
        case "result":
            answer(message.id, { result: message.result });
            break;
        case "error":
            answer(message.id, { error: message.error });
            break;
        case "over":
            over(message);
            break;
    }
}

function over(message) {
    state = "over";
    overCode = message.code ?? overCode;
    screen.show(message);
    for (const id of pending) {
        answer(id, { error: { code: overCode, message: "The session is over." } });
    }
    if (message.display === "closed" && message.outcome === "completed") {
        setTimeout(() => window.close(), CLOSES_ITSELF_MS);
    }
}

async function call(event) {
    const { id, call: name, outcome, reason } = event.data;
    if (state !== "open" || event.origin !== origin) {
        if (event.origin === origin) {
            tell({ id, error: { code: overCode, message: "The session is over." } });
        }
        return;
    }
    pending.add(id);
    try {
        await bridge.call({ id, call: name, outcome, reason });
    } catch (failure) {
        processFailed(failure);
    }
}

function cancel() {
    if (state === "open") {
        bridge.cancel().catch(processFailed);
    }
}

/** The process stopped, was started again (another token), or gave this session up. */
function processFailed() {
    if (state === "open") {
        over({ display: "ended", code: "bridge-error" });
    }
}

if (opener) {
    window.addEventListener("message", (event) => {
        if (event.source !== opener || event.data?.furikomi !== PROTOCOL || !Number.isSafeInteger(event.data.id)) {
            return;
        }
        if (!/^https?:\/\//.test(event.origin)) {
            return; // An opaque origin ("null") cannot be answered exactly, so it is not answered.
        }
        if (event.data.call === "open") {
            open(event);
        } else if (CALLS.has(event.data.call)) {
            call(event);
        }
    });
    window.addEventListener("pagehide", () => state === "open" && bridge.leave());
    screen.show({ display: "opening" });
    tell({ ready: true }, "*"); // The only message without an exact target, and it says nothing.
} else {
    screen.show({ display: "not-opened" });
}
