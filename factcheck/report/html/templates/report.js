"use strict";
// One view of a result. The report holds one for ever; the page of `factcheck serve` mounts the next one whenever its draft has changed.
Object.assign(factcheck, (() => {
  const { one, all, make, count, columns } = factcheck;
  const hooks = { visit: () => false, pressed: () => false, shown: () => {} }; // what another script on the page takes over
  let stage, panel, search, rule, only, letters, findings, facts, ticks, tabs, lists;
  let figures, about; // number of a fact -> its figures in the columns, and the findings on it
  let chosen = null, marked = [];

  function find() {
    stage = one("#stage"), panel = one("#panel");
    search = one("#search"), rule = one("#rule"), only = one("#only"), letters = one("#keys");
    findings = all(".finding"), facts = all(".fact"), ticks = all("li.tick");
    tabs = all("[role=tab]"), lists = all(".list");
    figures = new Map();
    for (const figure of all(".fig")) {
      figure.tabIndex = -1; // 2,000 stops would bury everything else: n and p move inside of a column
      const of = figures.get(figure.dataset.k);
      if (of) of.push(figure);
      else figures.set(figure.dataset.k, [figure]);
    }
    about = new Map();
    for (const finding of findings)
      for (const k of numbers(finding)) about.set(k, [...(about.get(k) || []), finding]);
    chosen = null, marked = [];
  }

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
    const on = item.matches(".fact") ? kin : named(item).map((id) => document.getElementById(id)).filter(Boolean);
    for (const figure of kin) figure.classList.add("kin");
    for (const figure of on) figure.classList.add("on");
    marked = [...new Set([...kin, ...on])];
    show(item);
    columns.reach(item, marked);
    if (!quiet) address("#" + item.id); // while it loads, a page scrolls to its fragment
  }

  // The ids of the figures that a finding or a line of the draft's list rests on.
  const named = (item) => item.matches(".tick") ? item.dataset.on.split(" ") : all(".cited a", item).map((a) => a.hash.slice(1));

  function rest() {
    stage.hidden = true;
    hooks.shown(null);
    columns.rest();
    if (location.hash) address(location.pathname + location.search);
  }

  function address(where) {
    try {
      history.replaceState(null, "", where);
    } catch { /* in a cell of a notebook the page has no address of its own */ }
  }

  function open(item, yes) {
    item.classList.toggle("chosen", yes);
    const button = one(".pick", item);
    if (!item.matches(".finding")) button.setAttribute("aria-pressed", yes);
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
    } else if (item.matches(".tick")) head.append(make("p", "kind", one("b", item).textContent), make("h2", "", one(".pick", item).textContent));
    else head.append(make("h2", "", one(".label", item).textContent));
    const back = make("button", "link back", "Back to the list");
    back.type = "button";
    back.addEventListener("click", () => focus(item));
    head.append(back);
    stage.replaceChildren(head, ...plots(item), ...others(item));
    hooks.shown(item);
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
    const on = new Set(item.matches(".fact") ? [] : named(item).map((id) => "#" + id));
    return shown.flatMap((k) => {
      const tables = all(".plot", document.getElementById("fact-" + k)).map((t) => t.cloneNode(true));
      for (const row of tables.flatMap((t) => all("tbody tr", t))) row.classList.toggle("on", all("a", row).some((a) => on.has(a.hash)));
      const label = one(".label", document.getElementById("fact-" + k)).textContent;
      if (!item.matches(".fact")) tables.sort((a, b) => !one("tr.on", a) - !one("tr.on", b)); // of several units, those concerned come first
      return (item.matches(".finding") && item.textContent.includes(label + ":")) || item.matches(".fact") ? tables : [make("h3", "of", label), ...tables];
    });
  }

  function others(item) {
    const found = item.matches(".fact") ? about.get(item.dataset.fact) || [] : item.matches(".tick") ? findings.filter((f) => named(f).includes(named(item)[0])) : [];
    if (!found.length) return [];
    const line = make("p", "aside", found.length === 1 ? "Finding: " : "Findings: ");
    for (const finding of found) {
      const link = make("a", "", finding.dataset.rule);
      link.href = "#" + finding.id;
      line.append(link, " ");
    }
    return [line];
  }

  // What there is to say of a figure: the verdict with its evidence where it is one of the draft, else its fact.
  const told = (figure) => document.getElementById("tick-" + figure.id) || document.getElementById("fact-" + figure.dataset.k);

  function visit(figure) {
    if (!chosen || !figure.matches(".on, .kin")) select(told(figure));
    if (!hooks.visit(figure)) columns.go(figure);
  }

  // --- the lists ----------------------------------------------------------------------------------------------------------------------

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
    const items = !one("#facts").hidden ? facts : ticks.length && !one("#checklist").hidden ? ticks : findings;
    const seen = items.filter((i) => !i.hidden);
    if (!seen.length) return;
    if (items === findings) turn("findings");
    const active = document.activeElement && document.activeElement.closest("li.finding, li.fact, li.tick");
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
    for (const item of [...facts, ...ticks]) item.hidden = !holds(item, query);
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

  // --- what people do -----------------------------------------------------------------------------------------------------------------

  function press(event) {
    const pick = event.target.closest(".pick"), link = event.target.closest("a[href^='#']");
    if (hooks.pressed(event)) return;
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
      else if (to.matches(".finding, .fact, .tick")) {
        select(to);
        focus(to);
      }
    }
  }

  function key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("dialog")) return;
    const at = event.target, typing = at.matches("input:not([type=checkbox]), select, textarea");
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
    else if (column && (event.key === "n" || event.key === "p")) columns.step(column, event.key === "n" ? 1 : -1);
    else return;
    event.preventDefault();
  }

  function arrive() {
    const to = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    if (to && to.matches(".fig")) visit(to);
    else if (to && to.matches(".finding, .fact, .tick")) {
      select(to);
      turn(to.closest(".list").id);
      to.scrollIntoView({ block: "nearest" });
    } else if (findings.length) select(findings[0], true);
  }

  // --- from one view to the next ------------------------------------------------------------------------------------------------------

  const sort = (item) => ["finding", "fact", "tick"].find((name) => item.classList.contains(name));
  const among = (item) => ({ finding: findings, fact: facts, tick: ticks })[sort(item)];
  const title = (item) => (item.matches(".finding") ? item.id : one(item.matches(".fact") ? ".label" : "b", item).textContent);

  // What somebody has set and where they look, to be found again in a view of the same story.
  function state() {
    const active = document.activeElement && document.activeElement.closest("li.finding, li.fact, li.tick");
    return {
      tab: tabs.find((t) => t.getAttribute("aria-selected") === "true").getAttribute("aria-controls"),
      chosen: chosen && { sort: sort(chosen), title: title(chosen), at: among(chosen).indexOf(chosen), focused: active === chosen },
      query: search.value, rule: rule ? rule.value : "", off: all(".chip[aria-pressed=false]").map((c) => c.dataset.severity),
      only: only.checked, letters: letters.checked, panel: panel.scrollTop, stage: stage.scrollTop, columns: columns.state(),
    };
  }

  function restore(before) {
    search.value = before.query;
    if (rule) rule.value = [...rule.options].some((o) => o.value === before.rule) ? before.rule : "";
    for (const chip of all(".chip")) chip.setAttribute("aria-pressed", !before.off.includes(chip.dataset.severity));
    only.checked = before.only, letters.checked = before.letters;
    filter();
    turn(document.getElementById(before.tab) ? before.tab : "findings");
    if (before.chosen) {
      const items = { finding: findings, fact: facts, tick: ticks }[before.chosen.sort];
      const next = items.find((i) => title(i) === before.chosen.title) || items[Math.min(before.chosen.at, items.length - 1)];
      if (next) select(next, true); // browsers put up with few changes of the address in a minute of typing
      else rest();
      if (next && before.chosen.focused) one(".pick", next).focus({ preventScroll: true });
    }
    panel.scrollTop = before.panel, stage.scrollTop = before.stage;
    columns.restore(before.columns);
  }

  function mount(before) {
    columns.find();
    find();
    for (const control of all(".tools, .filters, .keys, .deckhead, #theme")) control.hidden = false;
    for (const item of [...findings, ...facts, ...ticks]) {
      if (!item.matches(".finding")) one(".pick", item).removeAttribute("aria-expanded");
      open(item, false);
    }
    for (const list of lists) {
      list.setAttribute("role", "tabpanel");
      list.setAttribute("aria-labelledby", "tab-" + list.id);
    }
    search.addEventListener("input", filter);
    if (rule) rule.addEventListener("change", filter);
    only.addEventListener("change", () => chosen && columns.reach(chosen, marked));
    for (const tab of tabs) tab.addEventListener("click", () => turn(tab.getAttribute("aria-controls")));
    for (const chip of all(".chip")) chip.addEventListener("click", () => {
      chip.setAttribute("aria-pressed", chip.getAttribute("aria-pressed") !== "true");
      filter();
    });
    for (const undo of all("[data-clear]")) undo.addEventListener("click", clear);
    columns.mount();
    if (before) return restore(before);
    turn(findings.length || !facts.length ? "findings" : "facts");
    arrive();
  }

  document.addEventListener("click", press);
  document.addEventListener("keydown", key);
  addEventListener("hashchange", arrive);
  return { mount, state, select, visit, told, named, hooks, turn, focus, chosen: () => chosen, letters: () => letters.checked };
})());
factcheck.mount();
