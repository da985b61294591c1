"use strict";
// The columns of the sources: which of them are shown, and where each is scrolled to.
factcheck.columns = (() => {
  const { one, all, count } = factcheck;
  let deck, only, columns;

  function absent(column, yes, item) {
    column.classList.toggle("out", yes);
    one(".absent", column).hidden = !yes;
    if (yes) one(".absent", column).textContent = item.matches(".fact") ? "Does not state it" : item.matches(".finding") ? "Not in this finding" : "No evidence for it";
    column.hidden = yes && only.checked;
  }

  // Show where the figures that are marked as evidence of an item stand, and which columns hold none.
  function reach(item, marked) {
    const first = new Map();
    for (const figure of marked)
      if (figure.classList.contains("on")) {
        const column = figure.closest(".source");
        if (!first.has(column)) first.set(column, figure);
      }
    for (const column of columns) absent(column, !first.has(column), item);
    const stating = columns.filter((c) => first.has(c));
    if (!stating.some((c) => c.offsetWidth)) for (const column of columns) column.hidden = false; // it stands in no column that is shown
    due.clear();
    for (const column of stating) due.set(column, first.get(column));
    const foremost = stating.find((c) => c.offsetWidth);
    if (foremost && !stating.some(visible)) deck.scrollLeft = foremost.offsetLeft - deck.offsetLeft;
    bring(stating.filter((c) => near.has(c)));
    const what = item.matches(".fact") ? "Stated in" : "Concerns";
    beyond();
    one("#reach").textContent = `${what} ${stating.length} of ${count(columns.length, "source")}`;
  }

  function rest() {
    one("#reach").textContent = "";
    for (const column of columns) absent(column, false);
  }

  // Columns that the deck cuts off: said in words, since a column may end right at the edge and look like the last.
  function beyond() {
    const edge = deck.scrollLeft + deck.clientWidth, shown = columns.filter((c) => c.offsetWidth);
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
  const sized = new ResizeObserver(beyond);
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

  // Bring a figure into view, with its column and the deck.
  function go(figure) {
    const column = figure.closest(".source");
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

  // --- from one view to the next ------------------------------------------------------------------------------------------------------

  function state() {
    return { left: deck.scrollLeft, texts: new Map(columns.map((c) => [one("h3", c).textContent, one(".text", c).scrollTop])) };
  }

  function restore(before) {
    deck.scrollLeft = before.left;
    for (const column of columns) one(".text", column).scrollTop = before.texts.get(one("h3", column).textContent) || 0;
    due.clear();
  }

  function find() {
    deck = one("#deck"), only = one("#only"), columns = all(".source");
    watch.disconnect(), sized.disconnect();
    near.clear(), due.clear();
  }

  function mount() {
    one("#beyond").addEventListener("click", () => deck.scrollBy({ left: one("#beyond").dataset.by * deck.clientWidth * 0.9 }));
    deck.addEventListener("scroll", beyond, { passive: true });
    sized.observe(deck);
    for (const column of columns) watch.observe(column);
  }

  return { find, mount, reach, rest, go, step, state, restore };
})();
