/* New messages come by themselves; nothing is lost or said twice when the connection drops. Without this, the page works. */
"use strict";
(() => {
  const talk = document.querySelector("[data-conversation]");
  if (!talk) return;
  const log = talk.querySelector("[role=log]");
  const lost = talk.querySelector("[data-lost-connection]");
  const signedOut = talk.querySelector("[data-signed-out]");
  const composer = () => talk.querySelector("form#write");
  const last = () => [...log.querySelectorAll(".message")].pop()?.id.slice(2) ?? "";
  const days = () => [...log.querySelectorAll("[data-day]")].map((one) => one.dataset.day);

  /* What is here already, or said above, is not repeated: two answers may bring the same message. */
  function known(node) {
    return node.id ? document.getElementById(node.id) : node.dataset.day && days().includes(node.dataset.day);
  }
  function atTheEnd() {
    return window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 240
      || (composer()?.getBoundingClientRect().top ?? Infinity) < window.innerHeight;
  }
  function toTheEnd() {
    (composer() || log.lastElementChild)?.scrollIntoView({ block: "end" });
  }
  function arrived() {
    talk.querySelector("[data-nothing]")?.remove();
    const after = composer()?.elements.namedItem("after");
    if (after) after.value = last();
  }
  function seen(id) {
    const upTo = id && document.getElementById(id);
    if (!upTo) return;
    for (const one of log.querySelectorAll(".message.mine")) {
      if (one !== upTo && one.compareDocumentPosition(upTo) & Node.DOCUMENT_POSITION_PRECEDING) continue;
      const mark = one.querySelector(".seen");
      if (mark?.hidden) mark.hidden = false;
    }
  }
  function emptied(keys) {
    for (const key of keys?.split(" ") ?? []) {
      const words = document.querySelector(`#m-${key} > [dir]`);
      if (!words) continue;
      const said = document.createElement("p");
      said.className = "meta";
      said.textContent = talk.dataset.takenBack;
      words.parentElement.querySelector("a.link")?.remove();
      words.replaceWith(said);
    }
  }
  /* Gives how many messages are new, and after how many seconds to ask again. */
  function add(html) {
    const news = new DOMParser().parseFromString(html, "text/html").querySelector("[data-news]");
    if (!news) return { count: 0, again: 0 };
    const follow = atTheEnd();
    let count = 0;
    for (const node of [...news.children]) {
      if (known(node)) continue;
      log.append(document.adoptNode(node));
      if (node.id) count += 1;
    }
    seen(news.dataset.seen);
    emptied(news.dataset.gone);
    if (count) {
      arrived();
      if (follow) toTheEnd();
    }
    return { count, again: Number(news.dataset.again || 0) };
  }

  /* One question at a time, answered when there is something to say; none while nobody looks at the page. */
  let listening = false;
  let asked = null;
  let wake = () => {};
  const sleep = (seconds) => new Promise((done) => {
    const timer = setTimeout(done, seconds * 1000);
    wake = () => { clearTimeout(timer); done(); };
  });
  async function ask() {
    asked = new AbortController();
    const limit = setTimeout(() => asked.abort("late"), 45000);
    try {
      const answer = await fetch(`${talk.dataset.live}?after=${last()}`, {
        signal: asked.signal, redirect: "manual", cache: "no-store", credentials: "same-origin",
      });
      if (answer.type === "opaqueredirect" || answer.status === 404) {
        signedOut.hidden = false;
        return null;
      }
      if (!answer.ok) throw new Error(String(answer.status));
      return add(await answer.text());
    } finally {
      clearTimeout(limit);
    }
  }
  async function listen() {
    if (listening || !talk.dataset.live) return;
    listening = true;
    let failures = 0;
    while (!document.hidden) {
      const began = Date.now();
      try {
        const news = await ask();
        if (!news) break;
        failures = 0;
        lost.hidden = true;
        if (news.again) await sleep(news.again);
        else if (!news.count && Date.now() - began < 1000) await sleep(1);
      } catch (error) {
        if (document.hidden) break;
        failures += 1;
        if (failures > 1 || !navigator.onLine) lost.hidden = Boolean(composer()?.querySelector(".lost"));
        await sleep(Math.min(30, 2 ** (failures - 1)));
      }
    }
    listening = false;
  }
  /* What was taken back is told for twenty minutes: a page that slept longer asks for all of it again. */
  const SLEPT = 15 * 60 * 1000;
  let hidden = 0;
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      hidden = Date.now();
      asked?.abort();
    } else if (hidden && Date.now() - hidden > SLEPT && !composer()?.elements.namedItem("body")?.value) {
      location.reload();
    }
    wake();
    listen();
  });
  addEventListener("online", () => wake());
  addEventListener("pagehide", () => asked?.abort());
  addEventListener("pageshow", (event) => { if (event.persisted) listen(); });

  /* What htmx brings: a message sent, older messages. */
  talk.addEventListener("htmx:beforeOnLoad", (event) => {
    const { xhr, pathInfo } = event.detail;
    const asked = new URL(pathInfo.finalRequestPath, location.href).pathname;
    if (xhr.responseURL && new URL(xhr.responseURL).pathname !== asked) {
      event.preventDefault(); // the door: going there would lose the words
      signedOut.hidden = false;
    }
  });
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    if (event.target !== log) return;
    for (const node of [...event.detail.fragment.querySelectorAll(".message, .messages-day")]) if (known(node)) node.remove();
  });
  document.addEventListener("htmx:oobAfterSwap", (event) => { // told of each message that came, not of where it came
    if (event.detail.target !== log) return;
    arrived();
    toTheEnd();
  });
  /* Older messages come above; what was being read stays where it is on the screen. */
  const older = talk.querySelector("[data-before-log]");
  const html = document.documentElement;
  let place = 0;
  const top = () => log.getBoundingClientRect().top;
  older.addEventListener("htmx:beforeSwap", () => {
    html.style.overflowAnchor = "none";
    place = top();
  });
  older.addEventListener("htmx:afterSwap", () => {
    let former = "";
    for (const day of talk.querySelectorAll("[data-day]")) {
      if (day.dataset.day === former) day.remove();
      former = day.dataset.day;
    }
    scrollBy(0, top() - place);
    setTimeout(() => { html.style.overflowAnchor = ""; }, 100);
  });
  talk.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) composer()?.requestSubmit();
  });

  if (!location.hash && talk.dataset.live && document.documentElement.scrollHeight > window.innerHeight * 1.5) toTheEnd();
  listen();
})();
