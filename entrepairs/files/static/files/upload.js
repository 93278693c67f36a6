/* Files sent in pieces (tus): they go on by themselves after a lost connection, and after the page was opened again. */
"use strict";
(() => {
  const form = document.getElementById("send");
  const list = document.getElementById("sending");
  if (!form || !list || !window.tus?.isSupported) return;
  const said = document.getElementById("sending-said");
  const line = document.getElementById("sending-line");
  const words = (key, name, share) =>
    form.dataset[`words${key}`].replace("{name}", name).replace("{share}", share ?? "");
  const percent = new Intl.NumberFormat(document.documentElement.lang || "fr", { style: "percent" });
  const token = () => form.elements.csrfmiddlewaretoken.value;
  const uuid = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
    return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
  };

  /* What came of the same file before is on this page: its address, not the browser's memory, tells where to go on. */
  const begun = (file) =>
    [...document.querySelectorAll("[data-part]")].find(
      (one) => one.dataset.name === file.name.normalize("NFC") && Number(one.dataset.size) === file.size && !one.dataset.taken,
    );

  class Sending {
    constructor(file) {
      this.file = file;
      this.row = line.content.firstElementChild.cloneNode(true);
      this.bar = this.row.querySelector("progress");
      this.bar.setAttribute("aria-label", file.name);
      this.quarter = 0;
      for (const name of ["pause", "go", "stop"]) {
        this.row.querySelector(`.${name}`).addEventListener("click", () => this[name]());
        this.row.querySelector(`.${name} .of`).textContent = `: ${file.name}`;
      }
      this.row.querySelector(".pause").hidden = true;
      list.append(this.row);
      this.show(words("Queued", file.name));
    }
    show(text, aloud) {
      this.row.querySelector(".words").textContent = text;
      if (aloud) said.textContent = text;
    }
    /* Resolves once it is here, or will not be: whether it is. */
    send() {
      return new Promise((resolve) => {
        this.over = resolve;
        if (this.stopped) return resolve(null);
        if (this.file.size > Number(form.dataset.most)) return this.fail(words("TooLarge", this.file.name));
        const former = begun(this.file);
        if (former) former.dataset.taken = "1";
        const about = { filename: this.file.name, once: uuid(), replaces: form.dataset.replaces };
        for (const name of ["use", "language", "words", "meeting"]) if (form.elements[name]) about[name] = form.elements[name].value;
        this.upload = new tus.Upload(this.file, {
          endpoint: new URL(form.dataset.coming, location.href).href,
          uploadUrl: former ? new URL(former.dataset.part, location.href).href : null,
          chunkSize: Number(form.dataset.piece),
          retryDelays: [0, 1000, 3000, 5000, 10000, 20000, 30000, 60000, 60000, 60000, 60000, 60000],
          storeFingerprintForResuming: false,
          removeFingerprintOnSuccess: true,
          metadata: about,
          headers: { "X-CSRFToken": token() },
          onShouldRetry: (error) => {
            const status = error.originalResponse?.getStatus() ?? 0;
            const again = status === 0 || status >= 500 || status === 409 || status === 423;
            if (again && status !== 507) this.show(words("Waiting", this.file.name, percent.format(this.share ?? 0)), !this.waiting);
            this.waiting = true;
            return again && status !== 507;
          },
          onProgress: (sent, all) => this.progress(sent / all),
          onError: (error) => {
            const answer = error.originalResponse;
            const why = answer && answer.getStatus() < 600 && /^text\/plain/.test(answer.getHeader("Content-Type") || "") ? answer.getBody() : "";
            this.fail(`${words("Failed", this.file.name)} ${why}`);
          },
          onSuccess: () => {
            this.bar.value = 100;
            this.show(words("Sent", this.file.name), true);
            this.row.querySelector(".row").remove();
            resolve(true);
          },
        });
        this.row.querySelector(".pause").hidden = false;
        this.show(words(former ? "Again" : "Sending", this.file.name, percent.format(0)), true);
        this.upload.start();
      });
    }
    progress(share) {
      this.share = share;
      this.waiting = false;
      this.bar.value = Math.floor(share * 100);
      const quarter = Math.floor(share * 4);
      this.show(words("Sending", this.file.name, percent.format(Math.floor(share * 100) / 100)), quarter > this.quarter);
      this.quarter = quarter;
    }
    fail(text) {
      this.bar.remove();
      this.row.querySelector(".row").remove();
      this.row.classList.add("notice", "alert");
      this.show(text, true);
      this.over(false);
    }
    buttons(paused) {
      this.row.querySelector(".pause").hidden = paused;
      this.row.querySelector(".go").hidden = !paused;
      this.row.querySelector(paused ? ".go" : ".pause").focus();
    }
    pause() {
      this.upload?.abort();
      this.show(words("Paused", this.file.name, percent.format(Math.floor((this.share ?? 0) * 100) / 100)), true);
      this.buttons(true);
    }
    go() {
      this.upload?.start();
      this.buttons(false);
    }
    async stop() {
      this.stopped = true;
      await this.upload?.abort(true).catch(() => {});
      this.row.remove();
      this.over?.(null);
    }
  }

  /* One after the other: the first is there sooner, and a slow line is not shared. */
  const queue = [];
  let running = false;
  async function run() {
    running = true;
    let well = true;
    while (queue.length) if ((await queue.shift().send()) === false) well = false;
    running = false;
    if (well) location.assign(form.dataset.done);
  }
  addEventListener("submit", (event) => {
    const chosen = [...(form.elements.chosen?.files ?? [])];
    if (event.target !== form || !chosen.length) return;
    event.preventDefault();
    delete form.dataset.sent;
    form.querySelectorAll("[aria-disabled]").forEach((one) => one.removeAttribute("aria-disabled"));
    list.hidden = false;
    queue.push(...chosen.map((file) => new Sending(file)));
    form.elements.chosen.value = "";
    if (!running) run();
  });
  addEventListener("beforeunload", (event) => { if (running) event.preventDefault(); });
})();
