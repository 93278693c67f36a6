/* Words of suicide or violence, as they are typed: help is shown to who types, in this page. Nothing is sent, nothing is kept. */
"use strict";
(() => {
  const panel = document.querySelector("[data-crisis]");
  if (!panel) return;
  const words = panel.dataset.crisis.split("|").map((one) =>
    one.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/ /g, "\\s+").replace(/\*/g, "\\p{L}*"));
  const speaksOf = new RegExp(`(?<!\\p{L})(?:${words.join("|")})(?!\\p{L})`, "u");
  const folded = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/’/g, "'");
  const HEAD = 76, FOOT = 66; // the bars of a narrow page
  let off = false;
  document.addEventListener("input", (event) => {
    if (off || !event.target.matches?.("textarea")) return;
    if (!panel.hidden || !speaksOf.test(folded(event.target.value))) return;
    panel.hidden = false;
    // It came above the box, which stays in sight: at the foot of what a keyboard leaves of the window, or higher.
    const box = event.target.getBoundingClientRect();
    const foot = (window.visualViewport?.height ?? innerHeight) - FOOT;
    const above = Math.min(0, panel.getBoundingClientRect().top - HEAD);
    scrollBy({ top: Math.max(box.bottom - foot, above), behavior: "instant" });
  });
  panel.querySelector("[data-crisis-off]").addEventListener("click", () => {
    off = panel.hidden = true;
  });
})();
