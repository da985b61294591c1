"""Of whom and of where a figure is said: names in its sentence, and which of them a source tells apart."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter

from factcheck.align.records.record import WORD, Entry, Line, stem_of
from factcheck.model import Figure, Kind, Span
from factcheck.tables.words import Words

_CLAUSE = re.compile(r"[,;:()–—]|\bbut\b|\bwhile\b")
_INITIALS = re.compile(r"\b[A-Z](?:\.?[A-Z]){1,4}\b")
_WIDER = re.compile(r",? (?:in|at|of|near) (?:the )?([A-Z][\w’'-]{1,40}(?: [A-Z][\w’'-]{1,40}){0,3})")
_CONTRAST = 24  # places of one thing in one source that are held against each other
_ANCHOR = 6  # words behind a figure in which the name it hangs on must start


def short_names(words: Words, texts: Iterable[str]) -> frozenset[str]:
    """Names of initials that a story prints, in lower case without points: "EDS". Not of countries, of which every other sentence speaks."""
    found = sorted({m.group().replace(".", "") for text in texts for m in _INITIALS.finditer(text)})
    return frozenset(name.lower() for name in found if words.place_kind(name) != "country")


def shortened(name: Sequence[str], short: frozenset[str]) -> str:
    """The initials of a name where the story uses them for it: "electronic data systems" → "eds"; "" where it does not."""
    if len(name) == 1 and name[0].replace(".", "") in short:
        return name[0].replace(".", "")
    parts = [part for word in name for part in word.split("-") if part]
    initials = "".join(part[0] for part in parts)
    return initials if len(parts) > 1 and initials in short else ""


def named_runs(words: Words, printed: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Runs of capitalised words; the first word of a sentence only where no table knows it or it is all capitals. None in a headline in capitals."""
    upper = [w[:1].isupper() for w in printed]
    if sum(upper) * 2 > len(printed) + 2:
        return ()
    names = [u and not words.is_function(w.lower()) for u, w in zip(upper, printed, strict=True)]
    if names and names[0]:
        first = printed[0]
        names[0] = (len(first) > 1 and first.isupper()) or not words.tags(first.lower()) or (len(names) > 1 and names[1])
    runs: list[tuple[int, int]] = []
    for k, named in enumerate(names):
        if named and runs and runs[-1][1] == k:
            runs[-1] = (runs[-1][0], k + 1)
        elif named:
            runs.append((k, k + 1))
    return tuple(runs)


def owner_of(words: Words, figure: Figure, line: Line, text: str, short: frozenset[str], others: Sequence[Span]) -> tuple[frozenset[str], bool]:
    """The name that a figure is said of, and whether it stands before it in the same clause.

    ``short`` holds the story's names of initials. A name behind another of the figures ``others`` is that one's.
    """
    subject = figure.subject
    if subject is not None and subject.how == "apposition" and subject.span.start >= figure.end and figure.quantity.kind is not Kind.AGE:
        own = [r for r in line.named if subject.span.start <= line.spans[r[0]][0] < subject.span.end]
        if own:  # "to 37 percent for Jo Hill's Nationals": theirs, however near other names stand before it
            return _name(words, line, own[-1], short), True
    behind = bisect_right(line.named, figure.start, key=lambda r: line.spans[r[1] - 1][1])  # names that end before the figure
    ahead = bisect_left(line.named, figure.end, key=lambda r: line.spans[r[0]][0])
    following = bisect_left(others, figure.end, key=attrgetter("start"))
    beyond = others[following].start if following < len(others) else line.end
    after = line.named[ahead : ahead + 1]
    run = line.named[behind - 1] if behind else after[0] if after and line.spans[after[0][0]][0] < beyond else None
    if run is None:
        return frozenset(), False
    close = bool(behind) and not _CLAUSE.search(text, line.spans[run[1] - 1][1], figure.start)
    return _name(words, line, run, short), close


def _name(words: Words, line: Line, run: tuple[int, int], short: frozenset[str]) -> frozenset[str]:
    if initials := shortened(line.shape[slice(*run)], short):
        return frozenset({initials})
    return frozenset(s for k in range(*run) if (s := stem_of(words, line.shape[k])))


def anchor_of(words: Words, figure: Figure, line: Line, group: str) -> frozenset[str]:
    """The name behind a distance ("14 miles north of Bogo"); not an adjective of a country ("the Italian island of Bogo")."""
    if group != "length":
        return frozenset()
    first = next((k for k, (_, end) in enumerate(line.spans) if end > figure.start), len(line.spans))
    for run in line.named:
        if all(words.demonym(line.shape[k]) for k in range(*run)):
            continue
        if line.spans[run[0]][0] >= figure.end and run[0] <= first + _ANCHOR:
            return frozenset(s for k in range(*run) if (s := stem_of(words, line.shape[k])))
    return frozenset()


def subject_of(words: Words, figure: Figure) -> tuple[frozenset[str], bool]:
    """The stems of whose figure it is, and whether it has a name: a capital, or a word that no table knows."""
    if figure.subject is None or figure.subject.how == "described":
        return frozenset(), False  # "a 12-nation trade deal": the deal is told by the words behind, and says nothing of whose it is
    printed = [w for m in WORD.finditer(figure.subject.text.lower()) if not words.is_function(w := m.group()) and not w[0].isdecimal()]
    stems = [s for w in printed if (s := stem_of(words, w))]
    text = figure.subject.text
    named = any(m.start() and m.group()[0].isupper() for m in WORD.finditer(text)) or any(not words.tags(w) for w in printed)
    return frozenset(stems), named


def contrasts(entries: Sequence[Entry], of: Callable[[Entry], frozenset[str]]) -> frozenset[tuple[frozenset[str], frozenset[str]]]:
    """Places (or names) that one source sets against each other: it gives different values for the same thing, one here and one there.

    No gazetteer knows whether a quarter lies in a town or beside it; a text that counts the dead of both tells them apart.
    """
    kept: dict[tuple[int, str, str], dict[frozenset[str], set[float]]] = {}
    for e in entries:
        if named := of(e):
            for word in (f"n {e.noun}" if e.noun else "", f"p {e.predicate}" if e.predicate else ""):
                if word:
                    kept.setdefault((e.witness, e.group, word), {}).setdefault(named, set()).add(e.low)
    found = set()
    for named_values in kept.values():
        ordered = sorted(named_values, key=sorted)[:_CONTRAST]
        for i, a in enumerate(ordered):
            for b in ordered[i + 1 :]:
                if a.isdisjoint(b) and named_values[a].isdisjoint(named_values[b]):
                    found |= {(a, b), (b, a)}
    return frozenset(found)


def name_words(words: Words, names: Sequence[str], short: frozenset[str] = frozenset()) -> frozenset[str]:
    """The words of printed names, in lower case, without articles and numbers; initials where the story uses them for the name."""
    found: set[str] = set()
    for name in names:
        parts = [w for m in WORD.finditer(name) if (w := m.group().lower()) and not w[0].isdecimal() and not words.is_function(w)]
        initials = shortened(parts, short)
        found.update([initials] if initials else parts)
    return frozenset(found)


def place_words(words: Words, figure: Figure, sentence: str) -> frozenset[str]:
    """The words of a figure's place, with the name of the place that it lies in: "at its embassy" and then "in Bogo"."""
    if not figure.place:
        return frozenset()
    start = sentence.find(figure.place)
    wider = _WIDER.match(sentence, start + len(figure.place)) if start >= 0 else None
    return name_words(words, (figure.place, wider.group(1) if wider else ""))
