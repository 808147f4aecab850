/** What the person sees: the transfer on top, one step below it, always a way out. Built with textContent only. */
import { amountText } from "/amount.js";
import { texts } from "/texts.js";

/** How long an answer button stays dead after it appears, so that a double click meant for the step before cannot press it. */
const ARMS_AFTER_MS = 600;

const WAITING = new Set(["opening", "connect-reader", "insert-card", "reading-card", "checking", "signing", "settling"]);
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
        this.#language = language in texts ? language : "en";
        this.#actions = actions;
        this.#cancel.addEventListener("click", () => actions.cancel());
        document.addEventListener("keydown", (event) => event.key === "Escape" && this.#escape());
        for (const button of document.querySelectorAll("button[data-language]")) {
            button.addEventListener("click", () => this.speak(button.dataset.language));
        }
        this.#translate();
    }

    speak(language) {
        if (language in texts && language !== this.#language) {
            this.#language = language;
            this.#translate();
        }
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
        } else if (display === "accept") {
            content.push(this.#acceptance());
        } else if (display === "ended" || display === "closed") {
            content.push(this.#closeButton());
        }
        this.#step.dataset.display = display;
        this.#step.dataset.code = this.#shown.code ?? this.#shown.reason ?? this.#shown.outcome ?? "";
        this.#step.className = `step ${this.#tone()}`;
        const typed = this.#step.querySelector("input")?.value ?? "";
        this.#step.replaceChildren(...content);
        const over = ["ended", "closed", "not-opened", "opening", "accept", "settling"].includes(display);
        this.#cancel.hidden = over || this.#session === null;
        const field = this.#step.querySelector("input");
        if (field) {
            field.value = typed; // Another language must not cost what was typed already.
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
        const form = document.createElement("form");
        const label = element("label", this.#fill(t.password));
        label.htmlFor = "password";
        const field = document.createElement("input");
        Object.assign(field, { id: "password", type: "password", required: true, maxLength: 256, autocomplete: "off" });
        field.dataset.testid = "password";
        field.setAttribute("aria-describedby", "password-note");
        const note = element("p", this.#fill(t.passwordNote), "note");
        note.id = "password-note";
        const send = element("button", t.sendPassword, "main");
        send.type = "submit";
        send.dataset.testid = "send-password";
        form.append(label, field, note, send);
        form.addEventListener("submit", (event) => {
            event.preventDefault();
            send.disabled = true;
            this.#actions.password(field);
        });
        return form;
    }

    #acceptance() {
        const t = this.#texts;
        const buttons = element("div", "", "answers");
        const accept = element("button", this.#shown.label === "apply" ? t.apply : t.accept, "main");
        const decline = element("button", t.decline, "second");
        const answer = (accepted) => {
            accept.disabled = decline.disabled = true;
            this.#actions.acceptance(accepted);
        };
        for (const [button, name, accepted] of [[accept, "accept", true], [decline, "decline", false]]) {
            button.type = "button";
            button.dataset.testid = name;
            button.addEventListener("click", () => answer(accepted));
        }
        accept.disabled = true;
        setTimeout(() => (accept.disabled = decline.disabled), ARMS_AFTER_MS);
        buttons.append(accept, decline);
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
