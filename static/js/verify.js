// Files are hashed here, and nothing but their digests is sent. Without this, or where the browser
// cannot hash (it does so on https alone), the form sends the files themselves.
const form = document.querySelector("[data-verify]");
const told = form.querySelector("[data-told]");
const words = JSON.parse(document.getElementById("script-words")?.textContent ?? "{}");
const translated = (text) => words[text] ?? text;
const LARGEST_MANIFEST = 256 * 1024;

const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
const bytesOf = (text) => Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16));

// What the browser alone can see of a manifest: whether its signature fits. It is sent as a doubt,
// never as a proof.
async function isBroken(text, keys) {
  const id = text.match(/"key":"([0-9a-f]{16})"/)?.[1];
  const key = keys.find((each) => each.id === id);
  if (!key) return false;
  const signature = text.match(/"signature":"([0-9a-f]{128})",/);
  if (!signature) return true;
  try {
    const raw = bytesOf(key.public_key.slice(-64));
    const publicKey = await crypto.subtle.importKey("raw", raw, { name: "Ed25519" }, false, ["verify"]);
    const signed = new TextEncoder().encode(text.replace(signature[0], ""));
    return !(await crypto.subtle.verify({ name: "Ed25519" }, publicKey, bytesOf(signature[1]), signed));
  } catch {
    return false; // a browser that does not know these signatures
  }
}

const MARKS = ['"format"', '"files"', '"signature"', '"key"'];

async function describe(file, asked, names) {
  const content = await file.arrayBuffer();
  const digest = hex(await crypto.subtle.digest("SHA-256", content));
  names.set(digest, [...(names.get(digest) ?? []), file.name]);
  asked.append("digest", digest);
  if (content.byteLength > LARGEST_MANIFEST) return;
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(content);
  if (!text.trimStart().startsWith("{") || MARKS.filter((mark) => text.includes(mark)).length < 3) return;
  asked.append("manifest", digest);
  const { keys } = await (await fetch(form.dataset.keys)).json();
  if (await isBroken(text, keys)) asked.append("broken", digest);
}

async function ask(files) {
  const names = new Map();
  const asked = new URLSearchParams();
  for (const file of files) await describe(file, asked, names);
  const answer = await fetch(form.action, { method: "POST", body: asked });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (answer.status === 422) return page.querySelector("[role=alert] p").textContent;
  if (!answer.ok) throw new Error(answer.status);
  const results = document.importNode(page.getElementById("results"), true);
  for (const place of results.querySelectorAll("[data-digest]")) {
    place.textContent = names.get(place.dataset.digest)?.join(", ") ?? "";
  }
  document.getElementById("results").replaceWith(results);
  const lead = document.querySelector("[data-lead]");
  if (lead) lead.hidden = true;
  results.focus();
  results.scrollIntoView();
  return "";
}

if (globalThis.crypto?.subtle) {
  for (const hint of form.querySelectorAll("[data-where]")) hint.hidden = hint.dataset.where === "there";
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { files } = form.elements.file;
    const most = Number(form.dataset.most);
    if ([...files].some((file) => file.size > most)) {
      told.textContent = translated(
        "A file is larger than {size} MB. Files of reports are smaller.",
      ).replace("{size}", Math.floor(most / 2 ** 20));
      return;
    }
    told.textContent = translated("Working out the digest…");
    try {
      told.textContent = await ask(files);
    } catch {
      told.textContent = translated(
        "No answer came from the portal. Wait a minute, and try again.",
      );
    }
  });
}
