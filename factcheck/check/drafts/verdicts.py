"""What the sources say of each figure of a draft.

By the alignment first, which knows whose figure it is. Where that finds nothing, or another value, the sources are asked for the number in other
words and for the sums that they allow; then for the figure that was mistaken. Only what is left is unsupported.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factcheck.check.drafts.against import own_in_print, told_apart
from factcheck.check.drafts.aligned import by_fact, supported
from factcheck.check.drafts.computed import computed, missed
from factcheck.check.drafts.doubt import doubted
from factcheck.check.drafts.instead import instead, slip_points
from factcheck.check.drafts.lasting import lasting
from factcheck.check.drafts.match import BOUNDS, base, gives, named_apart, neighbours, of_sources, one_print, same_year, says, words_in_common
from factcheck.check.drafts.operands import in_one_sentence
from factcheck.check.drafts.printed import printed
from factcheck.check.drafts.stated import stated
from factcheck.check.drafts.tabular import by_table
from factcheck.check.index import StoryIndex, once
from factcheck.model import Figure, Kind, Verdict
from factcheck.quantity.comparable import Comparable


@once
def draft_verdicts(index: StoryIndex) -> tuple[Verdict, ...]:
    """Return a verdict for each figure of the scene's draft, in text order; () where there is no draft."""
    extraction = index.extractions.get(index.draft or "")
    if extraction is None:
        return ()
    mine = [index.comparables[f.id] for f in extraction.figures if f.id not in index.doubles]
    found = [by_table(index, by_fact(index, m)) for m in mine]
    told = _told(index, found)
    found = [_with_support(index, m, v, told) for m, v in zip(mine, found, strict=True)]
    told = _told(index, found)  # with what the second look found
    used = frozenset(i for v in found if v.detail == "computed" for i in v.evidence) - told
    verdicts = (doubted(index, m, _against(index, m, v, told, used), told) for m, v in zip(mine, found, strict=True))
    return tuple(v for v in verdicts if v.status == "supported" or not _no_count(index.figures[v.figure]))


def _no_count(figure: Figure) -> bool:
    """Whether a number is not told as a fact: "a kilo", "a day and a night"; "one resident, Ann Bell," and "one resident said"."""
    if not figure.quantity.low == figure.quantity.high == 1:
        return False
    printed = figure.surface.lower()
    if figure.quantity.kind in (Kind.MEASURE, Kind.DURATION):
        return printed.startswith(("a ", "an "))
    behind = [w.lower() for w in figure.after[: _SINGLED + 1]]
    return printed == "one" and figure.quantity.kind is Kind.COUNT and not _SINGLING.isdisjoint(behind[1:])


_SINGLED = 2  # words behind "one" that name who it is
_SINGLING = frozenset((",", "who", "whose", "said", "says", "told", "recalled", "described", "remembered"))


def _told(index: StoryIndex, found: Sequence[Verdict]) -> frozenset[str]:
    """The figures of the sources whose values the draft tells, wherever else they stand."""
    held = [v for v in found if v.status in ("supported", "drifted") and v.detail != "computed"]
    pairs = [(index.comparables[v.figure], index.comparables[i]) for v in held for i in v.evidence]
    values = {(base(r), r.value) for mine, r in pairs if r.figure.quantity.kind is mine.figure.quantity.kind and gives(index, r, mine)}
    return frozenset(r.figure.id for r in of_sources(index) if (base(r), r.value) in values)


def _with_support(index: StoryIndex, mine: Comparable, first: Verdict, told: frozenset[str]) -> Verdict:
    """The verdict by the alignment, or a kinder one where the sources give the number in other words or by a sum."""
    if first.status in ("supported", "stale") or (first.status == "drifted" and first.detail not in ("noun", "precision")):
        return first
    own = own_in_print(index, mine) if first.status == "contradicted" else None
    if own is not None and told_apart(index, mine, [index.comparables[i] for i in first.evidence]):
        return Verdict(mine.figure.id, "supported", (own.figure.id,), says(index, own.figure), "other words")
    found = stated(index, mine, told)
    if first.status == "contradicted":  # a rounding or a bound elsewhere does not speak against that
        found = [r for r in found if one_print(index, r, mine)]
    else:
        found = [r for r in found if not named_apart(index, r, mine)]
    if found and (first.status == "unsupported" or _nearer(index, mine, found[0], first)):
        other = supported(index, mine, found, [])
        if other.status == "supported":
            return replace(other, detail="other words", reason=says(index, found[0].figure))
        return other if first.status == "unsupported" else first
    beside = _beside_bound(index, mine, first)
    if beside is not None:
        return Verdict(mine.figure.id, "supported", (beside.figure.id,), says(index, beside.figure), "other words")
    made = computed(index, mine)
    if made is not None:
        source = index.names[index.figures[made.figures[0]].source]
        return Verdict(mine.figure.id, "supported", made.figures, f"{made.text} ({source})", "computed")
    return first


def _changed_places(index: StoryIndex, mine: Comparable) -> Figure | None:
    """What a source gives where the draft has a number that it gives to somebody else: the other of two that have changed places."""
    given = [r.figure for r in of_sources(index) if index.exchanged(r.figure, mine.figure)]
    if not given:
        return None
    others = neighbours(index, mine, 1, 1)
    crossed = [r.figure for r in of_sources(index) if any(index.exchanged(r.figure, o.figure) for o in others)]
    beside = [(abs(c.sentence - g.sentence), abs(c.ordinal - g.ordinal), n) for n, c in enumerate(crossed) for g in given if c.source == g.source]
    nearest = min(beside, default=None)
    return crossed[nearest[2]] if nearest is not None and nearest[0] <= 1 else None


def _elsewhere(index: StoryIndex, mine: Comparable) -> bool:
    """Whether a source prints a draft's number of something else: it need not be another number gone wrong."""
    return any(gives(index, r, mine) and named_apart(index, r, mine) for r in of_sources(index))


def _nearer(index: StoryIndex, mine: Comparable, found: Comparable, first: Verdict) -> bool:
    """Whether a figure that gives the draft's number is at least as near by its words as the one that speaks against it."""
    if first.status != "contradicted":
        return True
    if same_year(mine, found) and not any(same_year(mine, index.comparables[i]) for i in first.evidence):
        return True  # "58 percent in 2021" beside "62 percent, up from 58 percent in 2021"
    against = max(words_in_common(index, mine.figure, index.figures[i]) for i in first.evidence)
    return words_in_common(index, mine.figure, found.figure) >= against


def _beside_bound(index: StoryIndex, mine: Comparable, first: Verdict) -> Comparable | None:
    """What bears out a draft's bound right beside the figure that speaks against it: "fell below 7,000" with "6,800 (2025: 7,200)"."""
    if first.status != "contradicted" or mine.figure.hedge not in BOUNDS:
        return None
    against = [index.figures[i] for i in first.evidence]
    return next((r for r in of_sources(index) if gives(index, r, mine) and any(in_one_sentence(r.figure, f) for f in against)), None)


def _against(index: StoryIndex, mine: Comparable, first: Verdict, told: frozenset[str], used: frozenset[str]) -> Verdict:
    """The verdict on what nothing supports: contradicted where the sources give, or make, another number in its place."""
    doubtful = first.status == "contradicted" or first.detail == "precision"
    name = printed(index, mine, by_name=doubtful) if doubtful or first.status == "unsupported" else None
    if name is not None:
        return Verdict(mine.figure.id, "supported", (), f"{index.names[name[0]]} prints “{name[1]}” in a name or a rank", "other words")
    if first.status != "unsupported":
        return first
    times = lasting(index, mine)
    if times is not None:
        return Verdict(mine.figure.id, "supported", (), f"{times[1]} ({index.names[times[0]]})", "computed")
    right = _changed_places(index, mine)
    if right is not None:
        return Verdict(mine.figure.id, "contradicted", (right.id,), says(index, right))
    if _elsewhere(index, mine):
        return first
    wrong = missed(index, mine)
    if wrong is not None:
        source = index.names[index.figures[wrong.figures[0]].source]
        return Verdict(mine.figure.id, "contradicted", wrong.figures, f"{wrong.text} ({source}), not {mine.figure.surface}", "computed")
    other = instead(index, mine, told, used)
    if other is None or told_apart(index, mine, [other]):
        return first
    same = tuple(r.figure.id for r in of_sources(index) if base(r) == base(other) and r.value == other.value and r is not other)
    evidence = (other.figure.id, *same)
    if not slip_points(mine, other) and mine.low != other.low:  # by its words alone a figure is more often another thing than what was meant
        return Verdict(mine.figure.id, "unsupported", evidence, f"no source gives this figure; {says(index, other.figure)}")
    return Verdict(mine.figure.id, "contradicted", evidence, says(index, other.figure), "slip")
