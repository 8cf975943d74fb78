// A button beside a field or a text that copies what stands in it. Without this it can be selected.
const told = document.querySelector("[data-copied]");

for (const button of document.querySelectorAll("[data-copy]")) {
  const place = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (place.select) place.select();
    else getSelection().selectAllChildren(place);
    try {
      await navigator.clipboard.writeText(place.value ?? place.innerText);
      told.textContent = button.dataset.told ?? "The link is copied.";
    } catch {
      told.textContent = `${place.select ? "The link" : "The text"} is selected. Copy it with your keyboard or menu.`;
    }
  });
}
