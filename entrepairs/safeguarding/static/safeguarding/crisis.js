/* Words of suicide or violence, as they are typed: help is shown to who types, in this page. Nothing is sent, nothing is kept. */
"use strict";
(() => {
  const panel = document.querySelector("[data-crisis]");
  if (!panel) return;
  const words = panel.dataset.crisis.split("|").map((one) =>
    one.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/ /g, "\\s+").replace(/\*/g, "\\p{L}*"));
  const speaksOf = new RegExp(`(?<!\\p{L})(?:${words.join("|")})(?!\\p{L})`, "u");
  const folded = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/’/g, "'");
  let off = false;
  document.addEventListener("input", (event) => {
    if (off || !event.target.matches?.("textarea")) return;
    if (speaksOf.test(folded(event.target.value))) panel.hidden = false;
  });
  panel.querySelector("[data-crisis-off]").addEventListener("click", () => {
    off = panel.hidden = true;
  });
})();
