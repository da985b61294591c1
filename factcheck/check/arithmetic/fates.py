"""All who were aboard and what became of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from factcheck.check.arithmetic.equation import Equation, room
from factcheck.check.index import StoryIndex, words_of
from factcheck.model import Figure, Kind, Modality, Role
from factcheck.quantity.interval import LOWER, combine
from factcheck.quantity.wording import number

_LONG = ("year", "month", "decade")
_NEAR = 8  # words on either side in which a fate is named


def aboard(index: StoryIndex) -> Iterator[Equation]:
    """Yield sources in which the rescued, the dead and the missing are more than all aboard, or all named and not as many."""
    for extraction in index.story.extractions:
        named: dict[str, list[Figure]] = {}
        past = _long_ago(extraction.figures)
        for figure in extraction.figures:
            fate = _fate(index, figure)
            if fate and figure.id not in index.doubles and figure.sentence not in past:
                named.setdefault(fate, []).append(figure)
        whole = _everyone(index, named.get("aboard", []))
        saved, lost, dead = (_single(index, named.get(k, [])) for k in ("saved", "missing", "dead"))
        if whole is None or saved is None or lost is None or ("dead" in named and dead is None):
            continue
        parts = [p for p in (saved, dead, lost) if p is not None]
        made = combine([room(index.comparables[p[0]], index.tolerances.about) for p in parts])
        total = combine([room(index.comparables[i], index.tolerances.about) for i in whole])
        over = made.low is not None and total.high is not None and made.low > total.high
        under = dead is not None and made.high is not None and total.low is not None and made.high < total.low
        if over or under:
            yield _fates_equation(index, whole, parts, 0 if over else 1)


def _long_ago(figures: Sequence[Figure]) -> set[int]:
    """Sentences that tell of another accident: "Seven years ago the Alma sank off Orla. Thirty-six died then", and the one behind each."""
    told = {f.sentence for f in figures if f.quantity.kind is Kind.DURATION and f.quantity.unit in _LONG and (f.time or "").lower().endswith(" ago")}
    return told | {sentence + 1 for sentence in told}


def _fates_equation(index: StoryIndex, whole: tuple[str, ...], parts: Sequence[tuple[str, ...]], lowered: int) -> Equation:
    spelled = " + ".join(number(index.comparables[p[0]].low) for p in parts)
    least = "at least " if any(index.figures[p[0]].hedge in LOWER for p in parts) else ""
    made = number(sum((index.comparables[p[0]].low for p in parts), Decimal(0)))
    everyone = number(sum((index.comparables[i].low for i in whole), Decimal(0)))
    return Equation("fates", whole, tuple(i for p in parts for i in p), f"{spelled} = {least}{made}, but {everyone} aboard", lowered)


def _fate(index: StoryIndex, figure: Figure) -> str:
    """Which fate of the people of a vessel a figure counts: the first that the words behind it name, else those before it; "" if none."""
    if figure.quantity.kind is not Kind.COUNT or figure.quantity.unit or figure.role not in (Role.PLAIN, Role.TOTAL, Role.CURRENT, Role.WHOLE):
        return ""
    if figure.modality is not Modality.DONE or figure.quantity.is_range:
        return ""
    if figure.noun is not None and figure.noun.lemma.lower() not in index.vocabulary.generic | index.vocabulary.on_board:
        return ""
    for words in (words_of(figure.after)[:_NEAR], words_of(figure.before)[: -_NEAR - 1 : -1]):
        for word in words:
            for fate in ("aboard", "saved", "missing", "dead"):
                if word in getattr(index.vocabulary, fate):
                    return fate
    return ""


def _single(index: StoryIndex, figures: Sequence[Figure]) -> tuple[str, ...] | None:
    """The figures of one fate where they all give one value; else None."""
    values = {index.comparables[f.id].low for f in figures}
    return tuple(f.id for f in figures) if len(values) == 1 else None


def _everyone(index: StoryIndex, figures: Sequence[Figure]) -> tuple[str, ...] | None:
    """Everyone aboard: the one number given, or passengers and crew that stand together; None where several numbers compete."""
    plain: list[Figure] = []
    together: list[tuple[str, ...]] = []
    for figure in figures:
        after = index.extractions[figure.source].figures[figure.ordinal + 1 : figure.ordinal + 2]
        if after and after[0].sentence == figure.sentence and set(words_of(after[0].after)[:2]) & index.vocabulary.crew:
            together.append((figure.id, after[0].id))
        else:
            plain.append(figure)
    if plain:
        single = _single(index, plain)
        return single[:1] if single is not None else None
    return together[0] if len(together) == 1 else None
