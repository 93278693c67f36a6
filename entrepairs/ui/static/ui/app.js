/* What pages gain where JavaScript runs. All of it also works without. */
"use strict";
(() => {
  const shell = () => document.querySelector(".shell");

  /* Leave at once: the page goes blank first, then gives its place in the history to a neutral site. The cookie closes the
     pages before it: what Back shows is asked of the server again, which answers with a closed page (ui/leaving.py). */
  const LEFT = "left=1";
  const blank = () => { document.body.className = "gone"; document.title = " "; };
  function leave(address) {
    blank();
    document.cookie = `${LEFT}; path=/; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
    location.replace(address);
  }
  addEventListener("pageshow", (event) => {
    if (!event.persisted || !document.cookie.split("; ").includes(LEFT)) return;
    blank();
    location.reload();
  });
  let presses = [];
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) { presses = []; return; }
    presses = [...presses.filter((at) => event.timeStamp - at < 1500), event.timeStamp];
    const exit = shell()?.dataset.exit;
    if (presses.length >= 3 && exit) leave(exit);
  }, true);

  addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a, button");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.hasAttribute("data-leave")) {
      event.preventDefault();
      leave(shell()?.dataset.exit || link.href);
    } else if (link.dataset.opens) {
      const dialog = document.getElementById(link.dataset.opens);
      if (!dialog?.showModal) return;
      event.preventDefault();
      dialog.showModal();
    } else if (link.hasAttribute("data-closes")) {
      link.closest("dialog")?.close();
    }
  });
  /* A press outside of a dialog closes it. */
  addEventListener("click", (event) => {
    if (event.target instanceof HTMLDialogElement && event.detail) event.target.close();
  });

  /* On a narrow screen tabs slide: the one that is open comes into sight, and the page stays where it is. */
  document.querySelectorAll(".tabs [aria-current]").forEach((tab) => {
    const row = tab.parentElement;
    row.scrollLeft += tab.getBoundingClientRect().left - row.getBoundingClientRect().left - (row.clientWidth - tab.offsetWidth) / 2;
  });

  /* A slider and the number beside it follow each other. */
  addEventListener("input", (event) => {
    const slider = event.target instanceof Element && event.target.closest(".slider");
    if (!slider) return;
    const other = [...slider.querySelectorAll("input:not([type=hidden])")].find((one) => one !== event.target);
    other.value = event.target.value;
  });

  /* A second press while the first is on its way does nothing; the hidden key "once" protects even without this. */
  const buttons = (form) => [...form.elements].filter((one) => one.type === "submit");
  const release = (form) => {
    delete form.dataset.sent;
    buttons(form).forEach((one) => one.removeAttribute("aria-disabled"));
  };
  addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.submitter?.formTarget === "_blank") return;
    if (form.dataset.sent) { event.preventDefault(); event.stopImmediatePropagation(); return; }
    form.dataset.sent = "1";
    buttons(form).forEach((one) => one.setAttribute("aria-disabled", "true"));
    setTimeout(() => release(form), 15000);
  }, true);
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));

  /* htmx: the form is free again after each answer; when none came, the words stay and the page says so. */
  const formOf = (event) => event.target instanceof Element && event.target.closest("form");
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = formOf(event);
    if (!form) return;
    release(form);
    if (event.detail.successful) form.querySelector(".lost")?.remove();
  });
  function tell(event, words) {
    const form = formOf(event);
    if (!form || form.method !== "post" || !words) return;
    const box = form.querySelector(".lost") || form.appendChild(document.createElement("p"));
    box.className = "notice alert lost";
    box.setAttribute("role", "alert");
    box.textContent = words;
  }
  document.addEventListener("htmx:sendError", (event) => tell(event, shell()?.dataset.lost));
  document.addEventListener("htmx:timeout", (event) => tell(event, shell()?.dataset.lost));
  document.addEventListener("htmx:responseError", (event) => tell(event, shell()?.dataset.refused));

  /* Read to me, by a voice of this device: one that works elsewhere would send the words there. A second press stops. */
  const speech = window.speechSynthesis;
  const language = document.documentElement.lang;
  const voice = () => speech?.getVoices().find((one) => one.localService && one.lang.toLowerCase().startsWith(language));
  const offer = () => document.querySelectorAll("[data-read-aloud]").forEach((one) => { one.hidden = !voice(); });
  const SAID = "h1, h2, h3, p, li, dt, dd, summary, .call";
  const heard = (one) => one.offsetParent && !one.querySelector(SAID) && !one.closest("form, nav, [lang]:not(html)");
  let reading = null;
  function stopReading() {
    speech?.cancel();
    if (reading) reading.button.querySelector("span").textContent = reading.words;
    reading = null;
  }
  function readAloud(button) {
    const label = button.querySelector("span");
    const mine = reading = { button, words: label.textContent };
    label.textContent = button.dataset.stop;
    const parts = [...document.querySelectorAll("#main *")].filter((one) => one.matches(SAID) && heard(one));
    parts.forEach((one, n) => {
      const said = new SpeechSynthesisUtterance(one.innerText);
      said.voice = voice();
      said.lang = language;
      if (n === parts.length - 1) said.onend = () => { if (reading === mine) stopReading(); };
      speech.speak(said);
    });
  }
  addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-read-aloud]");
    if (!button) return;
    const again = reading?.button === button;
    stopReading();
    if (!again) readAloud(button);
  });
  addEventListener("pagehide", stopReading);
  speech?.addEventListener?.("voiceschanged", offer);
  offer();

  /* Help opens without a network, once this page is there: it comes first (ui/offline.py). */
  const worker = shell()?.dataset.worker;
  if (worker && "serviceWorker" in navigator) {
    addEventListener("load", () => navigator.serviceWorker.register(worker).catch(() => {}));
  }

  /* What was kept here for when there is no network goes when this device is signed out (ui/offline.py). */
  if (window.indexedDB && document.cookie.split("; ").includes("forget=1")) {
    indexedDB.deleteDatabase("entrepairs-kept").onsuccess = () => { document.cookie = "forget=; path=/; max-age=0; samesite=lax"; };
  }

  /* A page that came back with mistakes starts where they are told. */
  document.querySelector("[data-focus]")?.focus();
  document.addEventListener("htmx:afterSwap", (event) => event.target.querySelector?.("[data-focus]")?.focus());
})();
