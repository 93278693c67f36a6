// A stranger's own programme, kept in this browser and nowhere else. Without this, nothing of it is offered.
"use strict";
(() => {
  const event = () => document.querySelector("[data-programme]")?.dataset.programme;
  const name = () => `programme-${event()}`;
  const known = /^[a-z0-9-]{1,14}$/;
  function read() {
    try {
      const found = JSON.parse(localStorage.getItem(name()));
      return Array.isArray(found) ? found.filter((key) => known.test(key)) : [];
    } catch { return []; }
  }
  function write(keys) {
    try { localStorage.setItem(name(), JSON.stringify(keys)); return true; } catch { return false; }
  }
  function show() {
    const buttons = [...document.querySelectorAll("[data-keep]")];
    const link = document.querySelector("[data-mine]");
    const keys = read();
    for (const button of buttons) {
      const kept = keys.includes(button.dataset.keep);
      button.hidden = false;
      button.classList.toggle("quiet", !kept);
      button.querySelector("[data-on]").hidden = !kept;
      button.querySelector("[data-off]").hidden = kept;
    }
    if (link && buttons.length) {
      link.hidden = !keys.length;
      link.href = `${link.pathname}?kept=${keys.join(".")}`;
      link.querySelector("[data-count]").textContent = keys.length ? `(${keys.length})` : "";
    }
  }
  if (!event() || !write(read())) return;
  if (document.querySelector("[data-look]") && read().length) {
    location.replace(`${location.pathname}?kept=${read().join(".")}`);
    return;
  }
  document.addEventListener("click", (press) => {
    const button = press.target instanceof Element && press.target.closest("[data-keep]");
    if (!button) return;
    const key = button.dataset.keep, keys = read();
    write(keys.includes(key) ? keys.filter((one) => one !== key) : [...keys, key]);
    show();
  });
  document.addEventListener("htmx:afterSwap", show);
  addEventListener("pageshow", show);
  show();
})();
