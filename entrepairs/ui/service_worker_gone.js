/* The site has turned its service worker off: all that it kept goes, and then it goes itself. */
"use strict";
addEventListener("install", () => self.skipWaiting());
addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
    await registration.unregister();
  })());
});
