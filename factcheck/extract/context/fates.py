"""What became of the people counted: dead, missing, rescued …: the one thing that tells the running counts of a story apart.

The counted noun often does not say it ("43 people"), the verb stands far off or in a table's label ("Unaccounted for: 36"), and a headline leaves
either out. Noun, verb and label come to one of a few fates, which a toll keeps while its number and its wording move on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from factcheck.model import Kind, Modality, Noun, Predicate, Quantity, Role
from factcheck.tables.fates import FateTable, fate_table
from factcheck.tables.words import Words

_AFTER = 9  # words behind a figure in which its fate is looked for
_DEAD = "dead"
_DISPLACED = "displaced"
_BREAK = 4  # words that a mark counts for
_NOWHERE = 999  # distance of a fate that there is not
_MARKS = frozenset(",;()–—")


def find(
    words: Words, quantity: Quantity, noun: Noun | None, predicate: Predicate | None,
    before: Sequence[str], after: Sequence[str], behind: Sequence[str], modality: Modality, role: Role,
) -> str:  # fmt: skip
    """Return the fate of what a figure counts; "" if nothing says it.

    ``before`` and ``after`` are the lower-case words and marks from the figures on either side, ``behind`` those behind the noun. The noun speaks
    first, then the predicate; a figure of people or of nothing named asks the words near it.
    """
    if quantity.kind is not Kind.COUNT or quantity.unit:
        return ""
    table = fate_table()
    lemma = noun.lemma.lower() if noun is not None else ""
    lemma = "" if lemma in table.empty else lemma
    verb = predicate.lemma.lower() if predicate is not None else ""
    if lemma == "person" and _aboard(table, verb, behind, modality, role):  # passengers alone are not all who were aboard
        return "aboard"
    if table.fatally.intersection(after[:1] or behind[:1]):
        return _DEAD
    doing = words.predicate_class(verb) if verb and verb not in table.silent else ""
    if predicate is not None and predicate.negated and doing:
        doing = f"not-{doing}"
    counted = words.noun_class(lemma) if lemma else ""
    if verb in table.moving and words.is_human_class(counted) and _away(table, verb, after[:_AFTER]):
        return _DISPLACED
    if counted not in table.fates and lemma and words.predicate_class(lemma) in table.fates:
        counted = words.predicate_class(lemma)  # "342 cases"
    told = _of_the_held(table, counted, verb, doing, modality, role) if counted in table.before else None
    told = told if told is not None else _by_words(words, table, counted, doing, named=bool(lemma), printed=noun is not None and not noun.inherited)
    if told is not None:
        return told
    if (doing and doing not in table.open) or (lemma and not words.is_human_class(counted)):
        return ""
    return _nearby(words, before, after)


def _of_the_held(table: FateTable, counted: str, verb: str, doing: str, modality: Modality, role: Role) -> str | None:
    """What became of those who were held, where that is not what verb and noun say by themselves."""
    if role is Role.WHOLE:
        return table.fates[counted]  # "three of the 12 hostages were freed": the twelve were held
    if verb in table.freeing:
        return table.fates[counted if doing.startswith("not-") or modality is Modality.DENIED else "free"]
    return None


def _by_words(words: Words, table: FateTable, counted: str, doing: str, *, named: bool, printed: bool) -> str | None:
    """The fate by the classes of noun and verb; None where neither tells one."""
    if counted in table.before and table.fates.get(doing) in table.after:
        return table.fates[doing]
    if counted in table.fates and (doing not in table.fates or printed):
        return table.fates[counted]
    if doing in table.losing and named and counted not in table.jobs and not words.is_human_class(counted):
        return ""  # "fired 14 missiles"
    return table.fates.get(doing)


def _aboard(table: FateTable, verb: str, behind: Sequence[str], modality: Modality, role: Role) -> bool:
    """Whether the figure counts all who were on board, whatever became of them: "all 212 people on board came ashore", "carrying 208 people"."""
    carried = verb in table.carrying and modality is Modality.DONE and role is not Role.LIMIT  # no "could carry 365"
    said = behind[1:] if behind[:1] == [","] else behind
    return carried or tuple(said[:2]) == ("on", "board") or bool(said and said[0] in table.aboard)


def _away(table: FateTable, verb: str, behind: Sequence[str]) -> bool:
    """Whether the words behind a verb say that people left: "told to leave their homes", "forced out"."""
    return not table.away.isdisjoint(behind) or (verb in table.driving and "out" in behind)


def _nearby(words: Words, before: Sequence[str], after: Sequence[str]) -> str:
    """The fate named nearest to a figure, before it or close behind, and not beyond another figure. Behind a label's colon, only the label counts."""
    label = before[-1:] == [":"]
    return min(_first(words, reversed(before)), (_NOWHERE, "") if label else _first(words, after, _AFTER))[1]


def _first(words: Words, way: Iterable[str], most: int = _NOWHERE) -> tuple[int, str]:
    """The first fate on the way from a figure, with its distance in words; marks lengthen the way."""
    distance = passed = broken = 0
    for word in way:
        if not word[0].isalnum():
            broken = broken or _BREAK * (word in _MARKS)
            continue
        distance, passed, broken = distance + 1 + broken, passed + 1, 0
        if passed > most:
            break
        if fate := _told(words, word):
            return distance, fate
    return _NOWHERE, ""


@lru_cache(maxsize=1 << 15)
def _told(words: Words, word: str) -> str:
    """The fate that a word names by itself; "" for most."""
    table = fate_table()
    if word in table.silent or words.verb(word) in table.silent:
        return ""
    return table.fates.get(words.predicate_class(word)) or table.fates.get(words.noun_class(words.noun(word))) or ""
