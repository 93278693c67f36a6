// Copies a reference, with its italics, in place of opening it as plain text.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-copies]");
  if (!link || !navigator.clipboard || !window.ClipboardItem) return;
  event.preventDefault();
  const source = document.getElementById(link.dataset.copies);
  const part = (type, words) => new Blob([words], { type });
  const item = new ClipboardItem({
    "text/plain": part("text/plain", source.textContent),
    "text/html": part("text/html", source.innerHTML),
  });
  const said = link.parentElement.querySelector("[data-copied]");
  navigator.clipboard.write([item]).then(
    () => { said.textContent = said.dataset.copied; },
    () => { window.location = link.href; },
  );
});
