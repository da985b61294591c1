"""What became of the people counted: dead, missing, rescued …: the one thing that tells the running counts of a story apart.

The counted noun often does not say it ("43 people"), the verb stands far off or in a table's label ("Unaccounted for: 36"), and a headline leaves
either out. Noun, verb and label come to one of a few fates, which a toll keeps while its number and its wording move on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factcheck.align.records.record import Line
from factcheck.model import Figure, Kind, Modality, Role, Span
from factcheck.tables.words import Words

_AFTER = 9  # words behind a figure in which its fate is looked for
_BREAK = 4  # words that a comma counts for
_NOWHERE = 999  # distance of a fate that there is not
# Words of several meanings, that tell no fate by themselves.
_SILENT = frozenset({"confirm", "spread", "contract", "catch", "lost", "recover", "save", "pull"})
_OPEN = frozenset({"", "reach", "rise", "fall", "steady", "say", "give", "recover"})  # predicates that leave the fate to other words


def fate_of(words: Words, fates: Mapping[str, str], figure: Figure, line: Line, text: str, noun: str, predicate: str, others: Sequence[Span]) -> str:
    """Return the fate of what a figure counts, "" if it has none; ``fates`` maps classes of nouns and predicates to fates.

    The noun speaks first, then the predicate; a figure of people or of nothing named asks the words of its sentence, up to the ``others``:
    the figures of its source.
    """
    if figure.quantity.kind is not Kind.COUNT or figure.quantity.unit:
        return ""
    if noun == "person" and _aboard(figure, text, predicate):  # passengers alone are not all who were aboard
        return "aboard"
    doing = words.predicate_class(predicate) if predicate and predicate not in _SILENT else ""
    if figure.predicate is not None and figure.predicate.negated and doing:
        doing = f"not-{doing}"
    counted = words.noun_class(noun) if noun else ""
    if counted not in fates and noun and words.predicate_class(noun) in fates:
        counted = words.predicate_class(noun)  # "342 cases"
    if counted in fates and (doing not in fates or (figure.noun is not None and not figure.noun.inherited)):
        return fates[counted]
    if doing in fates:
        return fates[doing]
    if doing not in _OPEN or (noun and not words.is_human_class(counted)):
        return ""
    return _nearby(words, fates, figure, line, text, others)


def _aboard(figure: Figure, text: str, predicate: str) -> bool:
    """Whether the figure counts all who were on board, whatever became of them: "all 212 people on board came ashore", "carrying 208 people"."""
    behind = figure.noun.span.end if figure.noun is not None and figure.noun.span is not None and not figure.noun.inherited else figure.end
    carried = predicate in _CARRYING and figure.modality is Modality.DONE and figure.role is not Role.LIMIT  # no "could carry 365"
    return carried or text[behind : behind + 10].lower().lstrip(" ,").startswith(_ON_BOARD)


_CARRYING = frozenset({"carry", "board"})
_ON_BOARD = ("on board", "aboard")


def _nearby(words: Words, fates: Mapping[str, str], figure: Figure, line: Line, text: str, others: Sequence[Span]) -> str:
    """The fate named nearest to a figure, before it or close behind, and not beyond another figure. Behind a label's colon, only the label counts."""
    first = next((k for k, (_, end) in enumerate(line.spans) if end > figure.start), len(line.spans))
    last = next((k for k, (start, _) in enumerate(line.spans) if start >= figure.end), len(line.spans))
    label = text[max(0, figure.start - 3) : figure.start].rstrip().endswith(":")
    behind = range(last, last if label else min(len(line.shape), last + _AFTER))
    found = [_first(words, fates, line, text, others, way) for way in (range(first - 1, -1, -1), behind)]
    return min(found)[1]


def _first(words: Words, fates: Mapping[str, str], line: Line, text: str, others: Sequence[Span], way: range) -> tuple[int, str]:
    """The first fate on the way from a figure, with its distance in words; commas lengthen the way, another figure ends it."""
    distance = 0
    for k in way:
        start, end = line.spans[k]
        if any(o.start < end and start < o.end for o in others):
            break
        between = text[end : line.spans[k + 1][0]] if way.step < 0 and k + 1 < len(line.spans) else text[line.spans[k - 1][1] : start] if k else ""
        distance += 1 + _BREAK * any(c in between for c in ",;()–—")
        word = line.shape[k]
        if word in _SILENT or words.verb(word) in _SILENT:
            continue
        if fate := fates.get(words.predicate_class(word)) or fates.get(words.noun_class(words.noun(word))):
            return distance, fate
    return _NOWHERE, ""
