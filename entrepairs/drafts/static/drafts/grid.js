// The programme as a grid: sessions are moved with a mouse, a finger on the handle, or the keyboard, and saved at once.
// What the database refuses goes back to where it was. Without this the page is a list of links to the forms.
"use strict";
(() => {
  const board = document.querySelector("[data-board]");
  if (!board) return;
  const STEP = 5, SHORT = 48, EDGE = 70;
  const words = board.dataset, first = +words.first, last = +words.last;
  const one = (name, within = board) => within.querySelector(`[data-${name}]`);
  const all = (name) => [...board.querySelectorAll(`[data-${name}]`)];
  const form = one("answer"), told = one("told"), live = one("live"), undo = one("undo"), scroll = board.querySelector(".scroll");
  const columns = all("column"), none = columns.find((column) => column.dataset.column === "none");
  const listOf = (column) => column.querySelector("ul");
  const columnOf = (card) => card.closest("[data-column]");
  const titleOf = (card) => card.querySelector("a").textContent.trim();
  const named = (column) => column === none ? words.saidUnplaced : column.querySelector("h3").textContent;
  const say = (text, parts = {}) => text.replace(/\{(\w+)\}/g, (_all, name) => parts[name] ?? "");
  const two = (number) => String(number).padStart(2, "0");
  const clock = (minute) => {
    const hour = Math.floor(minute / 60) % 24;
    return say(minute % 60 ? words.clock : words.sharp, { h: hour, hh: two(hour), m: two(minute % 60) });
  };
  const hours = ({ starts, ends }) => `${clock(starts)} – ${clock(ends)}`;
  const called = (at) => at.column === none ? words.saidUnplaced : say(words.saidAt, { hours: hours(at), column: named(at.column) });
  const tell = (text) => { live.textContent = text; };

  /* Where a card is: its column, and minutes since the day began; without hours, in the column of what is not placed. */
  const place = (card) => {
    const placed = card.dataset.starts !== undefined;
    return { column: columnOf(card), starts: placed ? +card.dataset.starts : null, ends: placed ? +card.dataset.ends : null };
  };
  const same = (a, b) => a.column === b.column && a.starts === b.starts && a.ends === b.ends;
  const lasts = (card) => +card.dataset.lasts || 60;
  let scale = 1;

  function show(card, at) {
    const from = columnOf(card), focused = card.contains(document.activeElement) && document.activeElement;
    if (from !== at.column) listOf(at.column).append(card);
    if (at.starts === null) {
      delete card.dataset.starts; delete card.dataset.ends;
    } else {
      card.dataset.starts = at.starts; card.dataset.ends = at.ends; card.dataset.lasts = at.ends - at.starts;
    }
    one("hours", card).textContent = at.starts === null ? "" : hours(at);
    arrange(from); arrange(at.column);
    if (focused && document.activeElement !== focused) focused.focus({ preventScroll: true });
  }

  /* Beside one another when they go on at the same time. */
  function arrange(column) {
    const cards = [...listOf(column).children];
    if (column === none) { one("nothing").hidden = cards.length > 0; return; }
    const ends = [];
    let group = [], until = -1;
    const close = () => { group.forEach((card) => card.style.setProperty("--lanes", ends.length)); group = []; ends.length = 0; };
    for (const card of cards.sort((a, b) => a.dataset.starts - b.dataset.starts || b.dataset.ends - a.dataset.ends)) {
      const starts = +card.dataset.starts;
      if (starts >= until) close();
      let lane = ends.findIndex((end) => end <= starts);
      if (lane < 0) lane = ends.length;
      ends[lane] = +card.dataset.ends;
      until = Math.max(until, ends[lane]);
      group.push(card);
      card.style.setProperty("--lane", lane);
      card.style.setProperty("--from", starts - first);
      card.style.setProperty("--lasts", card.dataset.ends - starts);
    }
    close();
  }

  /* Saving, and taking back. */
  let latest = null;
  const unique = () => {
    const digits = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };
  async function send(card, fields) {
    const body = new FormData(form);
    for (const [name, value] of Object.entries({ once: unique(), by: words.by, ...fields })) body.set(name, value);
    try {
      const answer = await fetch(card.dataset.move, { method: "POST", body });
      const known = answer.headers.get("content-type")?.startsWith("application/json");
      return known ? await answer.json() : { error: words.saidGone };
    } catch {
      return { error: document.querySelector(".shell")?.dataset.lost || words.saidGone };
    }
  }
  /* A slow connection loses no key: a card is moved again before the answer to its last move came. Its moves are sent
     one after the other, and an answer shows the card again only when nothing newer is under way. */
  const waiting = new Map();
  function save(card, before, fields) {
    card.setAttribute("aria-busy", "true");
    undo.hidden = true;
    const turn = (waiting.get(card) || Promise.resolve(before)).then(async (known) => {
      const answer = await send(card, fields), last = waiting.get(card) === turn;
      if (last) { waiting.delete(card); card.removeAttribute("aria-busy"); }
      return settle(card, answer, known, last, "undo" in fields);
    });
    waiting.set(card, turn);
  }
  /* Gives where the card is saved, which is where the next move goes back to if it is refused. */
  function settle(card, answer, known, last, undone) {
    const mine = held?.card === card, free = last && !mine;
    let at = known;
    if (!answer.error) {
      const column = columns.find((each) => each.dataset.column === answer.column) || columnOf(card);
      at = { column, starts: answer.starts, ends: answer.ends };
      latest = { card, undo: answer.undo };
      if (answer.day && answer.day !== words.day && free) { location.reload(); return at; }
    }
    if (mine) held.before = at;
    if (free) show(card, at);
    if (answer.error) answered(say(words.saidRefused, { title: titleOf(card), why: answer.error }), "alert");
    else {
      answered(say(words.saidSaved, { title: titleOf(card), hours: at.starts === null ? "" : hours(at), column: named(at.column) }), "good");
      undo.hidden = undone || waiting.size > 0;
    }
    return at;
  }
  function answered(text, how) {
    form.hidden = false;
    told.className = `notice ${how}`;
    told.textContent = text;
    tell(text);
  }
  undo.addEventListener("click", () => {
    const { card, undo: signed } = latest;
    save(card, place(card), { undo: signed });
    one("grip", card).focus();
  });
  const asTime = (minute) => `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;
  function drop() {
    const { card, before } = held, at = place(card);
    letGo();
    if (same(before, at)) { tell(say(words.saidBack, { title: titleOf(card) })); return; }
    const placed = { day: words.day, starts: asTime(at.starts ?? 0), ends: asTime(at.ends ?? 0), to: at.column.dataset.column };
    save(card, before, at.starts === null ? { day: "", starts: "", ends: "", to: "" } : placed);
  }
  function cancel() {
    const { card, before } = held;
    letGo();
    show(card, before);
    tell(say(words.saidBack, { title: titleOf(card) }));
  }

  /* What is picked up, by whatever means. */
  let held = null;
  function pick(card, how) {
    if (held) return false;
    held = { card, before: place(card), ...how };
    card.classList.add("held");
    one("grip", card).setAttribute("aria-pressed", "true");
    return true;
  }
  function letGo() {
    held.card.classList.remove("held");
    one("grip", held.card).setAttribute("aria-pressed", "false");
    held = null;
  }
  const within = (minute, low, high) => Math.max(low, Math.min(high, Math.round(minute / STEP) * STEP));
  function put(column, starts) {
    const length = lasts(held.card), begins = within(starts, first, last - length);
    show(held.card, column === none ? { column, starts: null, ends: null } : { column, starts: begins, ends: begins + length });
  }
  function stretch(ends) {
    const at = place(held.card);
    if (at.starts !== null) show(held.card, { ...at, ends: within(ends, at.starts + STEP, last) });
  }

  /* The keyboard: the handle is a button that stays pressed. */
  board.addEventListener("click", (event) => {
    const grip = event.target.closest("[data-grip]");
    if (!grip) return;
    if (held) { drop(); return; }
    const card = grip.closest("[data-session]");
    if (pick(card, { by: "keys" })) tell(say(words.saidHeld, { title: titleOf(card) }));
  });
  const side = { ArrowLeft: -1, ArrowRight: 1 }, way = { ArrowUp: -STEP, ArrowDown: STEP, PageUp: -60, PageDown: 60 };
  board.addEventListener("keydown", (event) => {
    if (!held) return;
    if (event.key === "Escape") { event.stopPropagation(); cancel(); return; }
    if (held.by !== "keys" || !(event.key in side || event.key in way)) return;
    event.preventDefault();
    const at = place(held.card);
    if (event.key in side) {
      const column = columns[columns.indexOf(at.column) + side[event.key]];
      if (column) put(column, at.starts ?? held.before.starts ?? first + 60);
    } else if (at.starts === null) return;
    else if (event.shiftKey) stretch(at.ends + way[event.key]);
    else put(at.column, at.starts + way[event.key]);
    held.card.scrollIntoView({ block: "nearest", inline: "nearest" });
    tell(called(place(held.card)));
  });
  board.addEventListener("focusout", () => setTimeout(() => {
    if (held?.by === "keys" && !held.card.contains(document.activeElement)) cancel();
  }));

  /* Mouse and finger. A finger drags by the handle only: elsewhere it scrolls the page. */
  let pressed = null, dragged = false;
  board.addEventListener("pointerdown", (event) => {
    const card = event.target.closest("[data-session]");
    dragged = false;
    if (!card || event.button || held || (event.pointerType !== "mouse" && !event.target.closest("[data-grip], .edge"))) return;
    const grab = event.clientY - card.getBoundingClientRect().top;
    pressed = { card, grab, id: event.pointerId, x: event.clientX, y: event.clientY, edge: Boolean(event.target.closest(".edge")) };
  });
  addEventListener("pointermove", (event) => {
    if (!pressed || event.pointerId !== pressed.id) return;
    if (!dragged && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) < 5) return;
    if (!dragged) {
      if (!pick(pressed.card, { by: "pointer" })) { pressed = null; return; }
      dragged = true;
      roll();
    }
    event.preventDefault();
    Object.assign(pressed, { x: event.clientX, y: event.clientY });
    follow();
  });
  function follow() {
    const minute = (column, y) => first + (y - listOf(column).getBoundingClientRect().top) / scale;
    if (pressed.edge) { stretch(minute(columnOf(pressed.card), pressed.y)); return; }
    const over = columns.find((column) => {
      const box = column.getBoundingClientRect();
      return pressed.x >= box.left && pressed.x < box.right && (column !== none || (pressed.y >= box.top && pressed.y < box.bottom));
    });
    if (over) put(over, over === none ? 0 : minute(over, pressed.y - pressed.grab));
  }
  /* Near an edge of the window, what is under the pointer rolls by. */
  function roll() {
    if (!pressed || !dragged) return;
    const pace = (at, size) => at < EDGE ? -10 : at > size - EDGE ? 10 : 0;
    const down = pace(pressed.y, innerHeight), box = scroll.getBoundingClientRect();
    const across = pace(pressed.x - Math.max(0, box.left), Math.min(innerWidth, box.right) - Math.max(0, box.left));
    if (down) scrollBy(0, down);
    if (across && pressed.y > box.top && pressed.y < box.bottom) scroll.scrollLeft += across;
    if (down || across) follow();
    requestAnimationFrame(roll);
  }
  const release = (end) => (event) => {
    if (!pressed || event.pointerId !== pressed.id) return;
    pressed = null;
    if (dragged && held) end();
  };
  addEventListener("pointerup", release(drop));
  addEventListener("pointercancel", release(cancel));
  addEventListener("click", (event) => {
    if (dragged && event.detail && event.target.closest?.("[data-session]")) { event.preventDefault(); event.stopPropagation(); }
    dragged = false;
  }, true);
  board.addEventListener("dragstart", (event) => event.preventDefault());

  /* The list becomes a grid. */
  const placed = all("session").map(place).filter((at) => at.starts !== null);
  scale = Math.min(3.2, Math.max(1.6, SHORT / Math.min(...placed.map((at) => at.ends - at.starts), 60)));
  board.style.setProperty("--minute", `${scale}px`);
  board.style.setProperty("--minutes", last - first);
  board.classList.add("live");
  board.querySelectorAll(".scripted, .clock, [data-grip]").forEach((each) => { each.hidden = false; });
  board.querySelectorAll(".unscripted").forEach((each) => { each.hidden = true; });
  for (const card of all("session")) {
    one("grip", card).setAttribute("aria-pressed", "false");
    card.append(Object.assign(document.createElement("span"), { className: "edge" }));
    if (card.dataset.starts !== undefined) card.dataset.lasts = card.dataset.ends - card.dataset.starts;
  }
  columns.forEach(arrange);
})();
