// 0 to 4, N and D choose an answer, but only while a level of that item has focus.
const VALUES = { n: "na", d: "dk" };

// Where a finger points there are seldom number keys.
if (!matchMedia("(pointer: coarse)").matches) {
  document.querySelector("[data-number-keys]")?.removeAttribute("hidden");
}

document.querySelector("form[data-autosave]")?.addEventListener("keydown", (event) => {
  const radio = event.target;
  if (radio.type !== "radio" || event.ctrlKey || event.altKey || event.metaKey) return;
  const key = event.key.toLowerCase();
  const value = VALUES[key] ?? (/^[0-4]$/.test(key) ? key : null);
  if (value === null) return;
  const chosen = [...radio.form.elements[radio.name]].find((other) => other.value === value);
  if (!chosen) return;
  event.preventDefault();
  chosen.focus();
  if (!chosen.checked) chosen.click();
});
