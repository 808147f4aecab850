/**
 * The bridge's window as a page of the extension. The bank's page comes in through a port from its content script; who
 * it is, the browser says (port.sender), and only the tab and document that the window was opened for are heard.
 */
import { Conversation } from "/conversation.js";
import { Process } from "/process.js";

const address = new URLSearchParams(location.hash.slice(1));
const tab = Number(address.get("tab"));
const ticket = address.get("ticket");
document.documentElement.lang = address.get("lang") ?? (navigator.language.startsWith("ja") ? "ja" : "en");
const conversation = new Conversation(new Process());

/** Exactly the page that asked for this window, in its top frame. */
function isOurPage({ name, sender }) {
    const document = address.get("document");
    return (
        name === ticket &&
        sender.id === chrome.runtime.id &&
        sender.tab?.id === tab &&
        sender.frameId === 0 &&
        (document === "" || sender.documentId === document)
    );
}

function serve(port) {
    const origin = port.sender.origin ?? new URL(port.sender.url).origin;
    let connected = true;
    const reply = (message) => connected && port.postMessage(message);
    port.onMessage.addListener((message) => conversation.hear(message, origin, reply));
    port.onDisconnect.addListener(() => {
        connected = false;
        conversation.pageLeft();
    });
}

if (ticket && Number.isSafeInteger(tab)) {
    let served = false;
    chrome.runtime.onConnect.addListener((port) => {
        if (!served && isOurPage(port)) {
            served = true;
            serve(port);
        }
    });
    conversation.show("opening");
    chrome.tabs.sendMessage(tab, { ready: ticket }, { frameId: 0 }).catch(() => conversation.show("not-opened"));
} else {
    conversation.show("not-opened");
}
