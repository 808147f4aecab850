/**
 * The extension's background: decides on which pages the extension exists at all, and opens the bridge's window for one
 * of them. It carries no call, no password and no answer: the window speaks with the page and with the process itself.
 */
const HOST = "dev.furikomi.card_bridge";
const BANK_PAGES = "bank-pages";
const WINDOW = { type: "popup", width: 420, height: 640 };

/** One after the other: two at once could leave the older list behind. */
let registering = Promise.resolve();

function registerBankPages() {
    registering = registering.then(register, register);
    return registering;
}

/** Content scripts on exactly the origins of the bank list that the process has verified; without a process on none. */
async function register() {
    const origins = await originsOfBanks();
    const registered = await chrome.scripting.getRegisteredContentScripts({ ids: [BANK_PAGES] });
    if (origins.length === 0) {
        if (registered.length > 0) {
            await chrome.scripting.unregisterContentScripts({ ids: [BANK_PAGES] });
        }
        return;
    }
    const script = {
        id: BANK_PAGES,
        js: ["page.js"],
        matches: origins.map((origin) => `${origin}/*`),
        runAt: "document_start",
        allFrames: false,
        persistAcrossSessions: true,
    };
    const change = registered.length > 0 ? "updateContentScripts" : "registerContentScripts";
    try {
        await chrome.scripting[change]([script]);
    } catch {
        // Firefox takes no ports; the process compares the whole origin anyway.
        await chrome.scripting[change]([{ ...script, matches: script.matches.map(withoutPort) }]);
    }
}

async function originsOfBanks() {
    try {
        const answer = await chrome.runtime.sendNativeMessage(HOST, { call: "origins" });
        return answer?.kind === "origins" ? answer.origins : [];
    } catch {
        return []; // The card bridge is not installed, or has no bank list.
    }
}

function withoutPort(pattern) {
    return pattern.replace(/:\d+\/\*$/, "/*");
}

async function isBankPage(sender) {
    const [script] = await chrome.scripting.getRegisteredContentScripts({ ids: [BANK_PAGES] });
    const pattern = `${originOf(sender)}/*`;
    return script?.matches.some((match) => match === pattern || match === withoutPort(pattern)) ?? false;
}

function originOf(sender) {
    return sender.origin ?? new URL(sender.url).origin;
}

async function openWindow(sender, language) {
    if (!(await isBankPage(sender))) {
        return { opened: false };
    }
    await closeEarlierWindows(sender.tab.id);
    const ticket = crypto.randomUUID();
    const address = new URLSearchParams({ tab: sender.tab.id, document: sender.documentId ?? "", ticket });
    if (language === "en" || language === "ja") {
        address.set("lang", language);
    }
    await chrome.windows.create({ ...WINDOW, url: chrome.runtime.getURL(`window.html#${address}`) });
    registerBankPages();
    return { opened: true, ticket };
}

/** As with a popup by name: the page's new window takes the place of its old one. */
async function closeEarlierWindows(tab) {
    const contexts = (await chrome.runtime.getContexts?.({ contextTypes: ["TAB"] })) ?? [];
    for (const { documentUrl, tabId } of contexts) {
        if (new URLSearchParams(new URL(documentUrl).hash.slice(1)).get("tab") === String(tab)) {
            await chrome.tabs.remove(tabId).catch(() => {});
        }
    }
}

chrome.runtime.onInstalled.addListener(registerBankPages);
chrome.runtime.onStartup.addListener(registerBankPages);
chrome.runtime.onMessage.addListener((message, sender, respond) => {
    const fromTopFrame = sender.id === chrome.runtime.id && sender.tab !== undefined && sender.frameId === 0;
    if (!fromTopFrame || message?.call !== "window") {
        return false;
    }
    openWindow(sender, message.language).then(respond, () => respond({ opened: false }));
    return true;
});
