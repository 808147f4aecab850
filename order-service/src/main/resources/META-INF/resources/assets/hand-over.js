// The phone follows what happens on the computer: as soon as the order changes, its page is the one to look at.
const { order } = document.getElementById("hand-over").dataset;
const address = `/orders/${encodeURIComponent(order)}`;

let first;
const events = new EventSource(`/v1${address}/events`);
events.addEventListener("order", (event) => {
  first ??= event.lastEventId;
  if (event.lastEventId !== first) {
    location.replace(address);
  }
});
