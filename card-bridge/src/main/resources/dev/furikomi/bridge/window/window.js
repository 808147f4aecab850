/** The bridge's window on loopback: the bank's page is its opener, and the browser attests who that is (event.origin). */
import { Conversation, PROTOCOL } from "/conversation.js";
import { Process } from "/process.js";

const opener = window.opener;
const conversation = new Conversation(new Process(document.querySelector("meta[name=card-bridge-token]").content));

if (opener) {
    window.addEventListener("message", (event) => {
        // An opaque origin ("null") cannot be answered exactly, so it is not answered.
        if (event.source === opener && /^https?:\/\//.test(event.origin)) {
            conversation.hear(event.data, event.origin, (message) => opener.postMessage(message, event.origin));
        }
    });
    conversation.show("opening");
    // The only message without an exact target, and it says nothing.
    opener.postMessage({ furikomi: PROTOCOL, ready: true }, "*");
} else {
    conversation.show("not-opened");
}
