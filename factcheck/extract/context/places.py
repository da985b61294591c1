"""The phrases of place and time that restrict a figure, and the names near it.

Nearest first: behind the figure within its clause, before it within its clause, then an adverbial at the sentence's start or end.
"""

from __future__ import annotations

from datetime import date

from factcheck.extract.context import dates, frames, own_times, place_phrases, times
from factcheck.extract.context.place_phrases import Phrase
from factcheck.extract.context.speakers import printed
from factcheck.extract.tokens import Tokens
from factcheck.tables.time import TimeTable, time_table
from factcheck.tables.words import NUM, VERB, Words

_BEHIND = 14  # words behind a figure that its own phrases may stand in
_NAMED = 3  # words of the name of a place before a bracket
_BEFORE = 10
_MAIN = 20  # words of the clause that a participle goes on with
_GOING_ON = 3  # participles in a row that go on with a clause
_YEAR = 4  # digits of a year
_FAR = 60  # words on each side of a figure, and at the start of its sentence, in which its time may stand
_WINDOW = 10  # words on each side in which names count as near
_SIGNS = frozenset("$£€")


def find(
    tokens: Tokens, i: int, j: int, head: int | None, words: Words, published: date | None, cue: tuple[int, int] | None = None
) -> tuple[str | None, str | None, str | None]:
    """Return the place and the time that restrict the figure ``tokens[i:j]``, as printed, and the time as an ISO prefix (year, month or day).

    ``published`` is the source's own date; without it only absolute times resolve. ``cue`` is where the text says who speaks: its places and
    times ("a coach said Wednesday") are not the figure's.
    """
    table = time_table()
    after = head + 1 if head is not None and head >= j else j
    start, stop = _bounds(tokens, i, after, table, words, published, cue)
    time = _time(tokens, i, j, after, start, stop, words, published, cue)
    place = _place(tokens, i, after, start, stop, table, words)
    where = printed(tokens, place.start, place.end) if place is not None else None
    return (where, None, None) if time is None else (where, printed(tokens, time.start, time.end), time.date)


def place(tokens: Tokens, i: int, j: int, words: Words) -> str | None:
    """Return the place of what ``tokens[i:j]`` says, a figure or a time, as printed."""
    table = time_table()
    start, stop = _bounds(tokens, i, j, table, words, None, None)
    found = _place(tokens, i, j, start, stop, table, words)
    return printed(tokens, found.start, found.end) if found is not None else None


def _bounds(
    tokens: Tokens, i: int, after: int, table: TimeTable, words: Words, published: date | None, cue: tuple[int, int] | None
) -> tuple[int, int]:
    """Return where the figure's own clause begins and ends, without the words that say who speaks and when."""
    lower = tokens.lower
    start = _with_main(lower, _from(lower, i, table, words), i, table, words)
    stop = _until(lower, after, min(len(lower), after + _BEHIND), table, words)
    if cue is None:
        return start, stop
    if cue[1] <= i:
        said = times.at(lower, cue[1], table, published) if cue[1] < i else None
        return max(start, said.end if said is not None else cue[1]), stop
    return start, min(stop, max(cue[0], after))


def _time(
    tokens: Tokens, i: int, j: int, after: int, start: int, stop: int, words: Words, published: date | None, cue: tuple[int, int] | None
) -> times.Found | None:  # fmt: skip
    """The time that the figure is part of, else behind it, before it, shared with the figure behind "and", or framing the sentence."""
    table, lower = time_table(), tokens.lower
    near = lower if len(lower) < _FAR else lower[:_BEFORE] + lower[max(0, i - _FAR) : i + _FAR]
    if table.telltales.isdisjoint(near) and not any((len(word) == _YEAR and word.isdecimal()) or word == "'" for word in near):
        return None  # nothing that a time could rest on
    time = own_times.find(lower, i, j, table, published)
    if time is None:
        time = times.first(lower, after, stop, table, published) or times.last(lower, start, i, table, published)
    if time is None:
        time = times.of_clause(lower, i, table, published)
    if time is None and stop < len(lower) and lower[stop] == "and":
        time = times.shared(lower, stop, table, published)
    if time is None:
        late = after if len(lower) - after > _BEHIND else len(lower)
        if cue is not None and cue[0] >= after:
            late = len(lower)  # what closes the sentence is when it was said
        time = times.framing(lower, i, late, table, published)
        time = time or frames.together(lower, j, table, published) or frames.find(lower, i, table, words, published)
    if (
        time is not None
        and time.end == time.start + 1
        and lower[time.start - 1] in table.papers
        and time.start
        and tokens.words[time.start][0].isupper()
    ):
        return None  # "USA Today"
    return time


def _place(tokens: Tokens, i: int, after: int, start: int, stop: int, table: TimeTable, words: Words) -> Phrase | None:
    """The place behind the figure, before it, framing the sentence, or in the clause that tells how it came ("…, when a bus fell near Lund")."""
    bracketed = _before_bracket(tokens, i, words)
    if bracketed is not None:
        return bracketed
    found = place_phrases.first(tokens, after, stop, table, words) or place_phrases.last(tokens, start, i, table, words)
    if found is not None:
        return found
    scene = _of_where(tokens, start, i, table, words)
    if scene is not None:
        return scene
    opening = place_phrases.at(tokens, 0, i, table, words) if i and tokens.lower[0] in table.place_openers else None
    if opening is not None and tokens.at(opening.end) == ",":
        return opening
    if stop < len(tokens) and tokens.lower[stop] in table.telling:
        end = _until(tokens.lower, stop + 1, min(len(tokens), stop + 1 + _BEHIND), table, words)
        found = place_phrases.first(tokens, stop + 1, end, table, words)
        return found if found is not None and found.named else None
    return None


def _before_bracket(tokens: Tokens, i: int, words: Words) -> Phrase | None:
    """The place whose number stands in brackets: "Nebraska (21), South Dakota (20)"."""
    end = i - 1
    if end < 1 or tokens.lower[end] != "(":
        return None
    starts = (k for k in range(max(0, end - _NAMED), end) if words.is_place(" ".join(tokens.words[k:end])))
    start = next(starts, None)
    return Phrase(start, end, True) if start is not None else None


def _of_where(tokens: Tokens, start: int, i: int, table: TimeTable, words: Words) -> Phrase | None:
    """The place that a clause with "where" takes up: "at the two farms where eight people were found"."""
    where = next((k for k in range(i - 1, max(0, start - 2), -1) if tokens.lower[k] == "where"), 0)
    end = where - (where > 1 and tokens.lower[where - 1] == ",")
    found = place_phrases.last(tokens, max(0, end - _BEFORE), end, table, words) if where else None
    return found if found is not None and found.end == end else None


def names(tokens: Tokens, i: int, j: int) -> tuple[str, ...]:
    """Return the capitalised names within ten words of the figure ``tokens[i:j]``, sorted, each once; words that run on are one name.

    A word at the sentence's start counts only as part of a longer name or where it comes again inside; days and months are no names.
    """
    words, lower = tokens.words, tokens.lower
    first_word, stop = max(0, i - _WINDOW), min(len(words), j + _WINDOW)
    near, small = words[first_word:stop], lower[first_word:stop]
    if near == small:
        return ()
    table = time_table()
    found: set[str] = set()
    k = first_word
    for m in [m for m, (word, plain) in enumerate(zip(near, small, strict=True), first_word) if word != plain]:
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
        if k == start and word in table.relatives:
            continue  # "the 10 voters who gathered outside the chamber"
        if word in table.breaks and not (word == "." and k + 1 < len(lower) and lower[k + 1][0].isalnum()):  # "St. Mary's"
            return k
        if word in ("and", ",", "or") and not _dated(lower, k, table) and _listed(lower, k + 1, table, words):
            return k
        if word == "from" and k + 2 < len(lower) and dates.is_year(lower[k + 1]) and lower[k + 2] in table.range_joints:
            continue  # "lost 110 pounds from 2003 to 2006"
        if word in table.compared and (word == "compared" or any(w[0].isdecimal() or w in _SIGNS for w in lower[k + 1 : k + 2])):
            return k  # "… from $103 a year earlier": the time is that of the other value
    return stop


def _listed(lower: list[str], start: int, table: TimeTable, words: Words) -> bool:
    """Whether a quantity begins within four words: the next of a list; not "smoked or chewed tobacco in 2013"."""
    near = range(start, min(len(lower), start + 4))
    return any(_counts(lower[k], table, words) and not (dates.is_year(lower[k]) and lower[k - 1] in table.prepositions) for k in near)


def _counts(word: str, table: TimeTable, words: Words) -> bool:
    return word[0].isdecimal() or word in _SIGNS or word in table.quantifiers or words.main(word) == NUM


def _dated(lower: list[str], k: int, table: TimeTable) -> bool:
    """Whether the comma at ``k`` stands inside a date ("March 10, 2026") or right before one ("Wednesday, April 16")."""
    behind = k + 1 + (k + 1 < len(lower) and lower[k + 1] in table.prepositions)  # "left Havana, Cuba, on July 24"
    return (k > 1 and lower[k - 2] in table.months) or (behind < len(lower) and lower[behind] in table.months)


def _from(lower: list[str], i: int, table: TimeTable, words: Words, most: int = _BEFORE) -> int:
    """Return where the figure's clause begins; an insertion that closes before the figure is not of it (", which began in Lund, burned 40")."""
    comma = -1
    for k in range(i - 1, max(-1, i - 1 - most), -1):
        word = lower[k]
        if word == "that" and k and words.main(lower[k - 1]) == VERB:
            return k + 1  # "published on Friday, the report states that …"
        if word not in table.opening or (word == "." and lower[k - 1] in table.months):
            continue
        if word == "," and _dates(lower, k, table):
            continue
        if word in table.breaks:
            return comma + 1 if comma > 0 and k and lower[k - 1] == "," else k + 1
        if any(w[0].isdecimal() and (word == "," or not dates.is_year(w)) for w in lower[max(0, k - 5) : k]):
            return k + 1
        comma = k if word == "," and comma < 0 else comma
    return max(0, i - most)


def _with_main(lower: list[str], start: int, i: int, table: TimeTable, words: Words) -> int:
    """Return where the clause begins that participles before the figure go on with: "a bus fell near Lund on Monday, killing 9 and injuring 20"."""
    if not any(word.endswith("ing") for word in lower[max(0, start - 1) : i]):
        return start
    for _ in range(_GOING_ON):
        joint = next((k for k in range(min(i, len(lower) - 1) - 1, max(0, start - 2), -1) if _goes_on(lower, k, words)), 0)
        if not joint:
            break
        start, i = min(start, _from(lower, joint, table, words, _MAIN)), joint
    return start


def _goes_on(lower: list[str], k: int, words: Words) -> bool:
    """Whether a participle behind the comma or "and" at ``k`` goes on with the clause before."""
    following = lower[k + 1]
    return lower[k] in (",", "and") and following.endswith("ing") and following not in time_table().linking and words.main(following) == VERB


def _dates(lower: list[str], k: int, table: TimeTable) -> bool:
    """Whether the comma at ``k`` closes a date that opens the clause: "by Oct. 9, nine were back"."""
    return k > 1 and lower[k - 1][0].isdecimal() and not table.months.keys().isdisjoint(lower[max(0, k - 3) : k - 1])
