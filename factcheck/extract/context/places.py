"""The phrases of place and time that restrict a figure, and the names near it.

Nearest first: behind the figure within its clause, before it within its clause, then an adverbial at the sentence's start or end.
"""

from __future__ import annotations

from datetime import date

from factcheck.extract.context import times
from factcheck.extract.context.speakers import printed
from factcheck.extract.tokens import Tokens
from factcheck.tables.time import TimeTable, time_table
from factcheck.tables.words import NOUN, NUM, VERB, Words

_BEHIND = 14  # words behind a figure that its own phrases may stand in
_BEFORE = 10
_WINDOW = 10  # words on each side in which names count as near
_PHRASE = 7  # words of a place after its preposition
_SIGNS = frozenset("$£€")


def find(tokens: Tokens, i: int, j: int, head: int | None, words: Words, published: date | None) -> tuple[str | None, str | None, str | None]:
    """Return the place and the time that restrict the figure ``tokens[i:j]``, as printed, and the time as an ISO prefix (year, month or day).

    ``published`` is the source's own date; without it only absolute times resolve.
    """
    table = time_table()
    lower = tokens.lower
    after = head + 1 if head is not None and head >= j else j
    start = _from(lower, i, table)
    stop = _until(lower, after, min(len(lower), after + _BEHIND), table, words)
    time = times.first(lower, after, stop, table, published) or times.last(lower, start, i, table, published)
    if time is None and stop < len(lower) and lower[stop] == "and":
        time = times.shared(lower, stop, table, published)
    if time is None:
        late = after if len(lower) - after > _BEHIND else len(lower)
        time = times.framing(lower, i, late, table, published)
    place = _first_place(tokens, after, stop, table, words) or _last_place(tokens, start, i, table, words) or _frame_place(tokens, i, table, words)
    where = printed(tokens, *place) if place is not None else None
    return (where, None, None) if time is None else (where, printed(tokens, time.start, time.end), time.date)


def names(tokens: Tokens, i: int, j: int) -> tuple[str, ...]:
    """Return the capitalised names within ten words of the figure ``tokens[i:j]``, sorted, each once; words that run on are one name.

    A word at the sentence's start counts only as part of a longer name or where it comes again inside; days and months are no names.
    """
    words, lower = tokens.words, tokens.lower
    first_word, stop = max(0, i - _WINDOW), min(len(words), j + _WINDOW)
    if words[first_word:stop] == lower[first_word:stop]:
        return ()
    table = time_table()
    found: set[str] = set()
    k = first_word
    for m in [m for m in range(first_word, stop) if words[m] != lower[m]]:
        if m < k or i <= m < j or not _capital(words[m]) or lower[m] in table.weekdays or lower[m] in table.months:
            continue
        start = k = m
        while k < stop and not i <= k < j and _capital(words[k]) and tokens.lower[k] not in table.weekdays:
            k += 1
        first = _past_opener(tokens, start, k, stop, table)
        if first < k:
            found.add(" ".join(words[first:k]))
    return tuple(sorted(found))


def _past_opener(tokens: Tokens, start: int, end: int, stop: int, table: TimeTable) -> int:
    """Return where the name in ``tokens[start:end]`` begins: behind a word that is only capitalised because the sentence begins there."""
    words = tokens.words
    if start and words[start - 1] not in "\"“'‘:":
        return start
    known = end - start > 1 or words[start] in words[start + 1 : stop]
    return start if known and tokens.lower[start] not in table.name_openers else start + 1


def _capital(word: str) -> bool:
    return word[0].isupper() and len(word) > 1 and (not word.isupper() or len(word) < 6)


# --- bounds -------------------------------------------------------------------------------------------------------------------------------


def _until(lower: list[str], start: int, stop: int, table: TimeTable, words: Words) -> int:
    """Return where the figure's clause ends: at a mark, at a new clause, at the value it is compared with, or at the next of a list."""
    for k in range(start, stop):
        word = lower[k]
        if word not in table.closing:
            continue
        if word in table.breaks and not (word == "." and lower[k - 1] in table.months):
            return k
        if word in ("and", ",", "or") and not _dated(lower, k, table) and any(_counts(w, table, words) for w in lower[k + 1 : k + 5]):
            return k
        if word in table.compared and (word == "compared" or any(w[0].isdigit() or w in _SIGNS for w in lower[k + 1 : k + 2])):
            return k  # "… from $103 a year earlier": the time is that of the other value
    return stop


def _counts(word: str, table: TimeTable, words: Words) -> bool:
    return word[0].isdigit() or word in _SIGNS or word in table.quantifiers or words.main(word) == NUM


def _dated(lower: list[str], k: int, table: TimeTable) -> bool:
    """Whether the comma at ``k`` stands inside a date ("March 10, 2026") or right before one ("Wednesday, April 16")."""
    return (k > 1 and lower[k - 2] in table.months) or (k + 1 < len(lower) and lower[k + 1] in table.months)


def _from(lower: list[str], i: int, table: TimeTable) -> int:
    """Return where the figure's clause begins."""
    for k in range(i - 1, max(-1, i - 1 - _BEFORE), -1):
        word = lower[k]
        if word in table.opening and (word in table.breaks or any(w[0].isdigit() for w in lower[max(0, k - 5) : k])):
            return k + 1
    return max(0, i - _BEFORE)


# --- place --------------------------------------------------------------------------------------------------------------------------------


def _first_place(tokens: Tokens, start: int, stop: int, table: TimeTable, words: Words) -> tuple[int, int] | None:
    for k in range(start, stop):
        found = _place_at(tokens, k, stop, table, words) if tokens.lower[k] in table.place_openers else None
        if found is not None:
            return found
    return None


def _last_place(tokens: Tokens, start: int, stop: int, table: TimeTable, words: Words) -> tuple[int, int] | None:
    best: tuple[int, int] | None = None
    k = start
    while k < stop:
        found = _place_at(tokens, k, stop, table, words) if tokens.lower[k] in table.place_openers else None
        best = found or best
        k = found[1] if found is not None else k + 1
    return best


def _frame_place(tokens: Tokens, i: int, table: TimeTable, words: Words) -> tuple[int, int] | None:
    """Return a place that opens the sentence before a comma: "In Bogo City, …"."""
    found = _place_at(tokens, 0, i, table, words) if i else None
    return found if found is not None and tokens.lower[found[1]] == "," else None


def _place_at(tokens: Tokens, k: int, stop: int, table: TimeTable, words: Words) -> tuple[int, int] | None:
    """Return the place phrase that begins with the preposition at token ``k``: a name, a word of ``words.is_place`` or a common place noun."""
    lower = tokens.lower
    word = lower[k]
    if word in table.place_bare:
        return (k, k + 1) if word != "there" or (k and k + 1 < len(lower) and lower[k + 1] not in table.auxiliaries) else None
    goal = word in table.place_goals
    if (not goal and word not in table.place_prepositions) or (k and lower[k - 1] == "according"):
        return None
    begin = k + 1
    while begin < stop and lower[begin] in table.articles:
        begin += 1
    last = _last_of_place(tokens, begin, min(stop, begin + _PHRASE), table, words)
    if last < begin or (goal and not any(_named(tokens, n, words) for n in range(begin, last + 1))):
        return None
    behind = lower[last + 1] if last + 1 < stop else ""
    plain = last == begin == k + 1  # "in Tikrit soldiers …"
    if not plain and behind and words.main(behind) == NOUN and behind not in table.weekdays and behind not in table.months:
        return None  # "on a German competitor": the head is no place
    return k, last + 1


def _last_of_place(tokens: Tokens, begin: int, stop: int, table: TimeTable, words: Words) -> int:
    """Return the last token of the place that begins at ``begin``; -1 where none does."""
    lower = tokens.lower
    last = -1
    for n in range(begin, stop):
        word = lower[n]
        if word in table.weekdays or word in table.months or word in table.place_prepositions or not (word[0].isalpha() or word == "."):
            break
        if word in table.place_nouns or _named(tokens, n, words):
            last = n
        elif word == "of" or word in table.articles:
            if last != n - 1:
                break
        elif words.main(word) == VERB or (last >= 0 and not words.tags(word) & NOUN):
            break
    return last


def _named(tokens: Tokens, n: int, words: Words) -> bool:
    """Whether a token names something: a capital inside the sentence, or a known place that is no verb."""
    word = tokens.lower[n]
    return (n > 0 and tokens.words[n][0].isupper()) or (words.is_place(word) and not words.tags(word) & VERB)
