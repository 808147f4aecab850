/** What the page shows: one state at a time, all words already in the page in its language. */

const STEPS = ["card", "password", "accept", "done"];
const STATES_TO_CANCEL = ["ready", "no-bridge", "popup-blocked", "no-reader", "busy", "trouble", "starting", "insert", "recognised"];
/** States that lead back to the shop. */
const STATES_TO_RETURN = ["pending", "done", "refused"];

const status = document.getElementById("status");
const cancel = document.querySelector('[data-action="cancel"]');

export function show(state, step = "card", windowStatus) {
  for (const section of status.querySelectorAll("[data-state]")) {
    section.hidden = section.dataset.state !== state;
  }
  status.dataset.state = state;
  if (windowStatus) {
    status.dataset.status = windowStatus;
    status.dataset.shown = windowStatus;
  }
  cancel.hidden = !STATES_TO_CANCEL.includes(state);
  document.getElementById("back").hidden = !STATES_TO_RETURN.includes(state);
  mark(step);
}

export function isShown(state) {
  return status.dataset.state === state;
}

/** The last status of the window that was shown. */
export function shown() {
  return status.dataset.shown;
}

export function showRefusal(reason, attemptsLeft) {
  show("refused", "", "CLOSED");
  document.querySelector(".steps").hidden = true; // None of them is under way, and none comes next.
  const texts = document.querySelector(`[data-reason-text="${CSS.escape(reason)}"]`)?.content;
  const what = document.getElementById("what");
  what.dataset.reason = reason;
  what.textContent = part(texts, "what") ?? reason;
  document.getElementById("money").textContent = part(texts, "money") ?? "";
  document.getElementById("next").textContent = part(texts, "next") ?? "";
  const attempts = document.getElementById("attempts");
  const left = document.querySelector(`[data-attempts-text="${CSS.escape(String(attemptsLeft ?? ""))}"]`)?.content;
  attempts.hidden = reason !== "credentials-wrong" || !left;
  attempts.textContent = part(left, "attempts") ?? "";
}

export function showReturn(windowStatus) {
  show("done", "paid", windowStatus);
}

/** Each action once at a time is the caller's business; a disabled button would lose the focus. */
export function whenAsked(actions) {
  for (const control of document.querySelectorAll("[data-action]")) {
    control.addEventListener("click", () => actions[control.dataset.action]());
  }
}

function mark(step) {
  const now = step === "paid" ? STEPS.length : STEPS.indexOf(step);
  for (const item of document.querySelectorAll(".steps [data-step]")) {
    const place = STEPS.indexOf(item.dataset.step);
    item.classList.toggle("past", place < now);
    item.classList.toggle("now", place === now);
    place === now ? item.setAttribute("aria-current", "step") : item.removeAttribute("aria-current");
  }
}

function part(texts, name) {
  return texts?.querySelector(`[data-part="${name}"]`)?.textContent;
}
