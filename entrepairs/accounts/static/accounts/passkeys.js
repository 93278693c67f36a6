/* What the door gains where JavaScript runs: passkeys, showing what one types, printing. The rest works without. */
"use strict";
(() => {
  /* The code of a QR link stays neither in the address bar nor in the history. */
  const address = new URL(location.href);
  if (address.searchParams.has("code")) {
    address.searchParams.delete("code");
    history.replaceState(null, "", address);
  }

  document.querySelectorAll("[data-prints]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => print());
  });

  document.querySelectorAll("[data-shows]").forEach((link) => {
    const input = document.getElementById(link.dataset.shows);
    if (!input) return;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const hidden = input.type === "password";
      input.type = hidden ? "text" : "password";
      link.textContent = hidden ? link.dataset.hide : link.dataset.show;
      input.focus();
    });
  });

  /* Passkeys. A browser makes none for an address that is only numbers. */
  const numbers = /^[\d.]+$|^\[/.test(location.hostname);
  if (!window.PublicKeyCredential || !navigator.credentials || !window.isSecureContext || numbers) return;

  const bytes = (text) => {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
  };
  const text = (buffer) => {
    let plain = "";
    new Uint8Array(buffer).forEach((byte) => { plain += String.fromCharCode(byte); });
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };
  const known = (list) => (list || []).map((one) => Object.assign({}, one, { id: bytes(one.id) }));

  async function create(options) {
    options.challenge = bytes(options.challenge);
    options.user.id = bytes(options.user.id);
    options.excludeCredentials = known(options.excludeCredentials);
    const made = await navigator.credentials.create({ publicKey: options });
    const response = made.response;
    return {
      id: made.id, rawId: text(made.rawId), type: made.type,
      authenticatorAttachment: made.authenticatorAttachment || null,
      response: {
        clientDataJSON: text(response.clientDataJSON),
        attestationObject: text(response.attestationObject),
        transports: response.getTransports ? response.getTransports() : [],
      },
      clientExtensionResults: { credProps: (made.getClientExtensionResults() || {}).credProps || {} },
    };
  }

  async function get(options) {
    options.challenge = bytes(options.challenge);
    options.allowCredentials = known(options.allowCredentials);
    const signed = await navigator.credentials.get({ publicKey: options });
    const response = signed.response;
    return {
      id: signed.id, rawId: text(signed.rawId), type: signed.type,
      response: {
        clientDataJSON: text(response.clientDataJSON),
        authenticatorData: text(response.authenticatorData),
        signature: text(response.signature),
        userHandle: response.userHandle ? text(response.userHandle) : null,
      },
      clientExtensionResults: {},
    };
  }

  async function wanted(form) {
    if (form.dataset.given) return JSON.parse(form.dataset.given);
    const answer = await fetch(form.dataset.options, { headers: { Accept: "application/json" }, cache: "no-store" });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    const box = form.querySelector("[role=alert]");
    const tell = (words) => { box.textContent = words; box.hidden = !words; };
    for (const one of [form, form.closest("[data-needs-passkey]")]) if (one) one.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (form.dataset.busy) return;
      form.dataset.busy = "1";
      tell("");
      try {
        const options = (await wanted(form)).publicKey;
        const answer = await (form.dataset.passkey === "create" ? create(options) : get(options));
        form.elements.credential.value = JSON.stringify(answer);
        form.submit();
      } catch (error) {
        tell(error.name === "InvalidStateError" ? form.dataset.already
          : error.name === "NotAllowedError" || error.name === "AbortError" ? form.dataset.cancelled : form.dataset.failed);
      } finally {
        delete form.dataset.busy;
        delete form.dataset.sent;
        form.querySelectorAll("button").forEach((button) => button.removeAttribute("aria-disabled"));
      }
    });
  });
})();
