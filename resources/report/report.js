"use strict";
(() => {
  const all = document.getElementById("all");
  const failed = document.getElementById("failed");
  const filter = (only) => {
    document.body.classList.toggle("only-failed", only);
    all.setAttribute("aria-pressed", String(!only));
    failed.setAttribute("aria-pressed", String(only));
  };
  all.addEventListener("click", () => filter(false));
  failed.addEventListener("click", () => filter(true));
  const open = document.getElementById("open");
  const shown = () =>
    [...document.querySelectorAll("details.entry")].filter((one) => one.getClientRects().length);
  open.addEventListener("click", () => {
    const wanted = open.dataset.all !== "open";
    // What lies inside others can be seen only once those are open.
    for (let round = 0; round < 2; round += 1) shown().forEach((one) => { one.open = wanted; });
    open.dataset.all = wanted ? "open" : "";
    open.textContent = wanted ? "Close all" : "Open all";
  });
  if (location.hash === "#failed") filter(true);
  document.getElementById("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
})();
