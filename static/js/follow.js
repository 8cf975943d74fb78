// A page that follows by itself (htmx asks for news): says in words when it cannot, and keeps focus.

const hints = document.querySelectorAll("[data-hint]");
const REFUSED = { 401: "signed-out", 403: "closed", 404: "closed" };
const GRACE = 2; // one missed answer is no news
let missed = 0;
let refused = "";
let unsent = false;
let replaced = ""; // the part that has focus, and is about to be replaced

document.addEventListener("htmx:afterRequest", ({ detail: { elt, successful, xhr } }) => {
  const sends = elt.matches("form");
  refused = REFUSED[xhr.status] ?? "";
  if (sends) unsent = !successful && !refused;
  else missed = successful || refused ? 0 : missed + 1;
  const now = refused || (unsent ? "unsent" : missed >= GRACE ? "lost" : "");
  for (const hint of hints) hint.hidden = hint.dataset.hint !== now;
});

// The token changes at every sign-in, also in another tab.
document.addEventListener("htmx:configRequest", ({ detail: { verb, parameters } }) => {
  const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  if (verb === "post" && cookie) parameters.csrfmiddlewaretoken = cookie[1];
});

document.addEventListener("htmx:oobBeforeSwap", ({ target }) => {
  if (target.contains(document.activeElement)) replaced = target.id;
});

document.addEventListener("htmx:afterSettle", () => {
  if (replaced && document.activeElement === document.body) {
    document.getElementById(replaced)?.querySelector("[data-head]")?.focus();
  }
  replaced = "";
});
