/** The calls of the window's API (docs/protocol.md, section 5), from its own origin with its own cookie. */

const BUSY_TRIES = 5;
const BUSY_PAUSE_MS = 1500;

/** A problem (RFC 9457) that the bank answered. */
export class Refusal extends Error {
  constructor(problem, status) {
    super(problem.reason ?? String(status));
    this.status = status;
    this.reason = problem.reason;
    this.closedBecause = problem.closedBecause;
    this.attemptsLeft = problem.attemptsLeft;
    /** Whether this refusal is what closed the window. */
    this.closing = problem.windowStatus === "CLOSED";
  }
}

export class Bank {
  #address;

  constructor(windowId) {
    this.#address = `/v1/windows/${windowId}`;
  }

  look() {
    return answer(fetch(this.#address, { headers: { accept: "application/json" }, cache: "no-store" }));
  }

  /** Repeats only what the bank says it did not do: it was busy. */
  async call(step, body = {}) {
    for (let tries = 1; ; tries++) {
      try {
        return await answer(
          fetch(`${this.#address}/${step}`, {
            method: "POST",
            headers: { "content-type": "application/json", accept: "application/json" },
            body: JSON.stringify(body),
          }),
        );
      } catch (failure) {
        if (!(failure instanceof Refusal) || failure.status !== 503 || tries === BUSY_TRIES) {
          throw failure;
        }
        await new Promise((wake) => setTimeout(wake, BUSY_PAUSE_MS));
      }
    }
  }
}

async function answer(request) {
  const response = await request;
  const body = await response.json();
  if (!response.ok) {
    throw new Refusal(body, response.status);
  }
  return body;
}
