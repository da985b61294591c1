"""The words around a figure, cut at words to a length, in three parts so that each report can mark the figure its own way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from factcheck.model import Layout, Mention, Source

WIDTH = 160
_MARK = "…"


class Quote(NamedTuple):
    """A figure in its sentence: white space is single, ``before`` and ``after`` keep their blank beside the figure."""

    before: str
    figure: str
    after: str

    def __str__(self) -> str:
        return self.before + self.figure + self.after


def quote(source: Source, layout: Layout, figure: Mention, width: int = WIDTH) -> Quote:
    """Return the sentence of a figure, at most ``width`` characters of it, cut at words around the figure.

    The figure itself is never cut: a sentence is trimmed on its longer side first, and "…" stands where something was left out.
    """
    sentence = layout.sentences[figure.sentence]
    text = source.text
    start, end = min(sentence.start, figure.start), max(sentence.end, figure.end)
    before = _single(text[start : figure.start]).lstrip()
    surface = _single(text[figure.start : figure.end])
    after = _single(text[figure.end : end]).rstrip()
    room = max(width - len(surface), 0)
    if len(before) + len(after) <= room:
        return Quote(before, surface, after)
    half = room // 2
    left = max(half, room - len(after))
    right = max(room - half, room - len(before))
    return Quote(_tail(before, left), surface, _head(after, right))


def quote_all(source: Source, layout: Layout, figures: Sequence[Mention], width: int = WIDTH) -> list[tuple[str, bool]]:
    """Return one sentence with several of its figures marked: stretches of text in order, each with whether it is a figure.

    Where the sentence is too long it is cut at words before the first and after the last figure; what stands between them stays.
    """
    sentence = layout.sentences[figures[0].sentence]
    ordered = sorted(figures, key=lambda f: (f.start, f.end))
    pieces: list[tuple[str, bool]] = []
    at = min(sentence.start, ordered[0].start)
    for figure in ordered:
        if figure.start < at:  # "5 to 10" inside of another figure
            continue
        pieces += [(_single(source.text[at : figure.start]), False), (_single(source.text[figure.start : figure.end]), True)]
        at = figure.end
    before, after = pieces[0][0].lstrip(), _single(source.text[at : max(sentence.end, at)]).rstrip()
    room = max(width - sum(len(text) for text, _ in pieces[1:]), 0)
    if len(before) + len(after) > room:
        half = room // 2
        before, after = _tail(before, max(half, room - len(after))), _head(after, max(room - half, room - len(before)))
    return [(before, False), *pieces[1:], (after, False)]


def shorten(text: str, width: int) -> str:
    """Cut a text at a word so that it fits ``width`` characters, with "…" where something was left out."""
    return _head(_single(text).strip(), width)


def _single(text: str) -> str:
    lead = " " if text[:1].isspace() else ""
    trail = " " if text[-1:].isspace() and text.strip() else ""
    return lead + " ".join(text.split()) + trail


def _tail(text: str, width: int) -> str:
    if len(text) <= width:
        return text
    kept = text[len(text) - max(width - 1, 0) :] if width > 1 else ""
    cut = kept.find(" ")
    return _MARK + (kept[cut:] if cut >= 0 else (" " if text.endswith(" ") else ""))


def _head(text: str, width: int) -> str:
    if len(text) <= width:
        return text
    kept = text[: max(width - 1, 0)]
    cut = kept.rfind(" ")
    return (kept[: cut + 1] if cut >= 0 else "") + _MARK
