"""Two sentences in one mould, with one thing in another's place: "Gravel prices fell 3 percent", "Timber prices fell 6 percent"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from factcheck.align.comparisons.aspect import Aspect, Pair
from factcheck.align.records.record import Entry, Line, stem_of
from factcheck.tables.words import ADJ, NOUN, Words

_SHARED = 2  # content words in common, at least
_SHARE = 0.5  # share of the shorter sentence's content words that are in the other
_LONGEST = 80  # words of a sentence that is looked at: to match two takes the product of their lengths
_LONG_WORD = 32  # letters of a word that is held to another, letter by letter
_BESIDES = 2  # content words that either sentence may have besides
_SLOT = 2  # content words that one place may hold: "Anna Rell"
_ALIKE = 0.7  # share of the letters from which two words are one in two spellings: north-northeast and northeast


def _mould(pair: Pair) -> str:
    x, y, story = pair.x, pair.y, pair.story
    if x.source == y.source:
        return "none"
    slots = story.moulds.get((x.line, y.line))
    if slots is None:
        slots = story.moulds[x.line, y.line] = _strange_slots(pair)
    if not slots:
        return "none"
    spoken = _spoken(story.context.words, x) | _spoken(story.context.words, y)
    return "other" if any(spoken.isdisjoint(slot) for slot in slots) else "none"


def _strange_slots(pair: Pair) -> tuple[frozenset[str], ...]:
    """What two sentences of one mould have in each other's place, where the other source prints it nowhere."""
    context = pair.story.context
    first, second = context.lines[pair.x.line], context.lines[pair.y.line]
    shared = len(first.stems & second.stems)
    own, others = len(first.stems) - shared, len(second.stems) - shared
    few = all(0 < n <= _BESIDES + _SLOT for n in (own, others)) and max(len(first.shape), len(second.shape)) <= _LONGEST
    if not few or shared < max(_SHARED, _SHARE * (shared + min(own, others))):
        return ()
    strange = _unknown(first, second, context.stem_uses[pair.y.source]), _unknown(second, first, context.stem_uses[pair.x.source])
    if not all(strange):
        return ()
    words = context.words
    found = []
    for printed in _slots(first, second, _said(context.entries, first), _said(context.entries, second), words):
        mine, theirs = (tuple(stem_of(words, w) for w in part) for part in printed)
        alien = strange[0].issuperset(mine) and strange[1].issuperset(theirs)
        if alien and own - len(mine) <= _BESIDES and others - len(theirs) <= _BESIDES and _apart(*printed, words):
            found.append(frozenset((*mine, *theirs)))
    return tuple(found)


def _unknown(line: Line, other: Line, uses: Mapping[str, int]) -> frozenset[str]:
    """The stems of a sentence that the other sentence's source prints nowhere."""
    return frozenset(s for s in line.stems - other.stems if not uses.get(s))


def _said(entries: Sequence[Entry], line: Line) -> frozenset[int]:
    """The words of a sentence that belong to its figures, by their places: units and currencies are compared elsewhere."""
    spans = [(entries[k].figure.start, entries[k].figure.end) for k in line.figures]
    return frozenset(k for k, (start, end) in enumerate(line.spans) if any(start < b and end > a for a, b in spans))


def _spoken(words: Words, entry: Entry) -> frozenset[str]:
    """The stems of who speaks: that another spokesman said so makes no other fact."""
    said = entry.figure.attribution
    return frozenset(stem_of(words, w) for w in said.speaker.lower().split()) if said is not None else frozenset()


def _slots(
    first: Line, second: Line, mine: frozenset[int], theirs: frozenset[int], words: Words
) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:  # fmt: skip
    """What stands in one sentence where the other has something else, between words that both have: nouns, adjectives and names only."""
    a, b = (["#" if k in own else w for k, w in enumerate(line.shape)] for line, own in ((first, mine), (second, theirs)))
    found = []
    for op, i, j, k, n in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if op != "replace":
            continue
        left, right = (tuple(w for w in part if w != "#" and not words.is_function(w)) for part in (a[i:j], b[k:n]))
        if 0 < len(left) <= _SLOT and 0 < len(right) <= _SLOT and all(words.main(w) in (NOUN, ADJ, 0) for w in (*left, *right)):
            found.append((left, right))
    return found


def _apart(mine: tuple[str, ...], theirs: tuple[str, ...], words: Words) -> bool:
    return all(not _related(words, stem_of(words, a), stem_of(words, b)) and not _one_thing(words, a, b) for a in mine for b in theirs)


def _one_thing(words: Words, a: str, b: str) -> bool:
    """Whether two nouns as printed name one thing, which their stems may not tell: the inquiry, the investigation."""
    return words.noun_relation(words.noun(a), words.noun(b)) in ("synonym", "hyponym")


@lru_cache(maxsize=4096)
def _related(words: Words, a: str, b: str) -> bool:
    """Whether two words may name one thing: synonyms, kinds of one another, spellings."""
    if words.noun_relation(a, b) in ("same", "synonym", "hyponym"):
        return True
    if a.startswith(b) or b.startswith(a) or max(len(a), len(b)) > _LONG_WORD:
        return True
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= _ALIKE


MOULD = Aspect("mould", ("other", "none"), _mould)
