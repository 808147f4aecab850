/** Shows readers and wallet as they are, and moves cards. What else changes them is seen at once. */
import { texts } from "/texts.js";

const language = document.documentElement.lang;
const t = texts[language] ?? texts.en;
const header = { "X-Furikomi-Reader-Token": document.querySelector("meta[name=reader-token]").content };
const PAUSE_MS = 1000;
let shown = null;

const at = (id) => document.getElementById(id);
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const day = (instant) => new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(new Date(instant));
const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    if (text !== undefined) {
        made.textContent = text;
    }
    return made;
}

function button(testid, text, label, act) {
    const made = element("button", "", text);
    made.type = "button";
    made.dataset.testid = testid;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", act);
    return made;
}

async function call(path, body) {
    const response = await fetch(path, {
        method: "POST",
        headers: { ...header, "Content-Type": "application/json" },
        body: JSON.stringify(body),
    }).catch(() => null);
    if (response?.ok) {
        show(await response.json());
    } else {
        trouble(response?.status === 404 ? t.refused : t.gone);
    }
}

function trouble(text) {
    at("trouble").textContent = text;
    at("trouble").hidden = text === "";
}

function card(known) {
    const box = element("div", "card");
    const bank = element("div", "bank");
    if (known.bank) {
        const icon = element("img", "");
        icon.src = known.bank.icon;
        icon.alt = "";
        icon.width = 32;
        icon.height = 32;
        bank.append(icon);
    }
    bank.append(element("span", "", known.bank ? (known.bank[language] ?? known.bank.en) : t.unknownBank));
    box.append(bank, element("strong", "", known.label), validity(known));
    return box;
}

function validity(known) {
    if (!known.expiresAt) {
        return element("span", "note bad", t.blank);
    }
    const past = new Date(known.expiresAt) < new Date();
    return element(
        "span",
        past ? "note bad" : "note",
        filled(past ? t.expired : t.validUntil, { date: day(known.expiresAt) }),
    );
}

function readerBox(slot, state) {
    const box = element("div", slot.card ? "reader full" : "reader");
    box.dataset.testid = `reader-${slot.slot}`;
    if (state.readers.length > 1) {
        box.append(element("h3", "", filled(t.reader, { number: slot.slot + 1 })));
    }
    const mouth = element("div", "mouth");
    const known = state.cards.find((each) => each.name === slot.card);
    if (!slot.card) {
        mouth.append(element("span", "note", t.empty));
    } else {
        mouth.append(known ? card(known) : element("strong", "", slot.label));
    }
    box.append(mouth);
    if (slot.card) {
        const act = () => call("/api/removal", { slot: slot.slot });
        box.append(button(`remove-${slot.slot}`, t.remove, `${t.remove}: ${slot.label}`, act));
    }
    return box;
}

function walletItem(known, state) {
    const item = element("li", "");
    item.dataset.testid = `card-${known.name}`;
    item.append(card(known));
    const where = state.readers.find((slot) => slot.card === known.name);
    if (where) {
        item.classList.add("inside");
        item.append(element("span", "inside-note", t.inReader));
        return item;
    }
    for (const slot of state.readers) {
        const text = state.readers.length > 1 ? filled(t.insertInto, { number: slot.slot + 1 }) : t.insert;
        const act = () => call("/api/insertion", { slot: slot.slot, card: known.name });
        item.append(button(`insert-${known.name}-${slot.slot}`, text, `${text}: ${known.label}`, act));
    }
    return item;
}

function show(state) {
    trouble("");
    if (shown?.version === state.version) {
        return; // Nobody's focus is disturbed for nothing.
    }
    const focused = document.activeElement?.dataset?.testid;
    at("readers").replaceChildren(...state.readers.map((slot) => readerBox(slot, state)));
    at("wallet").replaceChildren(...state.cards.map((known) => walletItem(known, state)));
    at("empty").hidden = state.cards.length > 0;
    say(state);
    shown = state;
    if (focused) {
        keepFocus(focused);
    }
}

/** The button that was pressed is often gone: its counterpart is the next thing to press. */
function keepFocus(testid) {
    const again = document.querySelector(`[data-testid="${CSS.escape(testid)}"]`);
    (again ?? document.querySelector(".reader button, .wallet button"))?.focus();
}

function say(state) {
    const inside = state.readers.filter((slot) => slot.card).map((slot) => slot.label);
    const before = shown?.readers.filter((slot) => slot.card).map((slot) => slot.label);
    if (shown && inside.join("\n") !== before.join("\n")) {
        at("said").textContent = inside.length ? filled(t.inserted, { card: inside.join(", ") }) : t.removed;
    }
}

async function follow() {
    for (;;) {
        const asked = shown ? `/api/state?after=${shown.version}` : "/api/state";
        const response = await fetch(asked, { headers: header, cache: "no-store" }).catch(() => null);
        const before = shown?.version;
        if (response?.ok) {
            show(await response.json());
        } else {
            trouble(t.gone);
        }
        if (shown?.version === before) {
            await pause();
        }
    }
}

document.title = t.title;
for (const [id, text] of [
    ["title", t.title],
    ["lead", t.lead],
    ["readers-title", t.readers],
    ["wallet-title", t.wallet],
    ["empty", t.noCards],
]) {
    at(id).textContent = text;
}
document.querySelector(`[data-language="${language}"]`)?.setAttribute("aria-current", "true");
follow();
