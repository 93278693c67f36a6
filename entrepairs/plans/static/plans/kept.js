/* A plan kept on this device for when there is no network, because its holder asked for it. It is encrypted for a key whose private
   half is itself encrypted with words that the holder chose: what opens it is kept nowhere. app.js erases it when this device is
   signed out. */
"use strict";
(() => {
  const NAME = "entrepairs-kept", TURNS = 600000;
  const able = window.isSecureContext && window.crypto && crypto.subtle && window.indexedDB;
  const RSA = { name: "RSA-OAEP", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" };
  const random = (length) => crypto.getRandomValues(new Uint8Array(length));
  const wait = (asked) => new Promise((done, failed) => {
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });

  async function store(mode, act) {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("plans", { keyPath: "plan" });
    const base = await wait(asked);
    try {
      return await wait(act(base.transaction("plans", mode).objectStore("plans")));
    } finally {
      base.close();
    }
  }
  const find = (plan) => store("readonly", (plans) => plans.get(plan));
  const put = (kept) => store("readwrite", (plans) => plans.put(kept));
  const remove = (plan) => store("readwrite", (plans) => plans.delete(plan));

  /* The key that the words give: it opens the private half, and nothing else. */
  async function keyOf(words, salt) {
    const typed = await crypto.subtle.importKey("raw", new TextEncoder().encode(words), "PBKDF2", false, ["deriveKey"]);
    const how = { name: "PBKDF2", hash: "SHA-256", iterations: TURNS, salt };
    return crypto.subtle.deriveKey(how, typed, { name: "AES-GCM", length: 256 }, false, ["wrapKey", "unwrapKey"]);
  }

  /* The plan as it is now, for the key whose public half is kept. Where there is no plan any more, nothing is kept of it. */
  async function refresh(kept, source) {
    const answer = await fetch(source, { credentials: "same-origin", redirect: "error" });
    if (answer.status === 404) return remove(kept.plan);
    if (!answer.ok) throw new Error(String(answer.status));
    const text = await answer.arrayBuffer();
    const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt"]);
    const nonce = random(12);
    const open = await crypto.subtle.importKey("spki", kept.open, RSA, false, ["wrapKey"]);
    return put(Object.assign({}, kept, {
      at: Date.now(),
      nonce,
      text: await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, key, text),
      key: await crypto.subtle.wrapKey("raw", key, open, RSA),
    }));
  }

  async function keep(plan, words, source) {
    const pair = await crypto.subtle.generateKey(RSA, true, ["wrapKey", "unwrapKey"]);
    const salt = random(16), iv = random(12);
    const locked = await crypto.subtle.wrapKey("pkcs8", pair.privateKey, await keyOf(words, salt), { name: "AES-GCM", iv });
    const open = await crypto.subtle.exportKey("spki", pair.publicKey);
    return refresh({ plan, salt, iv, locked, open }, source);
  }

  async function read(kept, words) {
    const door = await keyOf(words, kept.salt);
    const mine = await crypto.subtle.unwrapKey("pkcs8", kept.locked, door, { name: "AES-GCM", iv: kept.iv }, RSA, false, ["unwrapKey"]);
    const key = await crypto.subtle.unwrapKey("raw", kept.key, mine, RSA, "AES-GCM", false, ["decrypt"]);
    const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: kept.nonce }, key, kept.text);
    return JSON.parse(new TextDecoder().decode(text));
  }

  const show = (one, shown) => { if (one) one.hidden = !shown; };
  const tell = (form, words) => {
    const box = form.querySelector("[role=alert]");
    box.textContent = words;
    box.hidden = !words;
  };
  /* One press at a time; what goes wrong is said. */
  function answer(form, act) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (form.dataset.busy) return;
      form.dataset.busy = "1";
      tell(form, "");
      form.setAttribute("aria-busy", "true");
      try {
        await act(form.elements.words && form.elements.words.value);
      } catch (error) {
        tell(form, form.dataset.failed);
      } finally {
        delete form.dataset.busy;
        delete form.dataset.sent;
        form.removeAttribute("aria-busy");
        form.querySelectorAll("button").forEach((button) => button.removeAttribute("aria-disabled"));
      }
    });
  }

  const element = (name, words, kind) => {
    const made = document.createElement(name);
    made.textContent = words;
    if (kind) made.className = kind;
    return made;
  };
  function write(place, plan) {
    const parts = plan.sections.map((part) => {
      const card = element("section", "", "card stack tight");
      const lines = part.words.split("\n").filter((line) => line.trim()).map((line) => element("p", line));
      lines.forEach((line) => { line.dir = "auto"; });
      card.append(element("h3", part.title), ...lines);
      return card;
    });
    place.replaceChildren(element("h2", plan.name), element("p", plan.made, "meta"), ...parts, element("p", plan.legal, "meta"));
    place.hidden = false;
    place.focus();
  }

  async function start() {
    const source = document.querySelector("[data-kept-source]");  /* the page of a plan: the copy follows it */
    if (source && able) {
      const kept = await find(source.dataset.keptPlan);
      if (kept) await refresh(kept, source.dataset.keptSource).catch(() => {});
    }
    const settings = document.querySelector("[data-keep]");
    if (settings) {
      const plan = settings.dataset.keep;
      const [ask, stop] = settings.querySelectorAll("form");
      const now = async () => {
        const kept = Boolean(able && await find(plan));
        show(settings.querySelector("[data-unable]"), !able);
        show(ask, able && !kept);
        show(stop, kept);
      };
      answer(ask, async (words) => {
        if (words.length < 8) return tell(ask, ask.dataset.short);
        await keep(plan, words, settings.dataset.source);
        ask.reset();
        await now();
        return stop.querySelector("button").focus();
      });
      answer(stop, async () => { await remove(plan); await now(); });
      await now();
    }
    const opens = document.querySelector("[data-open-kept]");
    if (opens) {
      const all = able ? await store("readonly", (plans) => plans.getAll()) : [];
      const form = opens.querySelector("form"), place = opens.querySelector("[data-plan]");
      show(form, all.length > 0);
      show(opens.querySelector("[data-nothing]"), !all.length);
      answer(form, async (words) => {
        for (const kept of all) {
          const plan = await read(kept, words).catch(() => null);
          if (plan) { form.reset(); show(form, false); return write(place, plan); }
        }
        return tell(form, form.dataset.wrong);
      });
    }
  }
  start();
})();
