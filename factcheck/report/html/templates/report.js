"use strict";
(() => {
  const one = (query, within = document) => within.querySelector(query);
  const all = (query, within = document) => [...within.querySelectorAll(query)];
  const make = (tag, name, text) => {
    const made = document.createElement(tag);
    if (name) made.className = name;
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const count = (n, one, many = one + "s") => `${n} ${n === 1 ? one : many}`;

  const root = document.documentElement;
  const stage = one("#stage"), deck = one("#deck"), panel = one("#panel");
  const search = one("#search"), rule = one("#rule"), only = one("#only"), letters = one("#keys");
  const findings = all(".finding"), facts = all(".fact"), columns = all(".source");
  const figures = new Map(); // number of a fact -> its figures in the columns
  for (const figure of all(".fig")) {
    figure.tabIndex = -1; // 2,000 stops would bury everything else: n and p move inside of a column
    const of = figures.get(figure.dataset.k);
    if (of) of.push(figure);
    else figures.set(figure.dataset.k, [figure]);
  }
  const about = new Map(); // number of a fact -> findings on it
  for (const finding of findings)
    for (const k of numbers(finding)) about.set(k, [...(about.get(k) || []), finding]);
  let chosen = null, marked = [];

  function numbers(item) {
    return item.dataset.fact !== undefined ? [item.dataset.fact] : item.dataset.facts.split(" ").filter(Boolean);
  }
  const target = (link) => document.getElementById(link.getAttribute("href").slice(1));

  // --- what is selected ---------------------------------------------------------------------------------------------------------------

  function select(item, quiet = false) {
    if (chosen) open(chosen, false);
    for (const figure of marked) figure.classList.remove("on", "kin");
    chosen = item;
    marked = [];
    if (!item) return rest();
    open(item, true);
    const kin = numbers(item).flatMap((k) => figures.get(k) || []);
    const on = item.matches(".finding") ? all(".cited a", item).map(target).filter(Boolean) : kin;
    for (const figure of kin) figure.classList.add("kin");
    for (const figure of on) figure.classList.add("on");
    marked = [...new Set([...kin, ...on])];
    show(item);
    reach(item);
    if (!quiet) history.replaceState(null, "", "#" + item.id); // while it loads, a page scrolls to its fragment
  }

  function rest() {
    stage.hidden = true;
    one("#reach").textContent = "";
    for (const column of columns) absent(column, false);
    history.replaceState(null, "", location.pathname + location.search);
  }

  function open(item, yes) {
    item.classList.toggle("chosen", yes);
    const button = one(".pick", item);
    if (item.matches(".fact")) button.setAttribute("aria-pressed", yes);
    else {
      button.setAttribute("aria-expanded", yes);
      one(".body", item).hidden = !yes;
    }
  }

  function show(item) {
    const head = make("div", "head");
    if (item.matches(".finding")) {
      const kind = one(".kind", item).cloneNode(true);
      kind.classList.add(item.dataset.severity);
      head.append(kind, make("h2", "", heading(item)));
    } else head.append(make("h2", "", one(".label", item).textContent));
    const back = make("button", "link back", "Back to the list");
    back.type = "button";
    back.addEventListener("click", () => focus(item));
    head.append(back);
    stage.replaceChildren(head, ...plots(item), ...others(item));
    stage.scrollTop = 0;
    stage.hidden = false;
  }

  function heading(item) {
    const message = one(".message", item).textContent, k = numbers(item)[0];
    return message.length <= 320 || k === undefined ? message : one(".label", document.getElementById("fact-" + k)).textContent; // the list holds all of it
  }

  function plots(item) {
    const shown = numbers(item).slice(0, 4);
    if (numbers(item).length > shown.length) return [make("p", "aside", `${count(marked.length, "figure")} of ${count(numbers(item).length, "fact")}, marked in the sources.`)];
    const on = new Set(all(".cited a", item).map((a) => a.hash));
    return shown.flatMap((k) => {
      const tables = all(".plot", document.getElementById("fact-" + k)).map((t) => t.cloneNode(true));
      for (const row of tables.flatMap((t) => all("tbody tr", t))) row.classList.toggle("on", all("a", row).some((a) => on.has(a.hash)));
      const label = one(".label", document.getElementById("fact-" + k)).textContent;
      if (item.matches(".finding")) tables.sort((a, b) => !one("tr.on", a) - !one("tr.on", b)); // of several units, those concerned come first
      return item.textContent.includes(label + ":") || item.matches(".fact") ? tables : [make("h3", "of", label), ...tables];
    });
  }

  function others(item) {
    const found = item.matches(".fact") ? about.get(item.dataset.fact) || [] : [];
    if (!found.length) return [];
    const line = make("p", "aside", found.length === 1 ? "Finding: " : "Findings: ");
    for (const finding of found) {
      const link = make("a", "", finding.dataset.rule);
      link.href = "#" + finding.id;
      line.append(link, " ");
    }
    return [line];
  }

  // --- the columns --------------------------------------------------------------------------------------------------------------------

  function absent(column, yes) {
    column.classList.toggle("out", yes);
    one(".absent", column).hidden = !yes;
    if (yes) one(".absent", column).textContent = chosen.matches(".fact") ? "Does not state it" : "Not in this finding";
    column.hidden = yes && only.checked;
  }

  function reach(item) {
    const first = new Map();
    for (const figure of marked)
      if (figure.classList.contains("on")) {
        const column = figure.closest(".source");
        if (!first.has(column)) first.set(column, figure);
      }
    for (const column of columns) absent(column, !first.has(column));
    const stating = columns.filter((c) => first.has(c));
    due.clear();
    for (const column of stating) due.set(column, first.get(column));
    if (stating.length && !stating.some(visible)) deck.scrollLeft = stating[0].offsetLeft - deck.offsetLeft;
    bring(stating.filter((c) => near.has(c)));
    const what = item.matches(".finding") ? "Concerns" : "Stated in";
    beyond();
    one("#reach").textContent = `${what} ${stating.length} of ${count(columns.length, "source")}`;
  }

  // Columns that the deck cuts off: said in words, since a column may end right at the edge and look like the last.
  function beyond() {
    const edge = deck.scrollLeft + deck.clientWidth, shown = columns.filter((c) => !c.hidden);
    const right = shown.filter((c) => c.offsetLeft - deck.offsetLeft + c.offsetWidth > edge + 1).length;
    const left = shown.filter((c) => c.offsetLeft - deck.offsetLeft < deck.scrollLeft - 1).length;
    const hint = one("#beyond");
    hint.hidden = !(left || right);
    hint.textContent = right ? `${count(right, "source")} more to the right →` : `← ${count(left, "source")} more to the left`;
    hint.dataset.by = right ? 1 : -1;
  }

  function visible(column) {
    const box = column.getBoundingClientRect(), frame = deck.getBoundingClientRect();
    return box.left >= frame.left - 1 && box.left + 160 <= frame.right;
  }

  // Columns are laid out when they come into view, so their texts are not scrolled before.
  const near = new Set(), due = new Map(); // due: column -> figure to bring into view there
  const watch = new IntersectionObserver((entries) => {
    for (const entry of entries) entry.isIntersecting ? near.add(entry.target) : near.delete(entry.target);
    bring([...near]);
  }, { root: null, rootMargin: "0px 200px" });

  function bring(shown) {
    const moves = shown.filter((c) => due.has(c)).map((column) => {
      const text = one(".text", column), figure = due.get(column);
      due.delete(column);
      return [text, text.scrollTop + figure.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight * 0.3];
    });
    for (const [text, top] of moves) text.scrollTop = top;
  }

  function reveal(figure) {
    const column = figure.closest(".source");
    due.set(column, figure);
    bring([column]);
    figure.focus({ preventScroll: true });
  }

  function visit(figure) {
    const column = figure.closest(".source");
    if (!chosen || !figure.matches(".on, .kin")) select(document.getElementById("fact-" + figure.dataset.k));
    column.hidden = false;
    if (!visible(column)) deck.scrollLeft = column.offsetLeft - deck.offsetLeft;
    reveal(figure);
    const box = column.getBoundingClientRect();
    if (box.top < 0 || box.top + 200 > innerHeight) deck.scrollIntoView({ block: "start" });
  }

  function step(column, by) {
    const inside = all(".fig", column), at = inside.indexOf(document.activeElement);
    const next = at < 0 ? Math.max(inside.findIndex((f) => f.classList.contains("on")), 0) : at + by;
    if (inside[next]) reveal(inside[next]);
  }

  // --- the lists ----------------------------------------------------------------------------------------------------------------------

  const tabs = all("[role=tab]"), lists = all(".list");

  function turn(name, move) {
    for (const tab of tabs) {
      const yes = tab.getAttribute("aria-controls") === name;
      tab.setAttribute("aria-selected", yes);
      tab.tabIndex = yes ? 0 : -1;
      if (yes && move) tab.focus();
    }
    for (const list of lists) list.hidden = list.id !== name;
  }

  function focus(item) {
    turn(item.closest(".list").id);
    if (item.hidden) clear();
    one(".pick", item).focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
  }

  function move(by) {
    const items = one("#facts").hidden ? findings : facts;
    const seen = items.filter((i) => !i.hidden);
    if (!seen.length) return;
    if (items === findings) turn("findings");
    const active = document.activeElement && document.activeElement.closest("li.finding, li.fact");
    const at = seen.indexOf(seen.includes(active) ? active : chosen);
    const next = seen[at < 0 ? 0 : Math.min(Math.max(at + by, 0), seen.length - 1)];
    select(next);
    focus(next);
  }

  const words = new WeakMap();
  function holds(item, query) {
    if (!query) return true;
    if (!words.has(item)) words.set(item, item.textContent.toLowerCase());
    return query.split(/\s+/).every((word) => words.get(item).includes(word));
  }

  function filter() {
    const query = search.value.trim().toLowerCase();
    const wanted = new Set(all(".chip[aria-pressed=true]").map((c) => c.dataset.severity));
    const named = rule ? rule.value : "";
    for (const item of findings) item.hidden = !(wanted.has(item.dataset.severity) && (!named || item.dataset.rule === named) && holds(item, query));
    for (const item of facts) item.hidden = !holds(item, query);
    for (const group of all(".group")) group.hidden = !one(".fact:not([hidden])", group);
    tell("findings", findings);
    tell("facts", facts);
    const left = [findings, facts].map((items) => items.filter((i) => !i.hidden).length);
    one("#status").textContent = `${left[0]} of ${count(findings.length, "finding")}, ${left[1]} of ${count(facts.length, "fact")}`;
  }

  function tell(name, items) {
    const left = items.filter((i) => !i.hidden).length;
    one(`#tab-${name} .count`).textContent = left === items.length ? left : `${left}/${items.length}`;
    if (items.length) one(`#${name} .none`).hidden = left > 0;
  }

  function clear() {
    search.value = "";
    if (rule) rule.value = "";
    for (const chip of all(".chip")) chip.setAttribute("aria-pressed", true);
    filter();
  }

  // --- theme --------------------------------------------------------------------------------------------------------------------------

  const themes = ["system", "light", "dark"], button = one("#theme");
  function theme(name) {
    if (name === "system") delete root.dataset.theme;
    else root.dataset.theme = name;
    button.textContent = "Theme: " + name;
  }
  function kept(name) {
    try { // a page opened from a file may be refused a store
      if (name === undefined) return localStorage.getItem("factcheck-theme");
      localStorage.setItem("factcheck-theme", name);
    } catch { /* the choice holds until the page is closed */ }
    return null;
  }

  // --- what people do -----------------------------------------------------------------------------------------------------------------

  function press(event) {
    const pick = event.target.closest(".pick"), link = event.target.closest("a[href^='#']");
    if (pick) {
      const item = pick.closest("li"), top = pick.getBoundingClientRect().top;
      select(item === chosen && item.matches(".finding") ? null : item);
      // What was open above is closed now: keep what was pressed where it is.
      const frame = panel.scrollHeight > panel.clientHeight ? panel : document.scrollingElement;
      frame.scrollTop += pick.getBoundingClientRect().top - top;
      if (chosen && stage.getBoundingClientRect().top > innerHeight * 0.6) stage.scrollIntoView({ block: "start" });
    } else if (link && !link.matches(".skip")) {
      const to = target(link);
      if (!to) return;
      event.preventDefault();
      if (link.matches(".fig")) visit(link);
      else if (to.matches(".fig")) visit(to);
      else if (to.matches(".finding, .fact")) {
        select(to);
        focus(to);
      }
    }
  }

  function key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = event.target, typing = at.matches("input[type=search], select, textarea");
    const column = at.closest(".source"), tab = at.closest("[role=tab]");
    const arrows = { ArrowRight: 1, ArrowLeft: -1 }, lines = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key === "Escape") {
      if (search.value) clear();
      else if (chosen) select(null);
    } else if (tab && arrows[event.key]) turn(tabs[(tabs.indexOf(tab) + arrows[event.key] + tabs.length) % tabs.length].getAttribute("aria-controls"), true);
    else if (at.closest(".pick") && lines[event.key]) move(lines[event.key]);
    else if (typing || !letters.checked) return;
    else if (event.key === "j" || event.key === "k") move(event.key === "j" ? 1 : -1);
    else if (event.key === "/") search.focus();
    else if (column && (event.key === "n" || event.key === "p")) step(column, event.key === "n" ? 1 : -1);
    else return;
    event.preventDefault();
  }

  function arrive() {
    const to = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    if (to && to.matches(".fig")) visit(to);
    else if (to && to.matches(".finding, .fact")) {
      select(to);
      turn(to.closest(".list").id);
      to.scrollIntoView({ block: "nearest" });
    } else if (findings.length) select(findings[0], true);
  }

  root.classList.add("js");
  for (const control of all(".tools, .filters, .keys, .deckhead, #theme")) control.hidden = false;
  for (const item of [...findings, ...facts]) {
    if (item.matches(".fact")) one(".pick", item).removeAttribute("aria-expanded");
    open(item, false);
  }
  for (const list of lists) {
    list.setAttribute("role", "tabpanel");
    list.setAttribute("aria-labelledby", "tab-" + list.id);
  }
  turn(findings.length || !facts.length ? "findings" : "facts");
  theme(themes.includes(kept()) ? kept() : "system");
  document.addEventListener("click", press);
  document.addEventListener("keydown", key);
  addEventListener("hashchange", arrive);
  search.addEventListener("input", filter);
  if (rule) rule.addEventListener("change", filter);
  only.addEventListener("change", () => chosen && reach(chosen));
  for (const tab of tabs) tab.addEventListener("click", () => turn(tab.getAttribute("aria-controls")));
  for (const chip of all(".chip")) chip.addEventListener("click", () => {
    chip.setAttribute("aria-pressed", chip.getAttribute("aria-pressed") !== "true");
    filter();
  });
  for (const undo of all("[data-clear]")) undo.addEventListener("click", clear);
  button.addEventListener("click", () => {
    const next = themes[(themes.indexOf(root.dataset.theme || "system") + 1) % themes.length];
    theme(next);
    kept(next);
  });
  one("#beyond").addEventListener("click", () => deck.scrollBy({ left: one("#beyond").dataset.by * deck.clientWidth * 0.9 }));
  deck.addEventListener("scroll", beyond, { passive: true });
  new ResizeObserver(beyond).observe(deck);
  for (const column of columns) watch.observe(column);
  arrive();
})();
