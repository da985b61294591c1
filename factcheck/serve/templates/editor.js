"use strict";
// The draft as one types it: a field for text, and below its letters a copy of them that bears the underlines.
const editor = (() => {
  const area = document.getElementById("draft"), mirror = document.getElementById("mirror");
  const hooks = { changed: () => {}, picked: () => {} };
  let marks = [], lit = new Set(), picked = new Set(), last = area.value;

  const kind = (mark) => {
    const status = mark.time ? mark.status && `told ${mark.status}` : `told ${mark.status || "untold"}`;
    return [mark.time ? "time" : "fig", status, mark.worst, mark.accepted && "accepted"].filter(Boolean).join(" ");
  };

  function paint() {
    const text = area.value, parts = [];
    let at = 0;
    for (const mark of marks) {
      if (mark.start < at || mark.end > text.length) continue; // one inside of another is in its line already
      const span = document.createElement("span");
      span.className = kind(mark) + (lit.has(mark.id) ? " on" : "") + (picked.has(mark.id) ? " picked" : "");
      span.dataset.id = mark.id;
      span.textContent = text.slice(mark.start, mark.end);
      parts.push(text.slice(at, mark.start), span);
      at = mark.end;
    }
    mirror.replaceChildren(...parts, text.slice(at) + "\n\u200b"); // an empty last line has a height too
  }

  // Marks move with the text around them; one in which somebody writes is gone until the next check.
  function typed() {
    const text = area.value, most = Math.min(text.length, last.length);
    let same = 0, tail = 0;
    while (same < most && text[same] === last[same]) same++;
    while (tail < most - same && text[text.length - 1 - tail] === last[last.length - 1 - tail]) tail++;
    const by = text.length - last.length, gone = last.length - tail;
    marks = marks.filter((m) => m.end <= same || m.start >= gone).map((m) => (m.start >= gone ? { ...m, start: m.start + by, end: m.end + by } : m));
    last = text;
    paint();
    hooks.changed();
  }

  const at = (place) => marks.find((m) => m.start <= place && place <= m.end);

  function pick() {
    const mark = area.selectionStart === area.selectionEnd && at(area.selectionStart);
    if (mark) hooks.picked(mark.id);
    return Boolean(mark);
  }

  area.addEventListener("input", typed);
  area.addEventListener("click", pick);
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && pick()) event.preventDefault();
  });
  mirror.parentElement.parentElement.addEventListener("mousedown", (event) => {
    if (event.target.matches(".paper, .sheet")) setTimeout(() => area.focus());
  });
  paint();

  return {
    hooks,
    text: () => area.value,
    focus: () => area.focus(),
    has: (id) => marks.some((m) => m.id === id),
    set(text) {
      area.value = text;
      typed();
    },
    mark(found) {
      marks = [...found].sort((a, b) => a.start - b.start || b.end - a.end);
      paint();
    },
    light(ids) {
      lit = new Set(ids);
      paint();
    },
    picking(ids) {
      picked = new Set(ids);
      paint();
    },
    reveal(id) {
      const span = [...mirror.children].find((s) => s.dataset.id === id);
      if (span) span.scrollIntoView({ block: "nearest" });
    },
  };
})();
