// A code that came with the picture stands behind the #, which no server sees; it does not stay in the history either.
const code = decodeURIComponent(location.hash.slice(1));
if (code) {
  history.replaceState(null, "", location.pathname + location.search);
  document.getElementById("code").value = code;
}
