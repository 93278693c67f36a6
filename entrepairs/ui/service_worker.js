/* Without a network, help opens, and any other page says that it needs one; notifications are shown. What is kept is the shell
   and public pages, asked for without cookies: no page of a person is ever among them. KEPT is written above (ui/offline.py). */
"use strict";
const PREFIX = "entrepairs-", NAME = PREFIX + KEPT.version;

async function keep(cache, place, url) {
  const answer = await fetch(url || place, { credentials: "omit" });
  if (!answer.ok || answer.redirected) throw new Error(`${place}: ${answer.status}`);
  return cache.put(place, answer);
}

addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil((async () => {
    const cache = await caches.open(NAME);
    await Promise.all([...KEPT.files, ...Object.values(KEPT.pages), KEPT.offline].map((place) => keep(cache, place)));
  })());
});

addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const former = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== NAME);
    await Promise.all(former.map((name) => caches.delete(name)));
    if (registration.navigationPreload) await registration.navigationPreload.enable();
  })());
});

const kept = async (place) => (await caches.open(NAME)).match(place, { ignoreVary: true });

async function open(event, url) {
  const page = KEPT.pages[url.pathname];
  try {
    const answer = (await event.preloadResponse) || await fetch(event.request);
    /* The numbers of the country that was chosen are those to find again. */
    if (page && url.searchParams.has("country") && answer.ok) {
      const chosen = new URL(page, location);
      chosen.searchParams.set("country", url.searchParams.get("country"));
      event.waitUntil(caches.open(NAME).then((cache) => keep(cache, page, chosen)).catch(() => {}));
    }
    return answer;
  } catch (error) {
    const found = await kept(page || KEPT.offline);
    if (!found) throw error;
    return found;
  }
}

addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (event.request.mode === "navigate") event.respondWith(open(event, url));
  else if (KEPT.files.includes(url.pathname)) event.respondWith(kept(url.pathname).then((found) => found || fetch(event.request)));
});

addEventListener("push", (event) => {
  let title = "Entrepairs";
  try { title = event.data.json().title || title; } catch (error) { /* nothing that we sent */ }
  event.waitUntil(registration.showNotification(title, { tag: "waits", icon: KEPT.icon, badge: KEPT.icon }));
});

addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil((async () => {
    const pages = await clients.matchAll({ type: "window", includeUncontrolled: true });
    return pages.length ? pages[0].focus() : clients.openWindow("/");
  })());
});
