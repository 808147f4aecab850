// S103: sends the form as a purchase and shows at each field what the shop says about it.

const form = document.querySelector("[data-testid=purchase-form]");
const words = document.getElementById("words").content;

const inputs = {
  "items[0].quantity": form.elements.quantity,
  "customer.name": form.elements.name,
  "customer.postalCode": form.elements.postalCode,
  "customer.address": form.elements.address,
  "customer.email": form.elements.email,
};

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    await order();
  } finally {
    button.disabled = false;
  }
});

// Coming back with the browser's button shows the page as it was left; the order is made, so a new one is a new one.
window.addEventListener("pageshow", () => { form.querySelector("button").disabled = false; });

async function order() {
  clearErrors();
  const body = JSON.stringify(purchase());
  let answer;
  try {
    answer = await fetch("/v1/purchases", {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "Accept-Language": document.documentElement.lang,
        "Idempotency-Key": keyFor(body),
      },
      body,
    });
  } catch {
    showError("form", "unreachable");
    return;
  }
  if (answer.status === 201) {
    const made = await answer.json();
    sessionStorage.removeItem(keySlot);
    // Handed to the next page outside of its address, which others may see.
    sessionStorage.setItem(`furikomi-access:${made.orderNumber}`, made.orderAccessToken);
    location.assign(`/purchases/${encodeURIComponent(made.orderNumber)}`);
    return;
  }
  showProblem(await answer.json().catch(() => ({ reason: "internal-error" })));
}

function purchase() {
  const quantity = form.elements.quantity.value.trim();
  return {
    items: [{ productId: form.dataset.product, quantity: /^[0-9]{1,6}$/.test(quantity) ? Number(quantity) : null }],
    customer: {
      name: form.elements.name.value,
      postalCode: form.elements.postalCode.value,
      address: form.elements.address.value,
      email: form.elements.email.value || null,
    },
  };
}

// The same form sent again after a broken connection is the same purchase; a changed one is another.
const keySlot = `furikomi-key:${form.dataset.product}`;

function keyFor(body) {
  const kept = JSON.parse(sessionStorage.getItem(keySlot) ?? "null");
  if (kept?.body === body) {
    return kept.key;
  }
  const random = crypto.getRandomValues(new Uint8Array(16));
  const key = Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("");
  sessionStorage.setItem(keySlot, JSON.stringify({ body, key }));
  return key;
}

function showProblem(problem) {
  if (problem.reason === "invalid-request" && problem.violations?.length) {
    showError("form", "form");
    problem.violations.forEach((violation) => showError(violation.field, violation.reason));
    form.querySelector("[aria-invalid=true]")?.focus();
  } else if (problem.reason === "out-of-stock" || problem.reason === "quantity-out-of-range") {
    showError("items[0].quantity", problem.reason);
    form.elements.quantity.focus();
  } else {
    showError("form", words.querySelector(`[data-reason="${problem.reason}"]`) ? problem.reason : "internal-error");
  }
}

function showError(field, reason) {
  const place = form.querySelector(`[data-error-for="${field}"]`) ?? form.querySelector("[data-error-for=form]");
  const word = words.querySelector(`[data-reason="${reason}"]`) ?? words.querySelector("[data-reason=malformed]");
  place.textContent = word.textContent;
  place.hidden = false;
  inputs[field]?.setAttribute("aria-invalid", "true");
}

function clearErrors() {
  form.querySelectorAll("[data-error-for]").forEach((place) => { place.hidden = true; });
  Object.values(inputs).forEach((input) => input.removeAttribute("aria-invalid"));
}
