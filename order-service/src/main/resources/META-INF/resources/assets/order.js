// Follows the order: each change of it brings the page's middle anew, as the server shows it.
const place = () => document.getElementById("order");
const { order } = place().dataset;

let latest = Promise.resolve();

async function show(version) {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) {
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("order");
  if (fresh && Number(fresh.dataset.version) >= version && Number(place().dataset.version) < version) {
    place().replaceWith(fresh);
  }
}

const events = new EventSource(`/v1/orders/${encodeURIComponent(order)}/events`);
events.addEventListener("order", (event) => {
  const version = Number(event.lastEventId);
  if (version > Number(place().dataset.version)) {
    latest = latest.then(() => show(version)).catch(() => {});
  }
});
