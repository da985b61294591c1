"""Place phrases: a preposition with a name, a known place or a common place noun, whole: "at the copper mine", "near Port Hal, Kenya".

Not every preposition opens a place. "To", "from", "on" and the like do so only before a place that is known as one ("to India", "on Elm Street"; not
"to Pay Guards", "from Medicare", "on Facebook"); "in" and "at" also before any name, where the copy has capitals that mean something.
"""

from __future__ import annotations

from typing import NamedTuple

from factcheck.extract.tokens import Tokens
from factcheck.tables.time import TimeTable, time_table
from factcheck.tables.words import ADJ, ADV, BASE, NOUN, PLURAL, VERB, Words

_PHRASE = 7  # words of a place after its preposition
_SIGNS = frozenset("$£€")
_AROUND = 40  # words on each side that tell whether copy has capitals
_NAME = 4  # words of a known name
_ABBREVIATED = 5  # letters of the longest abbreviation before a full stop inside a name: "Calif"


class Phrase(NamedTuple):
    """Token range of a place, half-open, and whether it has a name."""

    start: int
    end: int
    named: bool


class _Seen(NamedTuple):
    """What a walk over the words behind a preposition found: the last token of the place, known as a place, named, and how it goes on."""

    last: int
    sure: bool
    named: bool
    weak: bool


def first(tokens: Tokens, start: int, stop: int, table: TimeTable, words: Words) -> Phrase | None:
    """Return the first named place that begins in a stretch of tokens, else the first place of any sort."""
    best: Phrase | None = None
    behind = start
    for k in _openings(tokens, start, stop, table):
        found = at(tokens, k, stop, table, words) if k >= behind else None
        if found is not None:
            if found.named and (k == start or tokens.lower[k] not in table.directions):
                return found
            best, behind = best or found, found.end
    return best


def last(tokens: Tokens, start: int, stop: int, table: TimeTable, words: Words) -> Phrase | None:
    """Return the last place in a stretch of tokens, a named one first."""
    best: Phrase | None = None
    behind = start
    for k in _openings(tokens, start, stop, table):
        found = at(tokens, k, stop, table, words) if k >= behind else None
        if found is not None:
            best, behind = found if found.named or best is None or not best.named else best, found.end
    return best


def _openings(tokens: Tokens, start: int, stop: int, table: TimeTable) -> list[int]:
    """The tokens of a stretch at which a place can begin."""
    near = tokens.lower[start:stop]
    openers = table.place_openers
    return [] if openers.isdisjoint(near) else [k for k, word in enumerate(near, start) if word in openers]


def at(tokens: Tokens, k: int, stop: int, table: TimeTable, words: Words) -> Phrase | None:
    """Return the place phrase that begins with the preposition at token ``k``."""
    lower = tokens.lower
    word = lower[k]
    if word in table.place_bare:
        alone = word != "there" or (k and k + 1 < len(lower) and lower[k + 1] not in table.auxiliaries and lower[k + 1] != "be")
        return Phrase(k, k + 1, False) if alone else None
    if k and lower[k - 1] in table.not_before_place:
        return None
    begin = k + 1
    if word in table.directions:  # "60 miles south of Lund"
        if tokens.at(begin) != "of":
            return None
        begin += 1
    while begin < stop and lower[begin] in table.articles:
        begin += 1
    if word in table.place_goals and begin == k + 1 and begin < stop and _infinitive(tokens, begin, words, plain_copy(tokens, k)):
        return None
    plain = plain_copy(tokens, k)
    seen = _walk(tokens, begin, min(stop, begin + _PHRASE), table, words, plain)
    if seen.last < begin or not _fits(tokens, k, begin, seen, table, words, plain):
        return None
    return Phrase(k, _whole(tokens, k, seen.last + 1, stop, table, words, plain), seen.named)


def _infinitive(tokens: Tokens, n: int, words: Words, plain: bool) -> bool:
    """Whether the word behind "to" is a verb: "to shore up levees", "to sweep India"."""
    return bool(words.tags(tokens.lower[n]) & BASE and words.tags(tokens.lower[n]) & VERB) and not known(tokens, n, n + 1, words, plain)


def _fits(tokens: Tokens, k: int, begin: int, seen: _Seen, table: TimeTable, words: Words, unmarked: bool) -> bool:
    """Whether a preposition and what stands behind it make a place."""
    lower = tokens.lower
    word, alone = lower[k], seen.last == begin
    if word not in table.place_open and not seen.sure and not (word in table.directions and seen.named):
        return False
    if word in table.crossing and not seen.named and lower[begin - 1] != "the":
        return False  # "through state exchanges"
    if not seen.sure and (seen.named or seen.weak) and (lower[begin] in table.no_places or tokens.at(seen.last + 1)[:1].isdecimal()):
        return False  # "in Congress", "in Game 3"
    if word == "from" and words.is_human_class(words.noun_class(words.noun(lower[seen.last]))) and words.tags(lower[seen.last]) & PLURAL:
        return False  # "pledges from other Senate Democrats"
    if alone and lower[begin] == "state" and tokens.at(begin + 1) == "of" and not tokens.words[min(begin + 2, len(tokens) - 1)][0].isupper():
        return False  # "in a state of shock"
    if alone and begin == k + 1 and not seen.named and lower[begin] in table.place_states:
        return False  # "24 years in prison"
    if alone and words.demonym(lower[begin]) and not words.is_place(tokens.words[begin]):
        return False  # "in Spanish"
    behind = tokens.at(seen.last + 1)
    if behind in _SIGNS:  # "in a US $5 billion deal"
        return False
    plain = alone and begin == k + 1 and known(tokens, begin, begin + 1, words, unmarked)  # "in Tikrit soldiers …"
    if not plain and behind and words.main(behind) == NOUN and behind not in table.starts:
        return words.tags(behind) & VERB > 0 and seen.sure and behind in table.place_verbs
    return True


def _walk(tokens: Tokens, begin: int, stop: int, table: TimeTable, words: Words, plain: bool) -> _Seen:
    """Walk over the words of a place."""
    lower = tokens.lower
    seen = _Seen(-1, False, False, False)
    n = begin
    while n < stop:
        word = lower[n]
        length = known(tokens, n, stop, words, plain) if plain or tokens.words[n] != word else 0
        if length:
            seen = _Seen(n + length - 1, True, True, False)
            n += length
            continue
        if word == "." and seen.last == n - 1 and len(lower[n - 1]) <= _ABBREVIATED and n + 1 < len(lower) and tokens.words[n + 1][0].isupper():
            seen = seen._replace(last=n)  # "St. Mary's"
        elif _stops(tokens, n, table):
            break
        elif (word in table.place_nouns or words.noun(word) in table.place_nouns) and not word.endswith("'s"):
            seen = _Seen(n, True, seen.named, False)
        elif _capital(tokens, n) and not word.endswith("'s"):
            seen = _Seen(n, seen.sure and (seen.last == n - 1 or lower[n - 1] == "of"), True, False)
        elif not words.tags(word) and not word.endswith("'s") and _unknown_name(tokens, n, begin, seen, table, plain):
            seen = _Seen(n, seen.sure, tokens.title_case, True)  # a word that no dictionary has: "in Dagupan"
        elif not _passes(tokens, n, begin, seen, table, words):
            break
        n += 1
    return seen


def _stops(tokens: Tokens, n: int, table: TimeTable) -> bool:
    """Whether no place goes on with token ``n``: a mark, a time, the next phrase of place."""
    word = tokens.lower[n]
    if word in table.weekdays or word in table.months or not word[0].isalpha():
        return True
    return word in table.place_openers and (word not in table.directions or tokens.at(n + 1) == "of")


def _unknown_name(tokens: Tokens, n: int, begin: int, seen: _Seen, table: TimeTable, plain: bool) -> bool:
    """Whether a word that no dictionary has stands where a name does, in copy whose capitals say nothing: "in dagupan", "the village of qala".

    A second one goes on with the first ("in sao paulo"), and some words open a name ("fort benning", "new tredegar").
    """
    if not (tokens.title_case or plain):
        return False
    before = tokens.lower[n - 1]
    opened = before in table.place_leads or (seen.weak and seen.last == n - 1) or (before == "of" and tokens.lower[n - 2] in table.place_nouns)
    return n == begin or opened


def _passes(tokens: Tokens, n: int, begin: int, seen: _Seen, table: TimeTable, words: Words) -> bool:
    """Whether a place may run over a word that is none: "the copper mine", "the town of Qala", "Kenya's north"."""
    word = tokens.lower[n]
    if word == "of":
        return seen.last == n - 1
    if word in table.articles:
        return tokens.lower[n - 1] == "of"
    main = words.main(word)
    if word.endswith("'s"):
        return True
    if seen.last >= 0 and not words.tags(word) & NOUN:
        return False
    if main == NOUN and words.tags(word) & PLURAL and seen.last < 0:
        return False  # "at the great lengths cities went to"
    if main == ADV and word.endswith("ly"):
        return n > begin
    return main in (NOUN, ADJ, 0) or (main == ADV and word in table.place_nouns) or (n == begin and bool(words.tags(word) & ADJ))


def _capital(tokens: Tokens, n: int) -> bool:
    """Whether a capital inside the sentence makes a name."""
    return n > 0 and tokens.words[n][0].isupper() and not tokens.title_case


def plain_copy(tokens: Tokens, k: int) -> bool:
    """Whether the copy has lost its capitals, or the words around token ``k`` have none, but for the first of the sentence."""
    first_word, stop = max(1, k - _AROUND), k + _AROUND
    return tokens.lost_capitals or tokens.words[first_word:stop] == tokens.lower[first_word:stop]


def known(tokens: Tokens, n: int, stop: int, words: Words, plain: bool) -> int:
    """How many tokens from ``n`` on are the name of a known place; 0 for none. In copy without capitals a name that is a word too needs more."""
    printed = tokens.words[n]
    if not printed[0].isalpha():
        return 0
    if tokens.at(n + 1) == "-" and tokens.lower[n] in time_table().roads and tokens.touches(n + 1) and tokens.at(n + 2).isdecimal():
        return 3  # "on I-75"
    if not printed[0].isupper():
        return _known_plain(tokens, n, stop, words) if plain else 0
    for length in range(min(_NAME, stop - n), 0, -1):
        if words.is_place(" ".join(tokens.words[n : n + length])):
            return length if length > 1 or not tokens.title_case or not words.tags(tokens.lower[n]) & VERB else 0
    return 0


def _known_plain(tokens: Tokens, n: int, stop: int, words: Words) -> int:
    lower = tokens.lower
    if not words.opens_place(lower[n]):
        return 0
    for length in range(min(_NAME, stop - n), 0, -1):
        kind = words.plain_place_kind(" ".join(lower[n : n + length]))
        if kind and (length > 1 or not words.tags(lower[n]) & VERB or kind == "country"):
            return length
    return 0


def _whole(tokens: Tokens, k: int, end: int, stop: int, table: TimeTable, words: Words, plain: bool) -> int:
    """Take in what belongs to a name: ", Kenya", ", Ore.", the other end of "between Chad and Libya"; a number of a road."""
    lower, size = tokens.lower, len(tokens)
    if tokens.at(end) == "between" and tokens.lower[end - 1] in table.place_nouns:  # "on the border between Chad and Libya"
        nested = at(tokens, end, stop, table, words)
        return nested.end if nested is not None else end
    if lower[k] == "between" and tokens.at(end) == "and":
        seen = _walk(tokens, end + 1, min(size, end + 1 + _PHRASE), table, words, plain)
        return seen.last + 1 if seen.last > end else end
    if tokens.at(end - 1) in table.place_abbreviations and tokens.at(end) == ".":
        end += 1
    if tokens.at(end - 1) in table.numbered and tokens.at(end)[:1].isdecimal():
        return end + 1
    while tokens.at(end) == "," and end + 1 < size:
        length = known(tokens, end + 1, size, words, plain)
        if not length and tokens.lower[end + 1] not in table.place_abbreviations:
            break
        end += 1 + max(length, 1)
        if tokens.at(end) == "." and tokens.lower[end - 1] in table.place_abbreviations:
            end += 1
    return end
