/* Notifications on this device: the press asks the browser, and sends what it gives to be reached by. */
"use strict";
(() => {
  const form = document.querySelector("form[data-push]");
  const able = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window && window.isSecureContext;
  if (!form || !able) return;
  form.hidden = false;
  document.querySelector("[data-no-push]").hidden = true;

  const bytes = (text) => {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
  };
  const box = form.querySelector("[role=alert]");
  const tell = (words) => { box.textContent = words; box.hidden = !words; };
  const same = (one, other) => one && one.byteLength === other.length
    && new Uint8Array(one).every((byte, place) => byte === other[place]);

  /* A subscription made for another key of this site is of no use any more. */
  async function subscribe() {
    const key = bytes(form.dataset.push);
    const manager = (await navigator.serviceWorker.ready).pushManager;
    const former = await manager.getSubscription();
    if (former && same(former.options && former.options.applicationServerKey, key)) return former;
    if (former) await former.unsubscribe();
    return manager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.dataset.busy) return;
    form.dataset.busy = "1";
    tell("");
    try {
      if (await Notification.requestPermission() !== "granted") return tell(form.dataset.refused);
      form.elements.subscription.value = JSON.stringify(await subscribe());
      form.submit();
    } catch (error) {
      tell(error.name === "NotAllowedError" ? form.dataset.refused : form.dataset.failed);
    } finally {
      delete form.dataset.busy;
      delete form.dataset.sent;
      form.querySelectorAll("button").forEach((button) => button.removeAttribute("aria-disabled"));
    }
  });
})();
