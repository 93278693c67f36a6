// Search-as-you-type in a long list of words. Without it, the list and its groups are all there.
"use strict";
(() => {
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  for (const box of document.querySelectorAll("[data-filter]")) {
    const list = document.querySelector(box.dataset.filter);
    const input = box.querySelector("input");
    const status = box.querySelector("[role=status]");
    const rows = [...list.querySelectorAll(".answer")].map((row) => ({ row, text: plain(row.querySelector("label").textContent) }));
    const groups = [...list.querySelectorAll("details.group")].map((group) => ({ group, open: group.open }));
    box.hidden = false;
    input.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
    input.addEventListener("input", () => {
      const words = plain(input.value).split(/\s+/).filter(Boolean);
      let found = 0;
      for (const { row, text } of rows) {
        row.hidden = !words.every((word) => text.includes(word));
        if (!row.hidden) found += 1;
      }
      for (const { group, open } of groups) {
        const any = group.querySelector(".answer:not([hidden])");
        group.hidden = !any;
        group.open = words.length ? Boolean(any) : open || Boolean(group.querySelector("input:checked"));
      }
      status.textContent = found ? "" : status.dataset.none;
    });
  }
})();
