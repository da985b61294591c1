"""Parts and wholes: sums that a text spells out, sums learned from one source and held against another, and people aboard a vessel."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from factcheck.check.arithmetic.equation import LOWER, Equation, exact, room
from factcheck.check.index import Reading, Scene
from factcheck.model import Figure, Interval, Kind, Modality, Role
from factcheck.quantity.interval import combine
from factcheck.quantity.wording import number

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ADDED = (Kind.COUNT, Kind.MONEY, Kind.MEASURE)
_FEWEST = 3  # parts; two numbers and a third that is their sum are too often chance
_MOST = 8
_NEAR = 3  # sentences between a whole and its parts
_SCALED = 1000  # print step from which a count was rounded
_SMALLEST = 20  # whole below which sums come true by chance


@dataclass(frozen=True, slots=True)
class SumOfFacts:
    """A sum that holds in one source, by the facts of its figures."""

    whole: str
    parts: tuple[str, ...]
    source: str


def addable(scene: Scene, figure: Figure) -> bool:
    """Whether a figure can stand in a sum: a plain amount that is neither a change nor a limit nor somebody's denial."""
    if figure.quantity.kind not in _ADDED or figure.quantity.per or figure.modality is Modality.DENIED or figure.id in scene.doubles:
        return False
    return exact(figure) and figure.role not in (Role.CHANGE, Role.PREVIOUS, Role.LIMIT, Role.RESTATED)


def runs(scene: Scene, figures: Sequence[Figure]) -> Iterator[tuple[Figure, ...]]:
    """Yield each series of neighbouring figures that count alike: one unit, one noun, no sentence without one of them between."""
    series: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        if not addable(scene, figure):
            continue
        noun = figure.noun.lemma.lower() if figure.noun is not None else ""
        for key in dict.fromkeys(((scene.readings[figure.id].key, noun), (scene.readings[figure.id].key, "*"))):
            run = series.setdefault(key, [])
            if run and (figure.sentence - run[-1].sentence > 1 or len(run) == 2 * _MOST):
                if len(run) >= _FEWEST:
                    yield tuple(run)
                run.clear()
            run.append(figure)
    for run in series.values():
        if len(run) >= _FEWEST:
            yield tuple(run)


def learned_sums(scene: Scene) -> list[SumOfFacts]:
    """Return the sums that come out exactly in some source, each once: three parts or more in a row, the whole near them."""
    found: dict[tuple[str, tuple[str, ...]], SumOfFacts] = {}
    for extraction in scene.story.extractions:
        wholes: dict[tuple[str, Decimal], list[Figure]] = {}
        for figure in extraction.figures:
            if addable(scene, figure):
                reading = scene.readings[figure.id]
                wholes.setdefault((reading.key, reading.low), []).append(figure)
        for run in runs(scene, extraction.figures):
            for parts in _stretches(run):
                total = sum((scene.readings[f.id].low for f in parts), Decimal(0))
                if total < _SMALLEST and parts[0].quantity.kind is Kind.COUNT:
                    continue
                for whole in wholes.get((scene.readings[parts[0].id].key, total), ()):
                    learned = _learned(scene, whole, parts)
                    if learned is not None:
                        found.setdefault((learned.whole, learned.parts), learned)
    return list(found.values())


def _learned(scene: Scene, whole: Figure, parts: Sequence[Figure]) -> SumOfFacts | None:
    """The sum by its facts; None where the whole stands far from its parts or is one of them."""
    if min(abs(whole.sentence - parts[0].sentence), abs(whole.sentence - parts[-1].sentence)) > _NEAR:
        return None
    facts = tuple(sorted(scene.fact_of[f.id].id for f in parts))
    name = scene.fact_of[whole.id].id
    return SumOfFacts(name, facts, whole.source) if name not in facts and len(set(facts)) == len(facts) else None


def _stretches(run: Sequence[Figure]) -> Iterator[tuple[Figure, ...]]:
    for start in range(len(run) - _FEWEST + 1):
        for end in range(start + _FEWEST, min(len(run), start + _MOST) + 1):
            yield tuple(run[start:end])


def transferred(scene: Scene) -> Iterator[Equation]:
    """Yield the learned sums that do not come out in another source which gives all their figures."""
    facts = {f.id: f for f in scene.story.facts}
    for learned in learned_sums(scene):
        for extraction in scene.story.extractions:
            if extraction.source.id == learned.source:
                continue
            whole = _in_source(scene, facts[learned.whole].figures, extraction.source.id)
            parts = [_in_source(scene, facts[p].figures, extraction.source.id) for p in learned.parts]
            if whole is None or any(p is None for p in parts):
                continue
            chosen = sorted((p for p in parts if p is not None), key=lambda p: scene.order[p[0]])
            yield from _held(scene, whole, chosen, f"; in {learned.source} the same sum comes out")


def _in_source(scene: Scene, ids: Sequence[str], source: str) -> tuple[str, ...] | None:
    """The figures of a fact in one source, where they all print one exact value; else None."""
    mine = [i for i in scene.in_order(ids) if scene.figures[i].source == source and addable(scene, scene.figures[i])]
    values = {(scene.readings[i].key, scene.readings[i].low) for i in mine}
    return tuple(mine) if len({v for _, v in values}) == 1 and len(values) == 1 else None


def _held(scene: Scene, whole: tuple[str, ...], parts: Sequence[tuple[str, ...]], where: str, quieter: int = 0) -> Iterator[Equation]:
    first = [scene.readings[p[0]] for p in parts]
    total = scene.readings[whole[0]]
    if len({r.key for r in (*first, total)}) > 1:
        return
    spelled = " + ".join(number(r.low) for r in first)
    made = sum((r.low for r in first), Decimal(0))
    if abs(made - total.low) <= _rounding([*first, total]):
        return
    text = f"{spelled} = {number(made)}, not {number(total.low)}{where}"
    yield Equation("sum", whole, tuple(p[0] for p in parts), text, quieter)


def _rounding(readings: Sequence[Reading]) -> Decimal:
    """What rounding may add up to: halves of the print steps, which rarely all fall on one side, so the root of their squares."""
    halves = [(r.figure.quantity.step * r.factor / 2) for r in readings if rounds_off(r.figure)]
    return sum((h * h for h in halves), Decimal(0)).sqrt()


def rounds_off(figure: Figure) -> bool:
    """Whether the last printed digit of a figure is a rounding: decimals, scaled numbers and measures, not things counted one by one."""
    return figure.quantity.kind is not Kind.COUNT or figure.quantity.step < 1 or figure.quantity.step >= _SCALED


def stated(scene: Scene, cues: frozenset[str], near: Decimal) -> Iterator[Equation]:
    """Yield the sums that a text states by its structure and that do not come out.

    The structure is a series of parts in one sentence with a word that makes them exhaustive ("made up of", "the other three", "of the dead,
    15 …, five … and three …") and one whole of the same noun before them. Only near misses count (share ``near``): parts that are far from
    their whole were hardly meant to make it up.
    """
    for extraction in scene.story.extractions:
        figures = extraction.figures
        for run in runs(scene, figures):
            parts = _one_sentence(run)
            if len(parts) < _FEWEST or not _exhaustive(scene, parts, cues):
                continue
            made = sum((scene.readings[f.id].low for f in parts), Decimal(0))
            wholes = [w for w in figures if _whole_of(scene, w, parts)]
            if not wholes or any(scene.readings[w.id].low == made for w in figures if w not in parts):
                continue
            whole = min(wholes, key=lambda w: (abs(scene.readings[w.id].low - made), w.ordinal))
            if abs(scene.readings[whole.id].low - made) <= near * made:
                yield from _held(scene, (whole.id,), [(f.id,) for f in parts], "")


def _one_sentence(run: Sequence[Figure]) -> tuple[Figure, ...]:
    """The longest stretch of a run that stands in one sentence."""
    best: list[Figure] = []
    for sentence in {f.sentence: None for f in run}:
        here = [f for f in run if f.sentence == sentence]
        best = here if len(here) > len(best) else best
    return tuple(best)


def _exhaustive(scene: Scene, parts: Sequence[Figure], cues: frozenset[str]) -> bool:
    sentence = scene.extractions[parts[0].source].layout.sentences[parts[0].sentence]
    text = scene.source(parts[0]).text
    before = " ".join(text[sentence.start : parts[0].start].lower().split())
    last = " ".join(text[parts[-2].end : parts[-1].start].lower().split())
    if any(c in last for c in scene.vocabulary.closing):
        return True
    return any(c in before for c in cues) or before.rstrip(" a").endswith(":") or before.startswith("of the ")


def _whole_of(scene: Scene, whole: Figure, parts: Sequence[Figure]) -> bool:
    first = parts[0]
    if whole in parts or not addable(scene, whole) or scene.readings[whole.id].key != scene.readings[first.id].key:
        return False
    if whole.noun is None or whole.role is Role.PART:
        return False
    if not 0 <= first.sentence - whole.sentence <= _NEAR or whole.start > first.start:
        return False
    return scene.readings[whole.id].low > max(scene.readings[f.id].low for f in parts)


def aboard(scene: Scene) -> Iterator[Equation]:
    """Yield sources in which the rescued, the dead and the missing are more than all aboard, or all named and not as many."""
    for extraction in scene.story.extractions:
        named: dict[str, list[Figure]] = {}
        for figure in extraction.figures:
            fate = _fate(scene, figure)
            if fate and figure.id not in scene.doubles:
                named.setdefault(fate, []).append(figure)
        whole = _everyone(scene, named.get("aboard", []))
        saved, lost, dead = (_single(scene, named.get(k, [])) for k in ("saved", "missing", "dead"))
        if whole is None or saved is None or lost is None or ("dead" in named and dead is None):
            continue
        parts = [p for p in (saved, dead, lost) if p is not None]
        made = combine([_room(scene, p[0]) for p in parts])
        total = combine([_room(scene, i) for i in whole])
        over = made.low is not None and total.high is not None and made.low > total.high
        under = dead is not None and made.high is not None and total.low is not None and made.high < total.low
        if over or under:
            yield _fates_equation(scene, whole, parts, 0 if over else 1)


def _room(scene: Scene, figure: str) -> Interval:
    return room(scene.readings[figure], scene.tolerances.about)


def _fates_equation(scene: Scene, whole: tuple[str, ...], parts: Sequence[tuple[str, ...]], quieter: int) -> Equation:
    spelled = " + ".join(number(scene.readings[p[0]].low) for p in parts)
    least = "at least " if any(scene.figures[p[0]].hedge in LOWER for p in parts) else ""
    made = number(sum((scene.readings[p[0]].low for p in parts), Decimal(0)))
    everyone = number(sum((scene.readings[i].low for i in whole), Decimal(0)))
    return Equation("fates", whole, tuple(i for p in parts for i in p), f"{spelled} = {least}{made}, but {everyone} aboard", quieter)


def _fate(scene: Scene, figure: Figure) -> str:
    """Which fate of the people of a vessel a figure counts: the first that the words behind it name, else those before it; "" if none."""
    if figure.quantity.kind is not Kind.COUNT or figure.quantity.unit or figure.role not in (Role.PLAIN, Role.TOTAL, Role.CURRENT, Role.WHOLE):
        return ""
    if figure.modality is not Modality.DONE or figure.quantity.is_range:
        return ""
    if figure.noun is not None and figure.noun.lemma.lower() not in scene.vocabulary.generic | _PEOPLE:
        return ""
    behind, before = near_words(scene, figure)
    for words in (behind, before[::-1]):
        for word in words:
            for fate in ("aboard", "saved", "missing", "dead"):
                if word in getattr(scene.vocabulary, fate):
                    return fate
    return ""


_PEOPLE = frozenset("passenger survivor dead missing unaccounted other body worker child woman man".split())
_BEHIND, _BEFORE = 8, 5  # words


def near_words(scene: Scene, figure: Figure) -> tuple[list[str], list[str]]:
    """Lower-case words behind and before a figure, within its sentence and up to the next figure on either side."""
    figures = scene.extractions[figure.source].figures
    sentence = scene.extractions[figure.source].layout.sentences[figure.sentence]
    text = scene.source(figure).text
    start = max([sentence.start, *(f.end for f in figures[max(0, figure.ordinal - 1) : figure.ordinal])])
    end = min([sentence.end, *(f.start for f in figures[figure.ordinal + 1 : figure.ordinal + 2])])
    return words_in(text[figure.end : end])[:_BEHIND], words_in(text[start : figure.start])[-_BEFORE:]


def words_in(text: str) -> list[str]:
    """Lower-case words of a text."""
    return _WORD.findall(text.lower())


def _single(scene: Scene, figures: Sequence[Figure]) -> tuple[str, ...] | None:
    """The figures of one fate where they all give one value; else None."""
    values = {scene.readings[f.id].low for f in figures}
    return tuple(f.id for f in figures) if len(values) == 1 else None


def _everyone(scene: Scene, figures: Sequence[Figure]) -> tuple[str, ...] | None:
    """Everyone aboard: the one number given, or passengers and crew that stand together; None where several numbers compete."""
    plain: list[Figure] = []
    together: list[tuple[str, ...]] = []
    for figure in figures:
        after = scene.extractions[figure.source].figures[figure.ordinal + 1 : figure.ordinal + 2]
        if (
            after
            and after[0].sentence == figure.sentence
            and set(words_in(scene.source(figure).text[after[0].end : after[0].end + 20])[:2]) & scene.vocabulary.crew
        ):
            together.append((figure.id, after[0].id))
        else:
            plain.append(figure)
    if plain:
        single = _single(scene, plain)
        return single[:1] if single is not None else None
    return together[0] if len(together) == 1 else None
