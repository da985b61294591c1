"use strict";
// What the scripts of a page share, and its theme. They are put into one page, in this order: page.js, columns.js, report.js.
const factcheck = (() => {
  const one = (query, within = document) => within.querySelector(query);
  const all = (query, within = document) => [...within.querySelectorAll(query)];
  const make = (tag, name, text) => {
    const made = document.createElement(tag);
    if (name) made.className = name;
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const count = (n, one, many = one + "s") => `${n} ${n === 1 ? one : many}`;

  // --- theme --------------------------------------------------------------------------------------------------------------------------

  const root = document.documentElement;
  const themes = ["system", "light", "dark"], button = one("#theme");
  function theme(name) {
    if (name === "system") delete root.dataset.theme;
    else root.dataset.theme = name;
    button.textContent = "Theme: " + name;
  }
  function kept(name) {
    if (root.dataset.forget !== undefined) return null;
    try { // a page opened from a file may be refused a store
      if (name === undefined) return localStorage.getItem("factcheck-theme");
      localStorage.setItem("factcheck-theme", name);
    } catch { /* the choice holds until the page is closed */ }
    return null;
  }

  root.classList.add("js");
  theme(themes.includes(kept()) ? kept() : "system");
  button.addEventListener("click", () => {
    const next = themes[(themes.indexOf(root.dataset.theme || "system") + 1) % themes.length];
    theme(next);
    kept(next);
  });
  return { one, all, make, count };
})();
