/** Leads a customer through the bank's window: the card window does the asking, the bank decides, this page shows. */
import { CardBridge, CardBridgeError } from "/card-bridge.js";
import { Bank, Refusal } from "/bank-window-calls.js";
import { isShown, show, shown, showRefusal, showReturn, whenAsked } from "/bank-window-screen.js";

const LOOK_EVERY_MS = 3000;
const RETURN_AFTER_MS = 5000;
/** What the bridge reports that ends the window, and the reason that the bank is told. */
const ENDING_CODES = {
  "no-card": "no-card",
  "card-removed": "card-removed",
  "card-changed": "card-changed",
  "card-unreadable": "card-unreadable",
  "pin-blocked": "card-pin-blocked",
  "reader-busy": "reader-busy",
  cancelled: "cancelled",
  "not-accepted": "not-accepted",
};

/** What the customer can put right and try again; each has words of its own. */
const OPEN_AGAIN = new Set(["no-reader", "busy"]);

const page = document.getElementById("window").dataset;
const bank = new Bank(page.windowId);
let bridge = null;
let running = false;
let over = false;

async function start() {
  if (running || over) {
    return;
  }
  running = true;
  show("starting");
  try {
    // No await before this: the popup belongs to the click.
    bridge = await CardBridge.open({
      urls: page.bridgeUrls.split(" "),
      sessionRequest: bank.call("session-requests").then((answer) => answer.sessionRequest),
      language: page.language,
    });
    await settle(await procedure());
  } catch (failure) {
    await explain(failure);
  } finally {
    running = false;
  }
}

/** S106 to S307. */
async function procedure() {
  show("insert");
  let view = await bank.call("card", { identification: await bridge.identify() });
  show("recognised", "password");
  const proof = await bridge.prove();
  show("checking", "password");
  view = await bank.call("credentials", { proof });
  const transfer = {
    transferId: view.transferId,
    creditor: view.creditor,
    instructedAmount: view.instructedAmount,
    orderNumber: view.orderNumber,
  };
  if (view.procedure === "short") {
    show("apply", "accept");
    const application = await bridge.apply();
    show("checking", "accept");
    return bank.call("transfer", { ...transfer, application });
  }
  await bank.call("transfer", transfer);
  show("accept", "accept");
  const acceptance = await bridge.accept();
  show("checking", "accept");
  return bank.call("acceptance", { acceptance });
}

/** The outcome is a hint for the page that it leads to; the merchant believes its order file. */
function returnUrl(outcome) {
  const address = new URL(page.returnUrl);
  address.hash = `bank-window=${outcome}`;
  return address.href;
}

function leadBack(outcome) {
  document.querySelector('[data-testid="back-to-shop"]').href = returnUrl(outcome);
}

/** Shows what the bank says of the window, when it says something that ends or awaits. */
async function settle(view) {
  if (view.status === "COMPLETED") {
    leadBack("completed");
    await end("completed");
    showReturn(view.status);
    setTimeout(() => location.assign(returnUrl("completed")), RETURN_AFTER_MS);
  } else if (view.status === "CLOSED") {
    await refuse(view.reason, view.attemptsLeft, view.outcome);
  } else if (view.status === "ACCEPTED") {
    leadBack("pending");
    bridge?.close({ outcome: "pending" });
    show("pending", "done", view.status);
  } else if (!running) {
    show("ready", "card", view.status);
  }
}

async function explain(failure) {
  if (over) {
    return;
  }
  if (failure instanceof Refusal) {
    await explainRefusal(failure);
  } else if (failure instanceof CardBridgeError) {
    await explainBridge(failure);
  } else {
    show("offline");
    await bridge?.close();
  }
}

async function explainRefusal(refusal) {
  if (refusal.status === 403) {
    location.reload();
  } else if (refusal.closedBecause || refusal.closing) {
    await refuse(refusal.closedBecause ?? refusal.reason, refusal.attemptsLeft);
  } else {
    await bridge?.close();
    // When the bank fails it is open whether the step was taken: not a word about money before it says.
    show(refusal.status < 500 ? "trouble" : "offline");
  }
}

async function explainBridge(failure) {
  const reason = ENDING_CODES[failure.code];
  if (reason) {
    await close(reason);
  } else if (failure.code === "no-bridge") {
    show(failure.information?.reason === "popup-blocked" ? "popup-blocked" : "no-bridge");
  } else {
    await bridge?.close();
    show(OPEN_AGAIN.has(failure.code) ? failure.code : "trouble");
  }
}

/** S308 at the customer's wish; the bank's word on how the window ended is what is shown. */
async function close(reason) {
  try {
    await settle(await bank.call("closure", { reason }));
  } catch (failure) {
    if (failure instanceof Refusal && failure.closedBecause) {
      await refuse(failure.closedBecause);
    } else {
      await look();
    }
  }
}

async function refuse(reason, attemptsLeft, outcome = "refused") {
  leadBack(outcome);
  await end("refused", reason);
  showRefusal(reason, attemptsLeft);
}

async function end(outcome, reason) {
  over = true;
  await bridge?.close({ outcome, reason });
}

/** The window may end elsewhere: by time, by a newer window, by a settlement that took longer. */
async function look() {
  try {
    const view = await bank.look();
    const final = view.status === "COMPLETED" || view.status === "CLOSED";
    // While a step runs, its own answer says that the transfer is under way.
    const ended = (final || (view.status === "ACCEPTED" && !running)) && view.status !== shown();
    if (ended || (isShown("offline") && !running)) {
      await settle(view);
    }
  } catch (failure) {
    if (failure instanceof Refusal && failure.status < 500) {
      await explainRefusal(failure);
    } else if (!running) {
      show("offline");
    }
  }
}

async function watch() {
  while (!over) {
    await new Promise((wake) => setTimeout(wake, LOOK_EVERY_MS));
    if (!over) {
      await look();
    }
  }
}

whenAsked({ start, launch: () => CardBridge.start(), cancel: () => close("cancelled") });
document.getElementById("phone").hidden = !/Android|iPhone|iPad|Mobile/.test(navigator.userAgent);
await settle({ status: page.status, reason: page.reason, attemptsLeft: page.attemptsLeft });
watch();
