"use strict";
// What lies on the desk: the file of the draft, and the sources that were dropped, pasted or taken away.
const files = (() => {
  const { one, all, make, count } = factcheck;
  const hooks = { changed: () => {}, told: () => {} };
  let name = one("#draft-name").textContent.trim();
  let items = []; // what was dropped: {name, blob, key, error}
  let without = new Set(); // ids of the folder's sources that were taken away
  let texts = 0;

  async function send(item) {
    if (!item) return;
    const answer = await server.upload("source", item.blob, item.name), told = await answer.json();
    if (answer.ok) Object.assign(item, { key: told.key, name: told.name, error: "" });
    else Object.assign(item, { key: "", error: told.error });
  }

  function list(sources) {
    const lines = sources.filter((s) => !s.key).map((s) => line(s.id, count(s.figures, "figure"), "", () => without.add(s.id)));
    for (const item of items) {
      const own = sources.filter((s) => item.key && s.key === item.key);
      const told = own.length ? count(own.reduce((n, s) => n + s.figures, 0), "figure") : "";
      lines.push(line(item.name, own.length > 1 ? `${own.length} articles, ${told}` : told, item.error, () => items.splice(items.indexOf(item), 1)));
    }
    const active = document.activeElement.closest("#sources button");
    one("#sources").replaceChildren(...lines);
    if (active) (all("#sources button").find((b) => b.ariaLabel === active.ariaLabel) || one("#add-files")).focus();
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
      hooks.changed();
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
    if (bad) one("#status").textContent = bad.error;
    await hooks.changed();
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
      const answer = await server.upload("draft", new Blob([await file.arrayBuffer()]), file.name), told = await answer.json();
      if (!answer.ok) return hooks.told(told.error);
      hooks.told("");
      rename(told.name);
      editor.set(told.text);
    } catch { /* the server is gone, which the page says; or the file is, and nothing was dropped */ }
  }

  function rename(called) {
    name = called;
    one("#draft-name").replaceChildren(make("bdi", "", called));
  }

  // --- drop and paste -----------------------------------------------------------------------------------------------------------------

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
    hooks.changed();
  });

  return {
    hooks,
    desk: () => ({ draft: { name, text: editor.text() }, sources: items.map((i) => i.key).filter(Boolean), without: [...without] }),
    list,
    async send(keys) {
      for (const item of items) if (keys.includes(item.key)) await send(item);
    },
    async unsent() {
      for (const item of items) if (item.blob && !item.key && !item.error) await send(item);
    },
  };
})();
