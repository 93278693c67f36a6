// A press on a time plays from there, without leaving the page. Without this the link does the same by its address.
"use strict";
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-second]");
  const medium = document.querySelector("[data-medium]");
  if (!link || !medium || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  medium.currentTime = Number(link.dataset.second);
  medium.play().catch(() => {});
  history.replaceState(null, "", link.href);
  document.querySelectorAll(".transcript .here").forEach((one) => one.classList.remove("here"));
  const line = link.closest("li");
  if (line) line.classList.add("here");
});
