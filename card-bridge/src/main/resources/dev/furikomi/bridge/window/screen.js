/** What the person sees: the transfer on top, one step below it, always a way out. Built with textContent only. */
import { amountText } from "/amount.js";
import { texts } from "/texts.js";

/** How long an answer button stays dead after it appears, so that a double click meant for the step before cannot press it. */
const ARMS_AFTER_MS = 600;

const WAITING = new Set([
    "opening", "connect-reader", "insert-card", "insert-other-card", "reading-card", "reader-busy", "checking",
    "checking-expired-card", "pin-on-reader", "signing", "settling",
]);
/** Displays without Cancel: over, not begun, past cancelling, or with a No of their own. */
const WITHOUT_CANCEL = new Set(["ended", "closed", "not-opened", "opening", "accept", "pin-last-try", "settling"]);
/** Ends that the person wanted: nothing is wrong. */
const BY_CHOICE = new Set(["cancelled", "not-accepted"]);
const GOOD = new Set(["completed"]);

export class Screen {
    #language;
    #actions;
    #session = null;
    #shown = { display: "opening" };
    #transfer = document.getElementById("transfer");
    #step = document.getElementById("step");
    #cancel = document.getElementById("cancel");

    constructor({ language, ...actions }) {
        this.#language = Object.hasOwn(texts, language) ? language : "en";
        this.#actions = actions;
        this.#cancel.addEventListener("click", () => actions.cancel());
        document.addEventListener("keydown", (event) => event.key === "Escape" && this.#escape());
        for (const button of document.querySelectorAll("button[data-language]")) {
            button.addEventListener("click", () => {
                this.speak(button.dataset.language);
                actions.speaks();
            });
        }
        this.#translate();
    }

    speak(language) {
        if (Object.hasOwn(texts, language) && language !== this.#language) {
            this.#language = language;
            this.#translate();
        }
    }

    get language() {
        return this.#language;
    }

    opened(session) {
        this.#session = session;
        this.#renderTransfer();
    }

    show(message) {
        this.#shown = message;
        this.#renderStep();
    }

    get #texts() {
        return texts[this.#language];
    }

    #escape() {
        if (!this.#cancel.hidden) {
            this.#actions.cancel();
        }
    }

    #translate() {
        document.documentElement.lang = this.#language;
        document.documentElement.dispatchEvent(new Event("languagechange"));
        document.title = this.#texts.product;
        document.getElementById("product").textContent = this.#texts.product;
        this.#cancel.textContent = this.#texts.cancel;
        for (const button of document.querySelectorAll("button[data-language]")) {
            button.setAttribute("aria-pressed", String(button.dataset.language === this.#language));
        }
        if (this.#session) {
            this.#renderTransfer();
        }
        this.#renderStep();
    }

    /** Bank, payee, amount, order: on show from the verified request on, so always before anything is asked. */
    #renderTransfer() {
        const { bank, transfer } = this.#session;
        const t = this.#texts;
        const heading = element("h2", t.transfer);
        heading.id = "transfer-heading";
        heading.className = "visually-hidden";
        const amount = element("p", amountText(transfer.instructedAmount, this.#language), "amount");
        amount.dataset.testid = "amount";
        const list = document.createElement("dl");
        row(list, t.payee, transfer.creditor.name, "payee");
        row(list, t.account, `${transfer.creditor.agent} ${transfer.creditor.account}`, "account");
        row(list, t.order, transfer.orderNumber, "order");
        this.#transfer.replaceChildren(heading, this.#bankLine(bank), amount, list);
        this.#transfer.hidden = false;
    }

    #bankLine(bank) {
        const line = element("div", "", "bank");
        if (bank.icon) {
            const icon = document.createElement("img");
            icon.src = bank.icon;
            icon.alt = "";
            icon.width = icon.height = 40;
            line.append(icon);
        }
        const names = document.createElement("div");
        const name = element("strong", this.#bankName());
        name.dataset.testid = "bank";
        names.append(name, element("span", bank.origin, "origin"));
        line.append(names);
        return line;
    }

    #bankName() {
        const name = this.#session?.bank.name ?? {};
        return name[this.#language] ?? name.en ?? this.#texts.yourBank;
    }

    #fill(text) {
        return text.replaceAll("{bank}", this.#bankName());
    }

    #renderStep() {
        const { display } = this.#shown;
        const { heading, text } = this.#words();
        const title = element("h1", this.#fill(heading));
        title.tabIndex = -1;
        const content = [title];
        if (text) {
            content.push(element("p", this.#fill(text)));
        }
        if (display === "password") {
            content.push(this.#passwordForm());
        } else if (display === "choose-card") {
            content.push(this.#cards());
        } else if (display === "pin") {
            content.push(...this.#pinState(), this.#pinForm());
        } else if (display === "pin-on-reader") {
            content.push(...this.#pinState());
        } else if (display === "pin-last-try") {
            content.push(this.#lastTry());
        } else if (display === "accept") {
            content.push(this.#acceptance());
        } else if (display === "ended" || display === "closed") {
            content.push(this.#closeButton());
        }
        this.#step.dataset.display = display;
        this.#step.dataset.code = this.#shown.code ?? this.#shown.reason ?? this.#shown.outcome ?? "";
        this.#step.className = `step ${this.#tone()}`;
        const before = this.#step.querySelector("input");
        this.#step.replaceChildren(...content);
        this.#cancel.hidden = WITHOUT_CANCEL.has(display) || this.#session === null;
        const field = this.#step.querySelector("input");
        if (field && field.id === before?.id) {
            field.value = before.value; // Another language must not cost what was typed already.
        }
        (field ?? title).focus();
    }

    #words() {
        const t = this.#texts;
        const { display, code, outcome, reason, label } = this.#shown;
        switch (display) {
            case "ended":
                return t.ended[code] ?? t.ended["bridge-error"];
            case "closed":
                return (outcome === "refused" && t.refused[reason]) || t.closed[outcome] || t.closed.abandoned;
            case "pin":
                return label === "authenticate" ? t.steps.pin : t.steps["pin-to-sign"];
            case "accept":
                return label === "apply" ? t.steps.apply : t.steps.accept;
            default:
                return t.steps[display];
        }
    }

    #tone() {
        const { display, outcome } = this.#shown;
        if (display === "closed") {
            return GOOD.has(outcome) ? "good" : outcome === "pending" ? "wait" : "bad";
        }
        if (display === "ended" && BY_CHOICE.has(this.#shown.code)) {
            return "asking";
        }
        if (display === "ended" || display === "card-of-another-bank") {
            return "bad";
        }
        return WAITING.has(display) ? "waiting" : "asking";
    }

    #passwordForm() {
        const t = this.#texts;
        return this.#secretForm("password", t.password, t.passwordNote, { maxLength: 256 }, this.#actions.password);
    }

    #pinForm() {
        const t = this.#texts;
        return this.#secretForm("pin", t.pin, t.pinNote, { maxLength: 8, inputMode: "numeric" }, this.#actions.pin);
    }

    /** What was wrong with the PIN before, and how often it may be wrong still. */
    #pinState() {
        const t = this.#texts;
        const { fault, triesLeft } = this.#shown;
        const lines = [];
        if (fault) {
            const line = element("p", t.pinFaults[fault] ?? "", "fault");
            line.id = "pin-fault";
            line.dataset.testid = "pin-fault";
            lines.push(line);
        }
        if (triesLeft !== undefined) {
            const line = element("p", (triesLeft === 1 ? t.oneTryLeft : t.triesLeft).replace("{tries}", triesLeft));
            line.id = "pin-tries";
            line.dataset.testid = "pin-tries";
            lines.push(line);
        }
        return lines;
    }

    #secretForm(name, labelText, noteText, properties, act) {
        const form = document.createElement("form");
        const label = element("label", this.#fill(labelText));
        label.htmlFor = name;
        const field = document.createElement("input");
        Object.assign(field, { id: name, type: "password", required: true, autocomplete: "off", ...properties });
        field.dataset.testid = name;
        const faulty = name === "pin" && this.#shown.fault !== undefined;
        field.setAttribute("aria-describedby", name === "pin" ? "pin-fault pin-tries pin-note" : `${name}-note`);
        if (faulty) {
            field.setAttribute("aria-invalid", "true");
        }
        const note = element("p", this.#fill(noteText), "note");
        note.id = `${name}-note`;
        const send = element("button", this.#texts.continue, "main");
        send.type = "submit";
        send.dataset.testid = `send-${name}`;
        form.append(label, field, note, send);
        form.addEventListener("submit", (event) => {
            event.preventDefault();
            if (!send.disabled) {
                send.disabled = true;
                act(field);
            }
        });
        return form;
    }

    /** Which of several cards: reader names come from this computer and stay in this window. */
    #cards() {
        const t = this.#texts;
        const day = new Intl.DateTimeFormat(this.#language, { dateStyle: "long", timeZone: "UTC" });
        const list = document.createElement("ul");
        list.className = "cards-to-choose";
        const buttons = this.#shown.cards.map(({ reader, validUntil, expired }, place) => {
            const button = element("button", "", "second");
            const until = (expired ? t.expired : t.validUntil).replace("{day}", day.format(new Date(validUntil)));
            button.append(element("strong", reader), element("span", until, "note"));
            button.type = "button";
            button.dataset.testid = `choose-card-${place}`;
            button.addEventListener("click", () => {
                buttons.forEach((each) => (each.disabled = true));
                this.#actions.card(place);
            });
            const item = document.createElement("li");
            item.append(button);
            list.append(item);
            return button;
        });
        return list;
    }

    #acceptance() {
        const t = this.#texts;
        return this.#yesOrNo(
            ["accept", this.#shown.label === "apply" ? t.apply : t.accept],
            ["decline", t.decline],
            (yes) => this.#actions.acceptance(yes),
        );
    }

    #lastTry() {
        const t = this.#texts;
        return this.#yesOrNo(["use-last-try", t.useLastTry], ["keep-last-try", t.keepLastTry], (yes) =>
            this.#actions.confirmation(yes),
        );
    }

    #yesOrNo([yesName, yesText], [noName, noText], act) {
        const buttons = element("div", "", "answers");
        const yes = element("button", yesText, "main");
        const no = element("button", noText, "second");
        for (const [button, name, answer] of [[yes, yesName, true], [no, noName, false]]) {
            button.type = "button";
            button.dataset.testid = name;
            button.addEventListener("click", () => {
                yes.disabled = no.disabled = true;
                act(answer);
            });
        }
        yes.disabled = true;
        setTimeout(() => (yes.disabled = no.disabled), ARMS_AFTER_MS);
        buttons.append(yes, no);
        return buttons;
    }

    #closeButton() {
        const button = element("button", this.#texts.close, "main");
        button.type = "button";
        button.dataset.testid = "close";
        button.addEventListener("click", () => this.#actions.close());
        return button;
    }
}

function element(name, text, className) {
    const made = document.createElement(name);
    made.textContent = text;
    if (className) {
        made.className = className;
    }
    return made;
}

function row(list, term, value, testid) {
    const definition = element("dd", value);
    definition.dataset.testid = testid;
    list.append(element("dt", term), definition);
}
