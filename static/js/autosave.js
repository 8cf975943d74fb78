// Saves each item by itself and says in words how that went. What was typed stays in the page until
// the server has confirmed it: a lost connection, a lost session or a colleague's change loses nothing.

const TYPING_PAUSE = 1200;
const LONGEST_WAIT = 30_000;
const LONGEST_REQUEST = 15_000;
const QUICK = 600; // a save that is quicker says only that it is saved: one announcement, not two

const form = document.querySelector("form[data-autosave]");
const words = JSON.parse(document.getElementById("script-words")?.textContent ?? "{}");
const translated = (text) => words[text] ?? text;
const items = new Map();
let leaving = false;

class Item {
  constructor(fieldset, version) {
    this.fieldset = fieldset;
    this.version = version;
    this.name = version.name.slice(0, -"-version".length);
    this.state = document.getElementById(`${this.name}-state`);
    this.changed = false; // typed since the last request was made
    this.pending = null; // the request that is not confirmed yet, sent again as it is
    this.failures = 0;
    this.timer = 0;
    this.settled = Promise.resolve();
  }

  get unsaved() {
    return this.changed || this.pending !== null;
  }

  touch(wait) {
    this.changed = true;
    // While a save has failed the words stay: a link in them must not vanish under the pointer.
    if (!this.failures) this.say("");
    this.schedule(wait);
  }

  schedule(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  save() {
    clearTimeout(this.timer);
    if (this.running) return this.settled;
    this.running = true;
    this.settled = this.run().finally(() => {
      this.running = false;
    });
    return this.settled;
  }

  async run() {
    while (this.unsaved) {
      // A request whose answer was lost goes out unchanged, so that it cannot collide with itself.
      this.pending ??= this.fields();
      const slow = this.failures ? 0 : setTimeout(() => this.say(translated("Saving…")), QUICK);
      let response;
      try {
        response = await this.post(this.pending);
      } catch {
        return this.retry(translated("Not saved: retrying"));
      } finally {
        clearTimeout(slow);
      }
      if (!(await this.take(response))) return;
    }
  }

  fields() {
    this.changed = false;
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      const part = name.startsWith(`${this.name}-`) ? name.slice(this.name.length + 1) : "";
      if (part && part !== "keep") body.append(name, value);
    }
    return body;
  }

  post(body) {
    return fetch(form.action, {
      method: "POST",
      body,
      headers: { "X-Autosave": "1", "X-CSRFToken": token() },
      redirect: "manual",
      signal: AbortSignal.timeout(LONGEST_REQUEST),
    });
  }

  // True where the next text, if there is one, may be sent.
  async take(response) {
    const { status } = response;
    const answer = /json/.test(response.headers.get("content-type") ?? "") ? await response.json() : {};
    if (answer.state === "signed_out" || response.type === "opaqueredirect") {
      this.retry(translated("Sign in again to save"), answer.sign_in ?? location.href);
      return false;
    }
    if (answer.state === "token_expired" || status === 429 || status === 408 || status >= 500) {
      this.retry(translated("Not saved: retrying"));
      return false;
    }
    this.failures = 0;
    this.pending = null;
    if (answer.state === "saved") return this.saved(answer);
    this.changed = true;
    if (answer.state === "conflict") this.collide(answer);
    else this.say(notSaved(status, answer, this.name), "failed");
    return false;
  }

  saved(answer) {
    this.version.value = answer.versions[this.name];
    this.fieldset.querySelector(".conflict")?.remove();
    this.fieldset.querySelector(".errorlist")?.remove();
    this.fieldset.classList.remove("bad");
    const said = translated("Saved {time}").replace("{time}", clock(answer.at));
    if (!this.changed) this.say(said, "saved");
    const parts = [unsaved().length ? "" : said, answer.summary];
    form.querySelector("[data-progress]").textContent = parts.filter(Boolean).join(" · ");
    return true;
  }

  collide(answer) {
    this.version.value = answer.versions[this.name];
    const box = document.createElement("div");
    box.innerHTML = answer.conflicts[this.name];
    const told = this.fieldset.querySelector(".conflict");
    // What is told already stays, with the button that may be pressed just now.
    if (told?.textContent !== box.firstElementChild.textContent) {
      told?.remove();
      this.fieldset.querySelector(".levels, .opts").before(box.firstElementChild);
    }
    this.say(translated("Not saved: choose which text to keep, above"), "failed");
  }

  retry(words, link) {
    this.failures += 1;
    this.say(words, "failed", link);
    this.schedule(Math.min(1000 * 2 ** (this.failures - 1), LONGEST_WAIT));
  }

  say(words, state = "", link = "") {
    if (this.state.textContent === words) return;
    this.state.dataset.state = state;
    this.state.textContent = link ? "" : words;
    if (!link) return;
    const anchor = document.createElement("a");
    Object.assign(anchor, { href: link, target: "_blank", textContent: words });
    this.state.append(anchor);
  }
}

// The token changes at every sign-in, so it is read anew each time.
function token() {
  const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  return cookie ? cookie[1] : form.elements.csrfmiddlewaretoken.value;
}

function clock(moment) {
  return new Date(moment).toLocaleTimeString("en-US", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

function notSaved(status, answer, name) {
  return translated("Not saved: {reason}").replace("{reason}", () => reason(status, answer, name));
}

function reason(status, answer, name) {
  if (answer.errors?.[name]) return answer.errors[name].join(" ");
  if (answer.refusal) return answer.refusal;
  if (status === 403) return translated("your role does not allow changes. Copy what you typed.");
  if (status === 404) {
    return translated("you cannot open this assessment any more. Copy what you typed.");
  }
  if (status === 400 || status === 413) {
    return translated("the text is too long. Shorten it.");
  }
  return translated("copy what you typed, and load the page again.");
}

function itemOf(element) {
  return items.get(element.closest?.("fieldset.item"));
}

function unsaved() {
  return [...items.values()].filter((item) => item.unsaved);
}

if (form) {
  for (const version of form.querySelectorAll('input[name$="-version"]')) {
    const fieldset = version.closest("fieldset.item");
    items.set(fieldset, new Item(fieldset, version));
  }

  form.addEventListener("input", (event) => {
    if (event.target.type !== "radio") itemOf(event.target)?.touch(TYPING_PAUSE);
  });
  form.addEventListener("change", (event) => itemOf(event.target)?.touch(0));

  // A form that is sent while a save is under way would collide with it: wait for that one.
  form.addEventListener("submit", async (event) => {
    const busy = [...items.values()].filter((item) => item.running);
    for (const item of items.values()) clearTimeout(item.timer);
    form.elements.csrfmiddlewaretoken.value = token();
    leaving = true;
    if (!busy.length) return;
    event.preventDefault();
    await Promise.all(busy.map((item) => item.settled));
    for (const item of items.values()) clearTimeout(item.timer);
    // The panel with the pressed button gave way to news, which the person has to see first.
    leaving = !event.submitter || event.submitter.form === form;
    if (leaving) form.requestSubmit(event.submitter);
  });

  addEventListener("beforeunload", (event) => {
    if (!leaving && unsaved().length) event.preventDefault();
  });
  addEventListener("pageshow", () => {
    leaving = false;
  });
  const again = () => unsaved().forEach((item) => item.failures && item.save());
  addEventListener("online", again);
  addEventListener("focus", again);
}
