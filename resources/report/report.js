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
  if (location.hash === "#failed") filter(true);
  document.getElementById("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
})();
