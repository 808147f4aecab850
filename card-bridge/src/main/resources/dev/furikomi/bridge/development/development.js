/** Development build only: says so, and shows the drawer of software cards with a reader to put them into. */
import { drawerTexts } from "/development/texts.js";

const token = document.querySelector("meta[name=card-bridge-token]").content;
const header = { "X-Card-Bridge-Token": token };
const LOOKS_EVERY_MS = 1500;

const style = document.createElement("link");
style.rel = "stylesheet";
style.href = "/development/development.css";
document.head.append(style);

const banner = document.createElement("p");
banner.className = "edition";
banner.dataset.testid = "edition";
document.body.prepend(banner);

const drawer = document.createElement("section");
drawer.className = "drawer";
drawer.dataset.testid = "drawer";
const title = document.createElement("h2");
title.id = "drawer-heading";
drawer.setAttribute("aria-labelledby", title.id);
const state = document.createElement("p");
state.setAttribute("role", "status");
state.dataset.testid = "drawer-state";
const cards = document.createElement("div");
cards.className = "cards";
const remove = button("drawer-remove", () => post("removal", {}));
drawer.hidden = true; // Until it has been looked into: an empty frame says nothing.
drawer.append(title, state, cards, remove);
document.querySelector("main").append(drawer);

let shown = null;

function texts() {
    return drawerTexts[document.documentElement.lang] ?? drawerTexts.en;
}

function button(testid, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "card";
    made.dataset.testid = testid;
    made.addEventListener("click", () => act().then(show, quiet));
    return made;
}

async function post(what, body) {
    const response = await fetch(`/api/development/drawer/${what}`, {
        method: "POST",
        headers: { ...header, "Content-Type": "application/json" },
        body: JSON.stringify(body),
    });
    return response.json();
}

async function look() {
    const response = await fetch("/api/development/drawer", { headers: header, cache: "no-store" });
    return response.json();
}

function show(drawerState) {
    const t = texts();
    const next = JSON.stringify([drawerState, t.title]);
    if (next === shown) {
        return; // Nothing changed, so nobody's focus is disturbed.
    }
    drawer.hidden = false;
    shown = next;
    banner.textContent = t.banner;
    title.textContent = t.title;
    const inserted = drawerState.cards.find((card) => card.name === drawerState.inserted);
    state.textContent = inserted ? t.inserted.replace("{card}", inserted.label) : t.empty;
    remove.textContent = t.remove;
    remove.disabled = !drawerState.inserted;
    const focused = document.activeElement?.dataset?.testid;
    cards.replaceChildren(
        ...drawerState.cards.map((card) => {
            const insert = button(`drawer-insert-${card.name}`, () => post("insertion", { card: card.name }));
            insert.textContent = t.insert.replace("{card}", card.label);
            insert.setAttribute("aria-pressed", String(card.name === drawerState.inserted));
            return insert;
        }),
    );
    if (focused?.startsWith("drawer-insert-")) {
        cards.querySelector(`[data-testid="${CSS.escape(focused)}"]`)?.focus();
    }
}

function quiet() {
    // The process stopped: the window itself says so.
}

document.documentElement.addEventListener("languagechange", () => look().then(show, quiet));
setInterval(() => look().then(show, quiet), LOOKS_EVERY_MS);
look().then(show, quiet);
