"use strict";
// What the page adds to the report: it sends what lies on the desk and shows what comes back.
(() => {
  const { one, all, make } = factcheck;
  const { post, Refusal } = server;
  const WAIT = 60; // milliseconds after a keystroke; one that overtakes a check costs nothing, see latest.py
  const mine = [...crypto.getRandomValues(new Uint8Array(12))].map((b) => b.toString(16).padStart(2, "0")).join("");
  let known = null, shown = "", greeted = false, asked = null, timer = 0;
  const acceptance = one("#accept-dialog"); // there is none where nothing could be written
  const rung = new Set(); // what is ticked off in the list, by its words

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
      if (own === asked) tell(error instanceof Refusal && !server.down() ? error.message : "");
    } finally {
      if (own === asked) one("#busy").textContent = "", asked = null;
    }
  }

  function tell(problem) {
    one("#problem").textContent = problem;
    one("#problem").hidden = !problem;
  }

  function show(data, current) {
    files.list(data.sources);
    if (current) editor.mark(data.marks);
    if (data.view === shown) return factcheck.hooks.shown(factcheck.chosen());
    shown = data.view;
    if (choosing) stop();
    const made = new DOMParser().parseFromString(data.view, "text/html"); // what sources print is escaped in it, as in the report
    const before = factcheck.state(), held = document.activeElement.id;
    document.title = made.title;
    for (const query of ["h1", ".tally", "#panel", ".desk"]) one(query).replaceWith(document.adoptNode(one(query, made)));
    keys();
    const first = !greeted && all(".fig").length > 0;
    greeted = greeted || first;
    factcheck.mount(first ? undefined : before);
    if (first && !all(".finding").length && one("#checklist")) factcheck.turn("checklist");
    rings();
    if (held && document.activeElement === document.body) document.getElementById(held)?.focus({ preventScroll: true });
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
      box.checked ||= rung.has(key); // what was accepted comes ticked
      box.addEventListener("change", () => box.checked ? rung.add(key) : rung.delete(key));
    }
  }

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
    if (finding() && acceptance) acts.append(act("Accept", "a", accept));
    if (finding()) acts.append(act("Why", "y", why));
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
    if (!acceptance) return tell(one("#no-acceptance").textContent);
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

  if (acceptance) one("#accept-dialog form").addEventListener("submit", async (event) => {
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

  // --- keys ---------------------------------------------------------------------------------------------------------------------------

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

  server.hooks.desk = () => ({ window: mine, ...files.desk() });
  server.hooks.missing = files.send;
  server.hooks.looked = (state) => known !== null && state !== known && !asked && check();
  server.hooks.back = async () => {
    await files.unsent().catch(() => {});
    check();
  };
  files.hooks.changed = check;
  files.hooks.told = tell;
  check();
})();
