"""Which figures of findings a change has touched, so that they can be shown where somebody has just written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from factcheck.model import Finding, Mention, Result
from factcheck.report.catalogue import Catalogue

_Place = tuple[str, int]  # source, index of a sentence or paragraph


def touched(old: Result, new: Result, findings: Iterable[Finding]) -> frozenset[str]:
    """Return the figures and datings of ``findings`` that the way from ``old`` to ``new`` has touched, by id.

    For each finding those whose sentence was written anew; where there is none, those of a paragraph with such a sentence; then those of a
    source whose text is another. A sentence that stood in a file of another name, or has left the place where it stood, is not new.
    """
    catalogue = Catalogue(new)
    written = _written(old, new)
    paragraphs = {(s, catalogue.layouts[s].sentences[n].paragraph) for s, n in written}
    texts = {e.source.text for e in old.story.extractions}
    steps: tuple[Callable[[Mention], bool], ...] = (
        lambda f: (f.source, f.sentence) in written,
        lambda f: (f.source, catalogue.layouts[f.source].sentences[f.sentence].paragraph) in paragraphs,
        lambda f: catalogue.sources[f.source].text not in texts,
    )
    found: set[str] = set()
    for finding in findings:
        figures = [catalogue.mentions[i] for i in finding.ids]
        found.update(next((ids for step in steps if (ids := [f.id for f in figures if step(f)])), ()))
    return frozenset(found)


def _written(old: Result, new: Result) -> frozenset[_Place]:
    """The sentences of the new result that were not there: neither in their own source, nor in one that has lost them."""
    before, after = _sentences(old), _sentences(new)
    homes: dict[str, set[str]] = defaultdict(set)
    for source, texts in before.items():
        for text in texts:
            homes[text].add(source)
    return frozenset(
        (source, number)
        for source, texts in after.items()
        for number, text in enumerate(texts)
        if source not in homes[text] and all(text in after.get(home, ()) for home in homes[text])
    )


def _sentences(result: Result) -> dict[str, tuple[str, ...]]:
    """The sentences of each source in order, with single blanks."""
    return {e.source.id: tuple(" ".join(e.source.text[s.start : s.end].split()) for s in e.layout.sentences) for e in result.story.extractions}
