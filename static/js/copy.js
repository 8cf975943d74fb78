// A button beside a field or a text that copies what stands in it. Without this it can be selected.
const told = document.querySelector("[data-copied]");
const words = JSON.parse(document.getElementById("script-words")?.textContent ?? "{}");
const translated = (text) => words[text] ?? text;

for (const button of document.querySelectorAll("[data-copy]")) {
  const place = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (place.select) place.select();
    else getSelection().selectAllChildren(place);
    try {
      await navigator.clipboard.writeText(place.value ?? place.innerText);
      told.textContent = button.dataset.told ?? translated("The link is copied.");
    } catch {
      told.textContent = place.select
        ? translated("The link is selected. Copy it with your keyboard or menu.")
        : translated("The text is selected. Copy it with your keyboard or menu.");
    }
  });
}
