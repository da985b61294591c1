"""Paragraphs of markup that stands between blanks and line ends: what is written of them, character by character with its place."""

from __future__ import annotations

import re

from factcheck.sources.reading import Composer

_DEPTH = 20  # marks in one another; deeper ones are written as they stand


def write_stretch(composer: Composer, start: int, end: int, marks: re.Pattern[str], shown: dict[str, str] | None = None, depth: int = 0) -> None:
    """Add ``original[start:end]`` in one line.

    ``marks`` finds what is not plain: of a match the groups whose names begin with ``keep`` are left, and written in the same way, those with
    ``plain`` as they stand; one whose text is a key of ``shown`` becomes what that says; all else goes. White space, however much, is one blank.
    """
    at = start
    names = [name for name in marks.groupindex if name.startswith(("keep", "plain"))]
    for mark in marks.finditer(composer.original, start, end):
        if mark.start() > at:
            _plain(composer, at, mark.start())
        at = mark.end()
        replaced = shown.get(mark.group()) if shown is not None else None
        if replaced is not None:
            composer.put(replaced, mark.start())
            continue
        for name in names:
            if mark[name]:
                if depth < _DEPTH and name.startswith("keep"):
                    write_stretch(composer, *mark.span(name), marks, shown, depth + 1)
                else:
                    _plain(composer, *mark.span(name))
    _plain(composer, at, end)


_WORDS = re.compile(r"(\s++)|\S++(?: \S++)*+")  # white space; words one blank apart


def _plain(composer: Composer, start: int, end: int) -> None:
    for words in _WORDS.finditer(composer.original, start, end):
        if words.lastindex:
            composer.blank(words.start())
        else:
            composer.copy(*words.span())
