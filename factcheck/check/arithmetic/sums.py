"""Parts and wholes: sums that a text spells out, sums learned from one source and held against another, and people aboard a vessel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise

from factcheck.check.arithmetic.equation import Equation, exact
from factcheck.check.index import StoryIndex, words_of
from factcheck.model import Figure, Kind, Modality, Role
from factcheck.quantity.comparable import Comparable
from factcheck.quantity.wording import number
from factcheck.tables.nouns import is_person

_ADDED = (Kind.COUNT, Kind.MONEY, Kind.MEASURE)
_FEWEST = 3  # parts; two numbers and a third that is their sum are too often chance
_MOST = 8
_INCLUDING = 2  # words before a number in which "including" may stand
_CUE = 3  # words of a cue such as "made up of"
_NEAR = 3  # sentences between a whole and its parts
_SCALED = 1000  # print step from which a count was rounded
_SMALLEST = 20  # whole below which sums come true by chance


@dataclass(frozen=True, slots=True)
class SumOfFacts:
    """A sum that holds in one source, by the facts of its figures."""

    whole: str
    parts: tuple[str, ...]
    source: str


def addable(index: StoryIndex, figure: Figure) -> bool:
    """Whether a figure can stand in a sum: a plain amount that is neither a change nor a limit nor somebody's denial."""
    if figure.quantity.kind not in _ADDED or figure.quantity.per or figure.modality is Modality.DENIED or figure.id in index.doubles:
        return False
    if figure.is_cell:  # what cells make is worked out by row and column
        return False
    return exact(figure) and figure.role not in (Role.CHANGE, Role.PREVIOUS, Role.LIMIT, Role.RESTATED)


def runs(index: StoryIndex, figures: Sequence[Figure]) -> Iterator[tuple[Figure, ...]]:
    """Yield each series of neighbouring figures that count alike: one unit, one noun, no sentence without one of them between."""
    series: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        if not addable(index, figure):
            continue
        noun = figure.noun.lemma.lower() if figure.noun is not None else ""
        for key in dict.fromkeys(((index.comparables[figure.id].key, noun), (index.comparables[figure.id].key, "*"))):
            run = series.setdefault(key, [])
            if run and (figure.sentence - run[-1].sentence > 1 or len(run) == 2 * _MOST):
                if len(run) >= _FEWEST:
                    yield tuple(run)
                run.clear()
            run.append(figure)
    for run in series.values():
        if len(run) >= _FEWEST:
            yield tuple(run)


def learned_sums(index: StoryIndex) -> list[SumOfFacts]:
    """Return the sums that come out exactly in some source, each once: three parts or more in a row, the whole near them."""
    found: dict[tuple[str, tuple[str, ...]], SumOfFacts] = {}
    for extraction in index.story.extractions:
        wholes: dict[tuple[str, Decimal], list[Figure]] = {}
        for figure in extraction.figures:
            if addable(index, figure):
                reading = index.comparables[figure.id]
                wholes.setdefault((reading.key, reading.low), []).append(figure)
        for run in runs(index, extraction.figures):
            for parts in _stretches(run):
                total = sum((index.comparables[f.id].low for f in parts), Decimal(0))
                if total < _SMALLEST and parts[0].quantity.kind is Kind.COUNT:
                    continue
                for whole in wholes.get((index.comparables[parts[0].id].key, total), ()):
                    learned = _learned(index, whole, parts)
                    if learned is not None:
                        found.setdefault((learned.whole, learned.parts), learned)
    return list(found.values())


def _learned(index: StoryIndex, whole: Figure, parts: Sequence[Figure]) -> SumOfFacts | None:
    """The sum by its facts; None where the whole stands far from its parts or is one of them."""
    if min(abs(whole.sentence - parts[0].sentence), abs(whole.sentence - parts[-1].sentence)) > _NEAR:
        return None
    facts = tuple(sorted(index.fact_of[f.id].id for f in parts))
    name = index.fact_of[whole.id].id
    return SumOfFacts(name, facts, whole.source) if name not in facts and len(set(facts)) == len(facts) else None


def _stretches(run: Sequence[Figure]) -> Iterator[tuple[Figure, ...]]:
    for start in range(len(run) - _FEWEST + 1):
        for end in range(start + _FEWEST, min(len(run), start + _MOST) + 1):
            yield tuple(run[start:end])


def transferred(index: StoryIndex) -> Iterator[Equation]:
    """Yield the learned sums that do not come out in another source which gives all their figures."""
    facts = {f.id: f for f in index.story.facts}
    for learned in learned_sums(index):
        for extraction in index.story.extractions:
            if extraction.source.id == learned.source:
                continue
            whole = _in_source(index, facts[learned.whole].figures, extraction.source.id)
            parts = [_in_source(index, facts[p].figures, extraction.source.id) for p in learned.parts]
            if whole is None or any(p is None for p in parts):
                continue
            chosen = sorted((p for p in parts if p is not None), key=lambda p: index.order[p[0]])
            if any("including" in words_of(index.figures[i].before)[-_INCLUDING:] for p in chosen for i in p):
                continue  # "117 were saved, including nine of the crew": of those of another part
            yield from _held(index, whole, chosen, f"; in {index.names[learned.source]} the same sum comes out")


def _in_source(index: StoryIndex, ids: Sequence[str], source: str) -> tuple[str, ...] | None:
    """The figures of a fact in one source, where they all print one exact value; else None."""
    mine = [i for i in index.in_order(ids) if index.figures[i].source == source and addable(index, index.figures[i])]
    values = {(index.comparables[i].key, index.comparables[i].low) for i in mine}
    return tuple(mine) if len({v for _, v in values}) == 1 and len(values) == 1 else None


def _held(index: StoryIndex, whole: tuple[str, ...], parts: Sequence[tuple[str, ...]], where: str, lowered: int = 0) -> Iterator[Equation]:
    first = [index.comparables[p[0]] for p in parts]
    total = index.comparables[whole[0]]
    if len({r.key for r in (*first, total)}) > 1:
        return
    spelled = " + ".join(number(r.low) for r in first)
    made = sum((r.low for r in first), Decimal(0))
    if abs(made - total.low) <= _rounding([*first, total]):
        return
    text = f"{spelled} = {number(made)}, not {number(total.low)}{where}"
    yield Equation("sum", whole, tuple(p[0] for p in parts), text, lowered)


def _rounding(readings: Sequence[Comparable]) -> Decimal:
    """What rounding may add up to: halves of the print steps, which rarely all fall on one side, so the root of their squares."""
    halves = [(r.figure.quantity.step * r.factor / 2) for r in readings if rounds_off(r.figure)]
    return sum((h * h for h in halves), Decimal(0)).sqrt()


def rounds_off(figure: Figure) -> bool:
    """Whether the last printed digit of a figure is a rounding: decimals, scaled numbers and measures, not things counted one by one."""
    return figure.quantity.kind is not Kind.COUNT or figure.quantity.step < 1 or figure.quantity.step >= _SCALED


def stated(index: StoryIndex, cues: frozenset[str], near: Decimal) -> Iterator[Equation]:
    """Yield the sums that a text states by its structure and that do not come out.

    The structure is a series of parts in one sentence with a word that makes them exhaustive ("made up of", "the other three", "of the dead,
    15 …, five … and three …") and one whole of the same noun before them. Only near misses count (share ``near``): parts that are far from
    their whole were hardly meant to make it up.
    """
    for extraction in index.story.extractions:
        values = Counter(index.comparables[f.id].low for f in extraction.figures)
        for run in runs(index, extraction.figures):
            here = _one_sentence(run)
            for parts in (here, here[1:] if _one_thing(here) else ()):  # the whole may open the sentence: "60 seats, made up of 24 seats …"
                few = _FEWEST - int(len(parts) < len(here) and _whole_list(index, here, cues))
                if len(parts) < few or not _exhaustive(index, parts, cues):
                    continue
                made = sum((index.comparables[f.id].low for f in parts), Decimal(0))
                wholes = [w for w in index.near(parts[0], _NEAR) if _whole_of(index, w, parts)]
                if not wholes or values[made] > sum(index.comparables[f.id].low == made for f in parts):
                    continue
                whole = min(wholes, key=lambda w: (abs(index.comparables[w.id].low - made), w.ordinal))
                apart = abs(index.comparables[whole.id].low - made)
                if apart <= near * made or (few < _FEWEST and apart == 1):
                    yield from _held(index, (whole.id,), [(f.id,) for f in parts], "")


def _one_sentence(run: Sequence[Figure]) -> tuple[Figure, ...]:
    """The longest stretch of a run that stands in one sentence."""
    best: list[Figure] = []
    for sentence in {f.sentence: None for f in run}:
        here = [f for f in run if f.sentence == sentence]
        best = here if len(here) > len(best) else best
    return tuple(best)


def _one_thing(figures: Sequence[Figure]) -> bool:
    """Whether all figures that name what they count name the same, or people: "four smaller sites" are none of 1,150 people, women are."""
    nouns = {f.noun.lemma.lower() for f in figures if f.noun is not None}
    return len(nouns) <= 1 or all(is_person(noun) for noun in nouns)


def _whole_list(index: StoryIndex, figures: Sequence[Figure], cues: frozenset[str]) -> bool:
    """Whether a whole is followed by nothing but its parts, so that two of them make it up: "12 people: five women and six men"."""
    if len(figures) < _FEWEST or any(b.ordinal != a.ordinal + 1 for a, b in pairwise(figures)):
        return False
    whole, first, last = figures[0], figures[1], figures[-1]
    opened = whole.after[whole.own :] == (":",) or " ".join(words_of(first.before)[-_CUE:]).endswith(tuple(cues))
    joined = all(not words_of(f.after[f.own :]) or words_of(f.after[f.own :]) == ("and",) for f in figures[1:-1])
    return opened and joined and words_of(last.before)[-1:] == ("and",) and not words_of(last.after[last.own :]) and index.sentence(whole)[-1] is last


def _exhaustive(index: StoryIndex, parts: Sequence[Figure], cues: frozenset[str]) -> bool:
    """Whether the words before the parts, or before the last of them, say that they make up the whole."""
    before = " ".join(index.lead_in(parts[0]))
    if not _MORE.isdisjoint(words_of(parts[-1].after)):
        return False  # "… 280 in Varn and the others in four smaller mills"
    last = " ".join(words_of(parts[-1].before))
    if any(c in last for c in index.vocabulary.closing):
        return True
    label = [t for t in parts[0].before if t.lower() != "a"][-1:] == [":"]
    return any(c in before for c in cues) or label or before.startswith("of the ")


_MORE = frozenset("others rest remainder remaining elsewhere".split())


def _whole_of(index: StoryIndex, whole: Figure, parts: Sequence[Figure]) -> bool:
    first = parts[0]
    if whole in parts or not addable(index, whole) or index.comparables[whole.id].key != index.comparables[first.id].key:
        return False
    if (whole.noun is None and not whole.quantity.unit) or whole.role is Role.PART:
        return False
    if not 0 <= first.sentence - whole.sentence <= _NEAR or whole.start > first.start:
        return False
    return index.comparables[whole.id].low > max(index.comparables[f.id].low for f in parts)


_TRIED = 14  # figures of one sort whose sums are tried


def made_up(mine: Comparable, alike: Sequence[Comparable], together: bool = False) -> bool:
    """Whether two figures of the body make the number: sum, difference, the rest of a hundred percent. ``together``: in one sentence."""
    chosen = list({r.low: r for r in alike}.values())[:_TRIED]
    room = mine.figure.quantity.step * mine.factor / 2
    for x, y in combinations(chosen, 2):
        if together and x.figure.sentence != y.figure.sentence:
            continue
        if abs(x.low + y.low - mine.low) <= room or abs(abs(x.low - y.low) - mine.low) <= room:
            return True
    return mine.key == "ratio" and any(abs(1 - r.low - mine.low) <= room for r in chosen)
