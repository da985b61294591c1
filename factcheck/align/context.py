"""What a story knows about the surroundings of its figures: words, their rarity, and the plain values that pairs are compared by.

Everything a pair is compared by is computed here once a figure, so that the comparison itself only looks things up.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from factcheck.model import Extraction, Figure, Kind, Position, Role
from factcheck.tables.words import Words, load_words

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:[-‑][^\W\d_]+)*|\d+(?:[.,]\d+)*")
_CLAUSE = re.compile(r"[,;:()–—]|\bbut\b|\bwhile\b")
_CONTRAST = 24  # places of one thing in one source that are held against each other
_ANCHOR = 6  # words behind a figure in which the name it hangs on must start
_BEFORE, _AFTER = 6, 8  # words of the window on either side (ALIGNMENT.md)
_AGO = frozenset("ago earlier previously before later".split())

Vector = Mapping[str, float]
Scale = Callable[[str, float], float]  # unit and value to the value in the base unit


@dataclass(slots=True)
class Line:
    """One sentence of a source as the alignment sees it."""

    source: int
    index: int
    start: int
    end: int
    shape: tuple[str, ...]  # all words in lower case, digits as "#"
    stems: frozenset[str]
    spans: tuple[tuple[int, int], ...]
    vector: Vector
    figures: list[int]  # indices into Context.entries, in text order
    named: tuple[tuple[int, int], ...]  # runs of words that are names, half-open
    text_key: str  # words and digits, for verbatim copies


@dataclass(slots=True)
class Entry:
    """One figure with everything that a comparison asks about it."""

    index: int  # in story order
    figure: Figure
    source: int
    witness: int  # the source, with its headline as a witness of its own: it restates the body as another source would
    line: int
    group: str  # what it may be compared with at all: "count", "length", "money", "ratio"
    low: float  # in the base unit of its dimension
    high: float
    floor: float  # the interval it admits, in the same unit
    ceiling: float
    step: float
    noun: str  # lemma, lower case; "" if none
    predicate: str
    window: Vector
    names: frozenset[str]
    owner: frozenset[str]  # words of the name that the figure is said of: the nearest before it in the sentence, else the nearest behind
    close: bool  # whether the owner stands before the figure in the same clause: "EDS shares rose $5"
    anchor: frozenset[str]  # whose age it is, or from where a distance is measured: the name beside the figure
    place: frozenset[str]
    time: str
    per: str
    digits: str  # significant digits of the first value
    sort: str  # kind for comparing kinds: "count", "age", "ago", "change", …
    role: str
    planned: bool


@dataclass(slots=True)
class Context:
    """The figures and sentences of one story with all that is looked up about them."""

    extractions: tuple[Extraction, ...]
    lines: list[Line]
    entries: list[Entry]
    noun_uses: Mapping[str, float]  # uses a source that has it
    predicate_uses: Mapping[str, float]
    words: Words
    place_contrasts: frozenset[tuple[frozenset[str], frozenset[str]]]  # both ways round
    owner_contrasts: frozenset[tuple[frozenset[str], frozenset[str]]]


def build_context(extractions: Sequence[Extraction], to_base: Scale, empty_nouns: frozenset[str]) -> Context:
    """Compute the context of a story; ``extractions`` are sorted by source id.

    ``empty_nouns`` name no thing ("figure", "total"): a figure that counts one has no noun.
    """
    words = load_words()
    lines: list[Line] = []
    places: list[dict[int, int]] = []
    for number, extraction in enumerate(extractions):
        places.append({})
        for index, sentence in enumerate(extraction.layout.sentences):
            places[number][index] = len(lines)
            lines.append(_line(words, number, index, extraction.source.text, sentence.start, sentence.end))
    idf = _idf(lines)
    for line in lines:
        line.vector = _unit_vector({s: idf[s] for s in line.stems})
    entries: list[Entry] = []
    for number, extraction in enumerate(extractions):
        for figure in extraction.figures:
            line = lines[places[number][figure.sentence]]
            line.figures.append(len(entries))
            entries.append(_entry(len(entries), figure, number, places[number][figure.sentence], line, extraction.source.text, idf, to_base, words, empty_nouns))
    return Context(
        tuple(extractions), lines, entries,
        _uses((e.noun, e.source) for e in entries),
        _uses((e.predicate, e.source) for e in entries), words,
        _contrasts(entries, lambda e: e.place), _contrasts(entries, lambda e: e.owner),
    )  # fmt: skip


def stem_of(words: Words, word: str) -> str:
    """Stem of one lower-case word; "" for function words and bare digits."""
    if word[0].isdigit() or words.is_function(word):
        return ""
    return words.stem(word)


def _line(words: Words, source: int, index: int, text: str, start: int, end: int) -> Line:
    found = [(m.group().lower(), m.span()) for m in _WORD.finditer(text, start, end)]
    shape = tuple("#" if w[0].isdigit() else w for w, _ in found)
    named = _named(words, [text[a:b] for _, (a, b) in found])
    stems = frozenset(s for w, _ in found if (s := stem_of(words, w)))
    return Line(source, index, start, end, shape, stems, tuple(s for _, s in found), {}, [], named, " ".join(w for w, _ in found))


def _named(words: Words, printed: Sequence[str]) -> tuple[tuple[int, int], ...]:
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


def _owner(words: Words, figure: Figure, line: Line, text: str) -> tuple[frozenset[str], bool]:
    """The name that a figure is said of, and whether it stands before it in the same clause."""
    before = [run for run in line.named if line.spans[run[1] - 1][1] <= figure.start]
    after = [run for run in line.named if line.spans[run[0]][0] >= figure.end]
    run = before[-1] if before else after[0] if after else None
    if run is None:
        return frozenset(), False
    close = bool(before) and not _CLAUSE.search(text, line.spans[run[1] - 1][1], figure.start)
    return frozenset(s for k in range(*run) if (s := stem_of(words, line.shape[k]))), close


def _anchor(words: Words, figure: Figure, line: Line) -> frozenset[str]:
    """The name right before an age ("Ann Lee, 45") or right behind it; the name behind a distance ("14 miles north of Bogo")."""
    age = figure.quantity.kind is Kind.AGE
    if not age and _group(figure) != "length":
        return frozenset()
    first = next((k for k, (_, end) in enumerate(line.spans) if end > figure.start), len(line.spans))
    for run in reversed(line.named) if age else ():
        if run[1] <= first and run[1] >= first - 1:
            return frozenset(s for k in range(*run) if (s := stem_of(words, line.shape[k])))
    for run in line.named:
        if line.spans[run[0]][0] >= figure.end and run[0] <= first + _ANCHOR:
            return frozenset(s for k in range(*run) if (s := stem_of(words, line.shape[k])))
    return frozenset()


def _idf(lines: Sequence[Line]) -> dict[str, float]:
    """Inverse frequency of each stem over the story's sentences; sentences that are printed alike in several copies count once."""
    distinct = {line.shape: line for line in lines}
    seen = Counter(s for line in distinct.values() for s in line.stems)
    total = len(distinct) + 1
    return {s: math.log(total / n) for s, n in seen.items()}


def _unit_vector(weights: Mapping[str, float]) -> Vector:
    norm = math.sqrt(math.fsum(w * w for w in weights.values()))
    return {s: w / norm for s, w in sorted(weights.items())} if norm else {}


def _uses(pairs: Iterable[tuple[str, int]]) -> dict[str, float]:
    uses: Counter[str] = Counter()
    sources: dict[str, set[int]] = {}
    for word, source in pairs:
        uses[word] += 1
        sources.setdefault(word, set()).add(source)
    return {word: count / len(sources[word]) for word, count in uses.items()}


def _contrasts(entries: Sequence[Entry], of: Callable[[Entry], frozenset[str]]) -> frozenset[tuple[frozenset[str], frozenset[str]]]:
    """Places (or names) that one source sets against each other: it gives different values for the same thing, one here and one there.

    No gazetteer knows whether a quarter lies in a town or beside it; a text that counts the dead of both tells them apart.
    """
    kept: dict[tuple[int, str, str], dict[frozenset[str], set[float]]] = {}
    for e in entries:
        if named := of(e):
            for word in (f"n {e.noun}" if e.noun else "", f"p {e.predicate}" if e.predicate else ""):
                if word:
                    kept.setdefault((e.source, e.group, word), {}).setdefault(named, set()).add(e.low)
    found = set()
    for named_values in kept.values():
        ordered = sorted(named_values, key=sorted)[:_CONTRAST]
        for i, a in enumerate(ordered):
            for b in ordered[i + 1 :]:
                if a.isdisjoint(b) and named_values[a].isdisjoint(named_values[b]):
                    found |= {(a, b), (b, a)}
    return frozenset(found)


def _entry(
    index: int, figure: Figure, source: int, place: int, line: Line, text: str, idf: Mapping[str, float], to_base: Scale, words: Words,
    empty_nouns: frozenset[str],
) -> Entry:
    q = figure.quantity
    unit = "" if q.kind in (Kind.MONEY, Kind.PERCENT) else q.unit
    low, high = sorted((to_base(unit, float(q.low)), to_base(unit, float(q.high))))
    i = figure.interval
    floor = to_base(unit, float(i.low)) if i.low is not None else -math.inf
    ceiling = to_base(unit, float(i.high)) if i.high is not None else math.inf
    noun = figure.noun.lemma.lower() if figure.noun else ""
    noun = "" if noun in empty_nouns else noun
    predicate = figure.predicate.lemma.lower() if figure.predicate else ""
    digits = "".join(c for c in format(q.low, "f") if c.isdigit()).strip("0")
    return Entry(
        index, figure, source, 2 * source + (figure.position is Position.HEADLINE), place, _group(figure), low, high, floor, ceiling, float(q.step), noun, predicate,
        _window(words, figure, line, idf, noun, predicate), frozenset(_name_words(words, figure.names)), *_owner(words, figure, line, text),
        _anchor(words, figure, line),
        frozenset(_name_words(words, (figure.place or "",))),
        (figure.date or "").lower(), q.per.lower(), digits, _sort(figure, text), _role(figure.role),
        figure.modality.value in ("planned", "expected", "conditional"),
    )  # fmt: skip


def _group(figure: Figure) -> str:
    q = figure.quantity
    if q.kind is Kind.MONEY:
        return "money"
    if q.kind in (Kind.PERCENT, Kind.SHARE):
        return "ratio"
    return (q.dimension or q.unit or "measure") if q.unit else "count"


def _sort(figure: Figure, text: str) -> str:
    """The kind of a figure, finer than ``Kind``: an offset in time is no duration, a change is no level."""
    kind = figure.quantity.kind
    if kind is Kind.DURATION:
        after = _WORD.search(text, figure.end, figure.end + 14)
        if after and after.group().lower() in _AGO:
            return "ago"
    return str(kind.value)


def _role(role: Role) -> str:
    if role in (Role.PART, Role.PREVIOUS, Role.CHANGE, Role.FURTHER, Role.LIMIT):
        return str(role.value)
    return "plain"


def _name_words(words: Words, names: Sequence[str]) -> list[str]:
    return [w for name in names for m in _WORD.finditer(name) if (w := m.group().lower()) and not w[0].isdigit() and not words.is_function(w)]


def _window(words: Words, figure: Figure, line: Line, idf: Mapping[str, float], noun: str, predicate: str) -> Vector:
    """Weighted words around the number, without the noun and the predicate, which have ladders of their own."""
    skip = {stem_of(words, noun) if noun else "", stem_of(words, predicate) if predicate else ""}
    before = [k for k, (_, end) in enumerate(line.spans) if end <= figure.start][-_BEFORE:]
    after = [k for k, (start, _) in enumerate(line.spans) if start >= figure.end][:_AFTER]
    stems = {s for k in before + after if line.shape[k] != "#" and (s := stem_of(words, line.shape[k])) and s not in skip}
    return _unit_vector({s: idf[s] for s in stems})
