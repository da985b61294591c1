"use strict";
// What the page adds to the report: it sends what lies on the desk and shows what comes back.
(() => {
  const { one, all, make, count } = factcheck;
  const WAIT = 120; // milliseconds after a keystroke: the time between two of a quick typist
  const LOOK = 2000; // milliseconds between two looks whether the server is there and its files are as they were
  const mine = [...crypto.getRandomValues(new Uint8Array(12))].map((b) => b.toString(16).padStart(2, "0")).join("");
  let base = location.pathname; // "/token/"
  let name = one("#draft-name").textContent.trim();
  let items = []; // what was dropped: {name, blob, key, error}
  let without = new Set(); // ids of the folder's sources that were taken away
  let known = null, shown = "", greeted = false, down = false, asked = null, timer = 0, texts = 0;
  const rung = new Set(); // what is ticked off in the list, by its words
  const channel = new BroadcastChannel("factcheck");

  // --- asking -------------------------------------------------------------------------------------------------------------------------

  class Refusal extends Error {}

  const desk = () => ({ window: mine, draft: { name, text: editor.text() }, sources: items.map((i) => i.key).filter(Boolean), without: [...without] });

  async function ask(path, options) {
    let answer;
    try {
      answer = await fetch(base + path, { cache: "no-store", redirect: "error", ...options });
    } catch (error) {
      if (error.name !== "AbortError") lost(false);
      throw error;
    }
    if (answer.status === 403) {
      lost(true);
      throw new Refusal(await answer.text());
    }
    found();
    return answer;
  }

  async function post(path, more = {}, options = {}, again = true) {
    const body = JSON.stringify({ ...desk(), ...more });
    const answer = await ask(path, { method: "POST", headers: { "content-type": "application/json" }, body, ...options });
    if (answer.status === 409 && again) { // the server was started anew
      for (const key of (await answer.json()).missing) await send(items.find((i) => i.key === key));
      return post(path, more, options, false);
    }
    if (!answer.ok) throw new Refusal((await answer.json()).error || answer.statusText);
    return answer;
  }

  const upload = (path, blob, called) => ask(path, { method: "POST", headers: { "x-name": encodeURIComponent(called) }, body: blob });

  async function send(item) {
    if (!item) return;
    const answer = await upload("source", item.blob, item.name), told = await answer.json();
    if (answer.ok) Object.assign(item, { key: told.key, name: told.name, error: "" });
    else Object.assign(item, { key: "", error: told.error });
  }

  // --- checking -----------------------------------------------------------------------------------------------------------------------

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(check, WAIT);
  }

  async function check() {
    clearTimeout(timer);
    if (asked) asked.abort();
    const own = asked = new AbortController(), text = editor.text();
    one("#busy").textContent = "…";
    try {
      const data = await (await post("check", {}, { signal: own.signal })).json();
      if (own !== asked || data.outdated) return;
      tell("");
      known = data.state;
      show(data, text === editor.text());
    } catch (error) {
      if (own === asked) tell(error instanceof Refusal && !down ? error.message : "");
    } finally {
      if (own === asked) one("#busy").textContent = "", asked = null;
    }
  }

  function tell(problem) {
    one("#problem").textContent = problem;
    one("#problem").hidden = !problem;
  }

  function show(data, current) {
    list(data.sources);
    if (current) editor.mark(data.marks);
    if (data.view === shown) return factcheck.hooks.shown(factcheck.chosen());
    shown = data.view;
    const made = new DOMParser().parseFromString(data.view, "text/html"); // what sources print is escaped in it, as in the report
    const before = factcheck.state();
    document.title = made.title;
    for (const query of ["h1", ".tally", "#panel", ".desk"]) one(query).replaceWith(document.adoptNode(one(query, made)));
    keys();
    const first = !greeted && all(".fig").length > 0;
    greeted = greeted || first;
    factcheck.mount(first ? undefined : before);
    if (first && !all(".finding").length && one("#checklist")) factcheck.turn("checklist");
    rings();
  }

  // The keys of the editor stand in the page as it was opened; a view of the report does not know them.
  const ours = all(".keys dl > *").slice(-8);
  const keys = () => one(".keys dl").append(...ours);

  function rings() {
    const seen = new Map();
    for (const item of all("li.tick")) {
      const words = one("b", item).textContent + "\n" + one(".verdict", item).textContent, number = (seen.get(words) || 0) + 1;
      seen.set(words, number);
      const box = one("input", item), key = `${number} ${words}`;
      box.checked = rung.has(key);
      box.addEventListener("change", () => box.checked ? rung.add(key) : rung.delete(key));
    }
  }

  // --- the sources --------------------------------------------------------------------------------------------------------------------

  function list(sources) {
    const lines = sources.filter((s) => !s.key).map((s) => line(s.id, count(s.figures, "figure"), "", () => without.add(s.id)));
    for (const item of items) {
      const own = sources.filter((s) => item.key && s.key === item.key);
      const told = own.length ? count(own.reduce((n, s) => n + s.figures, 0), "figure") : "";
      lines.push(line(item.name, own.length > 1 ? `${own.length} articles, ${told}` : told, item.error, () => items.splice(items.indexOf(item), 1)));
    }
    one("#sources").replaceChildren(...lines);
    one("#source-count").textContent = sources.length || "";
    one("#away").hidden = !without.size;
    one("#away span").textContent = `${without.size} taken away.`;
  }

  function line(called, told, error, away) {
    const made = make("li"), title = make("b"), button = make("button", "", "×");
    title.append(make("bdi", "", called));
    button.type = "button";
    button.setAttribute("aria-label", `Take away ${called}`);
    button.title = "Take away";
    button.addEventListener("click", () => {
      const at = all("#sources button").indexOf(button);
      away();
      made.remove();
      (all("#sources button")[Math.max(at - 1, 0)] || one("#add-files")).focus();
      check();
    });
    made.append(title, make("span", "meta", told), button);
    if (error) made.append(make("span", "bad", error));
    return made;
  }

  async function add(files) {
    const fresh = [];
    for (const file of files) {
      const item = { name: unused(file.name || "text"), blob: null, key: "", error: "" };
      try {
        item.blob = new Blob([await file.arrayBuffer()]); // a copy: the file may change before it is asked for once more
      } catch {
        item.error = "cannot be read: a folder, or gone";
      }
      items.push(item);
      fresh.push(item);
    }
    try {
      for (const item of fresh) if (item.blob) await send(item);
    } catch { /* the page says that the server is gone, and sends what has no key when it is there again */ }
    const bad = fresh.find((i) => i.error);
    one("#problem").hidden = true;
    if (bad) one("#status").textContent = bad.error;
    await check();
  }

  // No two alike, as in a folder: "wire.txt", "wire-2.txt".
  function unused(called) {
    const dot = called.lastIndexOf("."), stem = dot > 0 ? called.slice(0, dot) : called, suffix = dot > 0 ? called.slice(dot) : "";
    for (let number = 1; ; number++) {
      const wanted = number > 1 ? `${stem}-${number}${suffix}` : called;
      if (!items.some((i) => i.name === wanted)) return wanted;
    }
  }

  const pasted = (text, called) => add([new File([text], called || `text-${++texts}.txt`)]);

  async function draft(file) {
    try {
      const answer = await upload("draft", new Blob([await file.arrayBuffer()]), file.name), told = await answer.json();
      if (!answer.ok) return tell(told.error);
      tell("");
      rename(told.name);
      editor.set(told.text);
    } catch { /* the server is gone, which the page says; or the file is, and nothing was dropped */ }
  }

  function rename(called) {
    name = called;
    one("#draft-name").replaceChildren(make("bdi", "", called));
  }

  // --- the server goes and comes ------------------------------------------------------------------------------------------------------

  function lost(renewed) {
    down = true;
    one("#down").hidden = false;
    const said = renewed
      ? "The server was started anew, and has a new address. Open the one that it has printed; this page then goes on with what stands here."
      : "The server does not answer. What stands here stays, and is checked again when the server is there.";
    if (one("#down p").textContent !== said) one("#down p").textContent = said;
    one("#elsewhere").hidden = !renewed;
    channel.postMessage({ who: true });
  }

  function found() {
    if (!down) return;
    down = false;
    one("#down").hidden = true;
    one("#down p").textContent = "";
  }

  async function adopt(token) {
    const next = `/${token}/`;
    if (next === base || !down) return;
    const answer = await fetch(`${next}alive`, { cache: "no-store", redirect: "error" }).catch(() => null);
    if (!answer || !answer.ok) return;
    base = next;
    history.replaceState(null, "", base + location.hash);
    found();
    recover();
  }

  async function recover() {
    try {
      for (const item of items) if (item.blob && !item.key) await send(item);
    } catch { return; }
    check();
  }

  async function look() {
    try {
      const before = down, answer = await (await ask("alive")).json();
      if (before) recover();
      else if (known !== null && answer.state !== known && !asked) check();
    } catch { /* the page says so */ }
  }

  channel.addEventListener("message", ({ data }) => {
    if (data.token) adopt(data.token);
    else if (data.who && !down) channel.postMessage({ token: base.slice(1, -1) });
  });
  one("#elsewhere").addEventListener("submit", (event) => {
    event.preventDefault();
    const parts = one("#elsewhere input").value.trim().match(/^(https?:\/\/[^/]+)\/([\w-]+)\/?$/);
    if (parts && parts[1] === location.origin) adopt(parts[2]);
    else one("#down p").textContent = `Not the address of a server at ${location.origin}.`;
  });
  setInterval(() => document.hidden || look(), LOOK);
  document.addEventListener("visibilitychange", () => document.hidden || look());

  // --- why, why not, accept, export ---------------------------------------------------------------------------------------------------

  const ids = (finding) => [...new Set(all(".ident code", finding).map((c) => c.textContent))];

  // The finding that is chosen, or the first about what is.
  function finding() {
    const item = factcheck.chosen();
    if (!item || item.matches(".finding")) return item;
    const about = item.matches(".tick") ? [factcheck.named(item)[0]] : all(`.fig[data-k="${item.dataset.fact}"]`).map((f) => f.id);
    return all(".finding").find((f) => factcheck.named(f).some((id) => about.includes(id))) || null;
  }

  function act(label, key, done) {
    const button = make("button", "", label + " ");
    button.type = "button";
    button.append(make("kbd", "", key));
    button.addEventListener("click", done);
    return button;
  }

  factcheck.hooks.shown = (item) => {
    const on = !item ? [] : item.matches(".fact") ? all(`.fig[data-k="${item.dataset.fact}"]`).map((f) => f.id) : factcheck.named(item);
    editor.light(on);
    const mine = on.find((id) => editor.has(id));
    if (mine) editor.reveal(mine);
    if (!item) return;
    for (const old of all("#stage .acts")) old.remove();
    const acts = make("p", "acts");
    if (finding()) acts.append(act("Accept", "a", accept), act("Why", "y", why));
    acts.append(act("Why, or why not, two figures", "w", pair));
    one("#stage").append(acts);
  };
  factcheck.hooks.visit = (figure) => {
    if (!figure.closest("[data-draft]")) return false;
    editor.reveal(figure.id);
    return true;
  };
  editor.hooks.changed = soon;
  editor.hooks.picked = (id) => {
    const figure = document.getElementById(id);
    if (!choosing && figure && figure.matches(".fig")) factcheck.visit(figure);
    else if (choosing) choose(id);
  };

  async function explain(title, path, more) {
    try {
      const told = await (await post(path, more)).json();
      one("#why-title").textContent = title;
      one("#why").textContent = told.text;
      one("#why-dialog").showModal();
    } catch (error) {
      tell(error instanceof Refusal ? error.message : "");
    }
  }

  function why() {
    const about = finding();
    if (about) explain("Why", "why", { finding: ids(about)[0] });
  }

  let choosing = null; // ids of the figures that were chosen for a pair

  function pair() {
    choosing = [];
    told();
    document.body.classList.add("pair");
    one("#pairing").hidden = false;
  }

  function told() {
    one("#pairing span").textContent = choosing.length ? "And the second figure" : "Choose two figures";
    editor.picking(choosing);
    for (const figure of all(".fig.picked, .time.picked")) if (!figure.closest("#mirror")) figure.classList.remove("picked");
    for (const id of choosing) document.getElementById(id).classList.add("picked");
  }

  function stop() {
    choosing = [];
    told();
    choosing = null;
    document.body.classList.remove("pair");
    one("#pairing").hidden = true;
  }

  function choose(id) {
    if (choosing.includes(id)) return;
    choosing.push(id);
    told();
    if (choosing.length < 2) return;
    const [first, second] = choosing;
    stop();
    explain("Why, or why not", "pair", { first, second });
  }

  factcheck.hooks.pressed = (event) => {
    const figure = choosing && event.target.closest(".deck .fig, .deck .time");
    if (!figure) return false;
    event.preventDefault();
    choose(figure.id);
    return true;
  };
  one("#pairing button").addEventListener("click", stop);

  let accepting = [];

  function accept() {
    const about = finding();
    if (!about) return;
    accepting = ids(about);
    one("#accepted").textContent = one(".message", about).textContent;
    refuse("");
    one("#accept-dialog").showModal();
    one("#accept-dialog [name=reason]").focus();
  }

  function refuse(words) {
    const place = one("#accept-dialog .problem");
    place.textContent = words;
    place.hidden = !words;
  }

  one("#accept-dialog form").addEventListener("submit", async (event) => {
    if (event.submitter && event.submitter.value !== "accept") return;
    event.preventDefault();
    const form = event.target;
    try {
      await post("accept", { ids: accepting, reason: form.reason.value, by: form.by.value });
    } catch (error) {
      return refuse(error instanceof Refusal ? error.message : one("#down p").textContent);
    }
    form.reason.value = "";
    one("#accept-dialog").close();
    check();
  });

  async function save(form) {
    try {
      const answer = await post("export", { format: form });
      const link = make("a");
      link.href = URL.createObjectURL(await answer.blob());
      link.download = answer.headers.get("content-disposition").match(/filename="([^"]+)"/)[1];
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    } catch (error) {
      tell(error instanceof Refusal ? error.message : "");
    }
  }

  for (const button of all("[data-export]")) button.addEventListener("click", () => save(button.dataset.export));

  // --- drop, paste, keys --------------------------------------------------------------------------------------------------------------

  const holds = (event) => event.dataTransfer && [...event.dataTransfer.types].some((t) => t === "Files" || t === "text/plain");
  const over = (event) => event.target.closest && event.target.closest(".draftbox");

  function drag(yes, event) {
    document.body.classList.toggle("dropping", yes);
    one(".draftbox").classList.toggle("over", yes && Boolean(over(event)));
    one(".sourcebox").classList.toggle("over", yes && !over(event));
  }

  addEventListener("dragover", (event) => {
    if (!holds(event)) return;
    const files = [...event.dataTransfer.types].includes("Files");
    if (over(event) && !files) return; // text goes to where the cursor is
    event.preventDefault();
    drag(true, event);
  });
  addEventListener("dragleave", (event) => event.relatedTarget || drag(false, event));
  addEventListener("drop", (event) => {
    drag(false, event);
    const files = [...event.dataTransfer.files], text = event.dataTransfer.getData("text/plain");
    if (over(event) && !files.length) return;
    event.preventDefault();
    if (over(event)) draft(files.shift());
    if (files.length) add(files);
    else if (!over(event) && text.trim()) pasted(text);
  });
  document.addEventListener("paste", (event) => {
    const files = [...event.clipboardData.files], text = event.clipboardData.getData("text/plain");
    const field = event.target.closest && event.target.closest("textarea, input");
    if (field && (text || !files.length)) return;
    event.preventDefault();
    if (field && field.id === "draft") draft(files[0]);
    else if (files.length) add(files);
    else if (text.trim()) pasted(text);
  });

  function upon(button, field, done) {
    one(button).addEventListener("click", () => one(field).click());
    one(field).addEventListener("change", () => {
      const files = [...one(field).files];
      one(field).value = "";
      if (files.length) done(files);
    });
  }

  upon("#open", "#draft-file", (files) => draft(files[0]));
  upon("#add-files", "#source-files", add);
  one("#add-text").addEventListener("click", () => one("#text-dialog").showModal());
  one("#text-dialog form").addEventListener("submit", (event) => {
    const form = event.target;
    if (event.submitter && event.submitter.value === "add") pasted(form.text.value, form.name.value.trim());
    form.reset();
  });
  one("#back").addEventListener("click", () => {
    without = new Set();
    check();
  });

  const letters = { a: accept, y: why, w: pair, e: () => editor.focus() };
  addEventListener("keydown", (event) => {
    const typing = event.target.matches("textarea, select, input:not([type=checkbox])");
    if (event.target.closest("dialog") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && choosing) stop();
    else if (event.key === "Escape" && event.target.id === "draft") (factcheck.chosen() ? one(".pick", factcheck.chosen()) : one("#panel")).focus();
    else if (!typing && factcheck.letters() && letters[event.key]) letters[event.key]();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);

  channel.postMessage({ token: base.slice(1, -1) });
  check();
})();
