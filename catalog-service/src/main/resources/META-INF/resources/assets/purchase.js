// S104 and S111: opens the order at the order file, shows the bank menu, hands the payment request to the chosen
// bank, and shows live what becomes of the purchase.

const page = document.getElementById("purchase");
const { orderNumber, orderOrigin, language } = page.dataset;
const orderAddress = `${orderOrigin}/v1/orders/${encodeURIComponent(orderNumber)}`;
const tokenSlot = `furikomi-access:${orderNumber}`;
const words = document.getElementById("words").content;

const part = (name) => page.querySelector(`[data-part="${name}"]`);
const status = page.querySelector("[data-testid=order-status]");
const tryAgain = page.querySelector("[data-testid=try-again]");

// No card reader there: the order is better paid on a computer. A guess, so the bank menu stays.
const onPhone = /Android|iPhone|iPad|Mobile/.test(navigator.userAgent);

let banksShown = false;
let settledOrder = false;

const call = (address, options = {}) =>
  fetch(address, { credentials: "include", ...options, headers: { "Accept-Language": language, ...options.headers } });

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function open() {
  await exchangeToken();
  const order = await readOrder();
  if (order) {
    show(order);
    follow();
  }
}

// The order access token serves once, for a cookie of the order file; it has not to outlive that.
async function exchangeToken() {
  const token = sessionStorage.getItem(tokenSlot);
  if (!token) {
    return;
  }
  const answer = await patiently(() =>
    call(`${orderAddress}/access`, { method: "POST", headers: { Authorization: `Bearer ${token}` } }));
  if (answer.status < 500 && answer.status !== 404) {
    sessionStorage.removeItem(tokenSlot);
  }
}

async function readOrder() {
  const answer = await patiently(() => call(orderAddress));
  if (answer.ok) {
    return answer.json();
  }
  showState(answer.status === 404 ? "not-known" : answer.status < 500 ? "no-access" : "unreachable", "");
  return null;
}

// The purchase may still be on its way to the order file (404), and that may just be starting again.
async function patiently(ask) {
  for (let turn = 0; ; turn++) {
    let answer;
    try {
      answer = await ask();
    } catch {
      showState("unreachable", "");
      await pause(Math.min(1000 * (turn + 1), 5000));
      continue;
    }
    if (answer.status === 404 && turn < 60) {
      showState("arriving", "");
      await pause(turn < 10 ? 300 : 1000);
    } else if (answer.status >= 500) {
      showState("unreachable", "");
      await pause(Math.min(1000 * (turn + 1), 5000));
    } else {
      return answer;
    }
  }
}

function follow() {
  const events = new EventSource(`${orderAddress}/events`, { withCredentials: true });
  events.addEventListener("order", (event) => show(JSON.parse(event.data)));
  events.addEventListener("error", async () => {
    if (events.readyState === EventSource.CLOSED) {
      await pause(2000);
      open();
    }
  });
}

function stateOf(order) {
  const outcome = order.payment?.outcome;
  switch (order.status) {
    case "PAID": return "paid";
    case "SHIPPED": return "shipped";
    case "CANCELLED": return "cancelled";
    case "EXPIRED": return "expired";
    case "TRANSFER_ACCEPTED": return "pending";
    case "TRANSFER_REQUESTED": return "requested";
    default:
      if (outcome === "refused" || outcome === "abandoned" || outcome === "pending") {
        return outcome;
      }
      return order.payment ? "requested" : "choose";
  }
}

function show(order) {
  const state = stateOf(order);
  showState(state, order.status);
  part("problem").hidden = part("problem").hidden || ["paid", "shipped", "cancelled", "expired"].includes(state);
  page.querySelectorAll("[data-with-order]").forEach((element) => { element.hidden = false; });
  part("total").textContent = money(order.total);
  part("pay-by").textContent = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" })
    .format(new Date(order.expiresAt));
  part("lines").replaceChildren(...order.items.map((item) => {
    const line = document.createElement("li");
    const title = document.createElement("span");
    const price = document.createElement("span");
    title.textContent = item.title;
    price.textContent = `${item.quantity} × ${money(item.unitPrice)}`;
    line.append(title, price);
    return line;
  }));
  const payable = ["choose", "requested", "refused", "abandoned"].includes(state);
  page.querySelectorAll("[data-payable]").forEach((element) => { element.hidden = !payable; });
  page.querySelector("[data-retry]").hidden = !["refused", "abandoned", "requested"].includes(state);
  settledOrder = !payable;
  part("phone").hidden = !payable || !onPhone;
  if (payable && !banksShown) {
    banksShown = true;
    showBanks(order.total.currency);
  }
}

function showState(state, orderStatus) {
  status.dataset.status = orderStatus;
  page.querySelectorAll("[data-state]").forEach((element) => { element.hidden = element.dataset.state !== state; });
}

async function showBanks(currency) {
  const answer = await patiently(() => call(`${orderOrigin}/v1/banks`));
  const banks = answer.ok ? (await answer.json()).filter((bank) => bank.currencies.includes(currency)) : [];
  part("no-banks").hidden = banks.length > 0;
  part("banks").replaceChildren(...banks.map(bankEntry));
  if (banks.length === 0) {
    banksShown = false;
  }
}

function bankEntry(bank) {
  const entry = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.testid = `bank-${bank.bic}`;
  if (bank.icon) {
    const icon = document.createElement("img");
    icon.src = bank.icon;
    icon.alt = "";
    button.append(icon);
  }
  button.append(bank.name[language] ?? bank.name.en);
  button.addEventListener("click", () => pay(bank.bic));
  entry.append(button);
  return entry;
}

async function pay(bic) {
  await exclusively(async () => {
    const answer = await call(`${orderAddress}/payment-requests`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ bank: bic }),
    });
    if (!answer.ok) {
      await showProblem(answer);
      return;
    }
    const request = await answer.json();
    const target = new URL(request.windowUrl);
    if (target.protocol !== "https:" && location.protocol === "https:") {
      throw new Error("A bank's window is reached by https only.");
    }
    handOver(target.href, request.paymentRequest);
  });
}

// By form and not in an address: a payment request is for the bank alone.
function handOver(windowUrl, paymentRequest) {
  const form = document.createElement("form");
  const field = document.createElement("input");
  form.method = "post";
  form.action = windowUrl;
  form.hidden = true;
  field.name = "payment_request";
  field.value = paymentRequest;
  form.append(field);
  document.body.append(form);
  form.submit();
}

async function cancel() {
  part("cancel-question").hidden = true;
  part("cancel").hidden = false;
  await exclusively(async () => {
    const answer = await call(`${orderAddress}/cancellation`, { method: "POST" });
    if (!answer.ok) {
      await showProblem(answer);
    }
  });
}

async function exclusively(work) {
  part("problem").hidden = true;
  const buttons = page.querySelectorAll("button");
  buttons.forEach((button) => { button.disabled = true; });
  try {
    await work();
  } catch {
    sayProblem("other");
  } finally {
    buttons.forEach((button) => { button.disabled = false; });
  }
}

async function showProblem(answer) {
  const problem = await answer.json().catch(() => ({}));
  sayProblem(problem.reason);
}

function sayProblem(reason) {
  const word = words.querySelector(`[data-reason="${CSS.escape(reason ?? "other")}"]`)
    ?? words.querySelector("[data-reason=other]");
  part("problem").textContent = word.textContent;
  part("problem").hidden = false;
}

function money({ currency, amount }) {
  return new Intl.NumberFormat(language, { style: "currency", currency }).format(amount);
}

tryAgain.addEventListener("click", () => {
  part("problem").hidden = true;
  part("banks").scrollIntoView({ block: "center" });
  part("banks").querySelector("button")?.focus();
});
part("cancel").addEventListener("click", () => {
  part("cancel").hidden = true;
  part("cancel-question").hidden = false;
  part("cancel-yes").focus();
});
part("cancel-no").addEventListener("click", () => {
  part("cancel-question").hidden = true;
  part("cancel").hidden = false;
  part("cancel").focus();
});
part("cancel-yes").addEventListener("click", cancel);
// After the browser's "back" from a bank's window the page may be an old picture of itself.
window.addEventListener("pageshow", (event) => {
  if (event.persisted && !settledOrder) {
    location.reload();
  }
});

open();
