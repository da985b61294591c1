"""The phrases of place and time that restrict a figure, resolved to a date where the source's own date allows, and the names near it.

Nearest first: behind the figure within its clause, before it within its clause, then an adverbial at the sentence's start or end.
"""

from __future__ import annotations

from datetime import date, timedelta

from factcheck.extract.speaker import printed
from factcheck.extract.tokens import Tokens
from factcheck.tables.context import TimeTable, time_table
from factcheck.tables.words import NOUN, VERB, Words

_BEHIND = 14  # words behind a figure that its own phrases may stand in
_BEFORE = 10
_WINDOW = 10  # words on each side in which names count as near
_BREAKS = frozenset('.;:?!"“”') | frozenset("but while whereas when because although though who which".split())
_ARTICLES = frozenset("the a an its their his her our this that these those nearby neighbouring neighboring".split())
_LATER_BY = 183  # a month and day further ahead than this lie in the year before

Found = tuple[int, int, str | None]  # token range of a time phrase and its date


def find(tokens: Tokens, i: int, j: int, head: int | None, words: Words, published: date | None) -> tuple[str | None, str | None, str | None]:
    """Return the place and the time that restrict the figure ``tokens[i:j]``, as printed, and the time as an ISO prefix (year, month or day).

    ``published`` is the source's own date; without it only absolute times resolve.
    """
    table = time_table()
    lower = tokens.lower
    size = len(lower)
    after = head + 1 if head is not None and head >= j else j
    stop = _until(lower, after, min(size, after + _BEHIND), table)
    time = _first_time(tokens, after, stop, table, published)
    place = _first_place(tokens, after, stop, table, words)
    start = _from(lower, i, table)
    if time is None:
        time = _last_time(tokens, start, i, table, published)
    if place is None:
        place = _last_place(tokens, start, i, table, words)
    if time is None and stop < size and lower[stop] == "and":
        time = _shared_time(tokens, stop, table, published)
    if time is None:
        time = _frame_time(tokens, i, after, table, published)
    if place is None:
        place = _frame_place(tokens, i, table, words)
    where = printed(tokens, *place) if place is not None else None
    return (where, None, None) if time is None else (where, printed(tokens, time[0], time[1]), time[2])


def names(tokens: Tokens, i: int, j: int) -> tuple[str, ...]:
    """Return the capitalised names within ten words of the figure ``tokens[i:j]``, sorted, each once; words that run on are one name.

    A word at the sentence's start counts only as part of a longer name or where it comes again inside; days and months are no names.
    A headline in capitals has none.
    """
    words = tokens.words
    size = len(words)
    table = time_table()
    found: set[str] = set()
    k = max(0, i - _WINDOW)
    stop = min(size, j + _WINDOW)
    while k < stop:
        if i <= k < j or not _capital(words[k]) or tokens.lower[k] in table.weekdays or tokens.lower[k] in table.months:
            k += 1
            continue
        start = k
        while k < stop and not i <= k < j and _capital(words[k]) and tokens.lower[k] not in table.weekdays:
            k += 1
        first = start if start and words[start - 1] not in "\"“'‘:" else start + 1
        if first > start and (k - start > 1 or words[start] in words[start + 1 : stop]) and tokens.lower[start] not in _OPENERS:
            first = start
        if first < k:
            found.add(" ".join(words[first:k]))
    return tuple(sorted(found))


_OPENERS = frozenset(
    "the a an in on at of for from with by after before since during when while if as and but or at least more than about some nearly almost over under up"
    " this that these those there here he she it they we i his her its their our most many all no not two three four five six seven eight nine ten another".split()
)


def _capital(word: str) -> bool:
    return word[0].isupper() and (len(word) > 1 and (not word.isupper() or len(word) < 6))


# --- bounds -------------------------------------------------------------------------------------------------------------------------------


def _until(lower: list[str], start: int, stop: int, table: TimeTable) -> int:
    """Return where the figure's clause ends: at a mark, at a new clause, or at "and" or a comma with another number soon behind."""
    for k in range(start, stop):
        word = lower[k]
        if word in _BREAKS and not (word == "." and k + 1 < len(lower) and lower[k - 1] in table.months):
            return k
        if word in ("and", ",", "or") and any(w[0].isdigit() or w in _COUNTING for w in lower[k + 1 : k + 5]) and not _dated(lower, k, table):
            return k
        if (
            word in ("from", "compared", "against")
            and k + 1 < len(lower)
            and (lower[k + 1][0].isdigit() or lower[k + 1] in "$£€" or word == "compared")
        ):
            return k  # "… from $103 a year earlier": the time is that of the other value
    return stop


_COUNTING = frozenset(
    "two three four five six seven eight nine ten eleven twelve dozen dozens hundreds thousands half another a some about $ £ €".split()
) - {"a"}


def _dated(lower: list[str], k: int, table: TimeTable) -> bool:
    """Whether the comma at ``k`` stands inside a date ("March 10, 2026") or right before one ("Wednesday, April 16")."""
    return bool(lower[k - 2 : k - 1] and lower[k - 2] in table.months) or (k + 1 < len(lower) and lower[k + 1] in table.months)


def _from(lower: list[str], i: int, table: TimeTable) -> int:
    """Return where the figure's clause begins."""
    for k in range(i - 1, max(-1, i - 1 - _BEFORE), -1):
        word = lower[k]
        if word in _BREAKS or (word in ("and", ",") and any(w[0].isdigit() for w in lower[max(0, k - 5) : k])):
            return k + 1
    return max(0, i - _BEFORE)


# --- time ---------------------------------------------------------------------------------------------------------------------------------


def _first_time(tokens: Tokens, start: int, stop: int, table: TimeTable, published: date | None) -> Found | None:
    for k in range(start, stop):
        found = _time_at(tokens, k, table, published)
        if found is not None:
            return found
    return None


def _shared_time(tokens: Tokens, start: int, table: TimeTable, published: date | None) -> Found | None:
    """Return the day that two figures joined by "and" share: "14 were killed and 37 hurt on Tuesday"."""
    lower = tokens.lower
    for k in range(start + 1, min(len(lower), start + _BEHIND)):
        if lower[k] in _BREAKS or lower[k] in (",", "from", "compared"):
            return None
        if lower[k] in table.weekdays or lower[k] in table.deictic:
            return _time_at(tokens, k - 1, table, published) or _time_at(tokens, k, table, published)
    return None


def _last_time(tokens: Tokens, start: int, stop: int, table: TimeTable, published: date | None) -> Found | None:
    """Return the last time phrase that begins before the figure and ends before it."""
    best: Found | None = None
    k = start
    while k < stop:
        found = _time_at(tokens, k, table, published)
        if found is not None and found[1] <= stop:
            best = found
            k = found[1]
        else:
            k += 1
    return best


def _frame_time(tokens: Tokens, i: int, after: int, table: TimeTable, published: date | None) -> Found | None:
    """Return a time that frames the whole sentence: at its start before a comma ("In 2007, …"), or at its very end."""
    lower = tokens.lower
    found = _time_at(tokens, 0, table, published) if lower else None
    if found is not None and found[1] <= i and lower[found[1]] in (",", "the"):
        return found
    size = len(lower)
    if size - after <= _BEHIND:
        return None
    for k in range(max(after, size - 5), size):
        late = _time_at(tokens, k, table, published)
        if late is not None and late[1] >= size - 1:
            return late
    return None


def _time_at(tokens: Tokens, k: int, table: TimeTable, published: date | None) -> Found | None:
    """Return the time phrase that begins at token ``k``: with or without its preposition."""
    lower = tokens.lower
    word = lower[k]
    if word in table.prepositions:
        core = _core(lower, k + 1, table, published, bare=False)
        return (k, core[1], core[2]) if core is not None else None
    if (
        word in _PLAIN
        or word in table.weekdays
        or word in table.months
        or word in table.near
        or word in table.deictic
        or word in table.small
        or word[0].isdigit()
    ):
        return _core(lower, k, table, published, bare=True)
    return None


_PLAIN = frozenset("a an the early late mid earlier later".split())


def _core(lower: list[str], k: int, table: TimeTable, published: date | None, *, bare: bool) -> Found | None:
    """Read a time without its preposition from token ``k``. ``bare`` says that none stood before it: a bare number is then no year."""
    size = len(lower)
    start = k
    while k < size and lower[k] in ("the", "early", "late", "mid", "this"[:0], "about", "around", "just", "end", "of", "start", "beginning"):
        k += 1
    if k >= size:
        return None
    word = lower[k]
    if word in table.weekdays:
        end = k + 1
        if end < size and lower[end] in table.parts:
            end += 1
        elif end + 1 < size and lower[end] == "," and lower[end + 1] in table.months:
            return _core(lower, end + 1, table, published, bare=bare) and _shifted(_core(lower, end + 1, table, published, bare=bare), start)
        return start, end, _weekday(table.weekdays[word], published)
    if word in table.months and (not bare or (k + 1 < size and (lower[k + 1][0].isdigit() or lower[k + 1] == "."))):
        return _shifted(_month(lower, k, table, published, bare=bare), start)
    if word in table.near and word != "earlier" or (word in _ARTICLE_NEAR and k + 1 < size and lower[k + 1] in table.near):
        return _shifted(_near(lower, k, table, published), start)
    if word in table.deictic and (start == k or not bare):
        return start, k + 1, _deictic(word, published)
    if word[0].isdigit():
        return _shifted(_digits(lower, k, table, published, bare=bare), start)
    if word in table.ordinals or word in table.fiscal:
        return _shifted(_period(lower, k, table), start)
    if word in table.small and k + 2 < size and lower[k + 1] in table.units and lower[k + 2] in table.relative:
        return start, k + 3, _ago(table.small[word], lower[k + 1], lower[k + 2], published)
    if not bare and (word in table.parts or (word in table.seasons and word != "fall")):
        return start, k + 1, None
    return None


_ARTICLE_NEAR = frozenset(("the",))


def _shifted(found: Found | None, start: int) -> Found | None:
    return None if found is None else (start, found[1], found[2])


def _month(lower: list[str], k: int, table: TimeTable, published: date | None, *, bare: bool) -> Found | None:
    """Read "March", "March 10", "Aug. 6, 2025", "April 2026"."""
    month = table.months[lower[k]]
    size = len(lower)
    end = k + 1
    if end < size and lower[end] == "." and len(lower[k]) < 5:
        end += 1
    day = 0
    year = 0
    if end < size and lower[end].isdigit():
        number = int(lower[end]) if len(lower[end]) < 5 else 0
        if 0 < number < 32:
            day, end = number, end + 1
            if end + 1 < size and lower[end] == "," and _year(lower[end + 1]):
                year, end = int(lower[end + 1]), end + 2
            elif end < size and _year(lower[end]):
                year, end = int(lower[end]), end + 1
        elif _year(lower[end]):
            year, end = number, end + 1
    elif lower[k] in ("may", "march", "second", "mar", "sat", "sun") and bare:
        return None
    return k, end, _on(year, month, day, published)


def _on(year: int, month: int, day: int, published: date | None) -> str | None:
    if not year:
        if published is None:
            return None
        year = published.year
        if (date(year, month, 1) - published).days > _LATER_BY:
            year -= 1
    return f"{year:04d}-{month:02d}-{day:02d}" if day else f"{year:04d}-{month:02d}"


def _near(lower: list[str], k: int, table: TimeTable, published: date | None) -> Found | None:
    """Read "last year", "this summer", "next Tuesday", "the previous quarter", "the past two decades"."""
    if lower[k] == "the":
        k += 1
    size = len(lower)
    word = lower[k]
    end = k + 1
    if end < size and (lower[end] in table.small or lower[end].isdigit() or lower[end] in ("few", "several", "couple")):
        end += 1
        return (k, end + 1, None) if end < size and lower[end] in table.units else None
    if end < size and lower[end] in table.fiscal:
        end += 1
    if end >= size:
        return None
    unit = lower[end]
    if unit in table.weekdays:
        back = {"last": 7, "next": -7}.get(word, 0)
        return k, end + 1, _weekday(table.weekdays[unit], published, back)
    if unit in table.months:
        return k, end + 1, None if published is None else _on(0, table.months[unit], 0, published)
    if unit not in table.units and unit not in table.seasons and unit not in table.parts:
        return None
    return k, end + 1, _relative(word, unit, published)


def _relative(word: str, unit: str, published: date | None) -> str | None:
    if published is None:
        return None
    step = {"last": -1, "past": -1, "previous": -1, "prior": -1, "preceding": -1, "this": 0, "current": 0, "next": 1, "coming": 1}.get(word)
    if step is None:
        return None
    if unit == "year":
        return f"{published.year + step:04d}"
    if unit == "month":
        months = published.year * 12 + published.month - 1 + step
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    if unit == "night" and word == "last":
        return (published - timedelta(days=1)).isoformat()
    if unit in ("morning", "afternoon", "evening") and word == "this":
        return published.isoformat()
    return None


def _deictic(word: str, published: date | None) -> str | None:
    step = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}.get(word)
    return None if step is None or published is None else (published + timedelta(days=step)).isoformat()


def _weekday(day: int, published: date | None, back: int = 0) -> str | None:
    """Return the last such weekday up to the day of publication, the one a week earlier for "last", the one to come for "next"."""
    if published is None:
        return None
    gap = (published.weekday() - day) % 7
    if back < 0:
        return (published + timedelta(days=7 - gap)).isoformat()
    return (published - timedelta(days=gap or back)).isoformat()


def _digits(lower: list[str], k: int, table: TimeTable, published: date | None, *, bare: bool) -> Found | None:
    """Read a year after a preposition, "10 March", "4 p.m.", "7.30pm", "5 years ago"."""
    word = lower[k]
    size = len(lower)
    follows = lower[k + 1] if k + 1 < size else ""
    if follows in table.months and len(word) < 3 and 0 < int(word) < 32:
        end = k + 2
        year = int(lower[end]) if end < size and _year(lower[end]) else 0
        return k, end + (1 if year else 0), _on(year, table.months[follows], int(word), published)
    if follows in table.units and k + 2 < size and lower[k + 2] in table.relative and word.isdigit():
        return k, k + 3, _ago(int(word[:4]), follows, lower[k + 2], published)
    if bare:
        return None
    end = k + 1
    if follows == ":" and k + 2 < size and lower[k + 2].isdigit():
        end += 2
    if end < size and lower[end] in ("a.m.", "p.m.", "am", "pm", "o'clock", "gmt", "noon"):
        return k, end + 1, None
    return (k, k + 1, word) if _year(word) and follows not in ("%", "percent") else None


def _year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and "1500" <= word <= "2199"


def _ago(count: int, unit: str, relative: str, published: date | None) -> str | None:
    if published is None or relative != "ago":
        return None
    if unit.startswith("year") and count < published.year:
        return f"{published.year - count:04d}"
    if unit.startswith("day") and count < 1000:
        return (published - timedelta(days=count)).isoformat()
    return None


def _period(lower: list[str], k: int, table: TimeTable) -> Found | None:
    """Read "third quarter", "first half of 2024", "fiscal 2007", "full year"."""
    size = len(lower)
    if lower[k] in table.fiscal and k + 1 < size and (_year(lower[k + 1]) or lower[k + 1] == "year"):
        return k, k + 2, lower[k + 1] if _year(lower[k + 1]) else None
    if k + 1 < size and lower[k + 1] in ("quarter", "half", "semester", "season", "week", "month", "year"):
        if k + 3 < size and lower[k + 2] == "of" and _year(lower[k + 3]):
            return k, k + 4, lower[k + 3]
        return k, k + 2, None
    return None


# --- place --------------------------------------------------------------------------------------------------------------------------------


def _first_place(tokens: Tokens, start: int, stop: int, table: TimeTable, words: Words) -> tuple[int, int] | None:
    for k in range(start, stop):
        found = _place_at(tokens, k, stop, table, words)
        if found is not None:
            return found
    return None


def _last_place(tokens: Tokens, start: int, stop: int, table: TimeTable, words: Words) -> tuple[int, int] | None:
    best: tuple[int, int] | None = None
    k = start
    while k < stop:
        found = _place_at(tokens, k, stop, table, words)
        if found is not None:
            best = found
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
        return (k, k + 1) if word != "there" or (k + 1 < len(lower) and lower[k + 1] not in _BE and k) else None
    goal = word in table.place_goals
    if (not goal and word not in table.place_prepositions) or (k and lower[k - 1] == "according"):
        return None
    m = k + 1
    while m < stop and lower[m] in _ARTICLES:
        m += 1
    last = -1
    for n in range(m, min(stop, m + 7)):
        token = lower[n]
        if token in table.weekdays or token in table.months or not (token[0].isalpha() or token == ".") or token in table.place_prepositions:
            break
        printed_word = tokens.words[n]
        if token in table.place_nouns or (printed_word[0].isupper() and n > 0) or (words.is_place(token) and not words.tags(token) & VERB):
            last = n
        elif token == "of" or token in _ARTICLES or token == "and":
            if token == "and" or (last != n - 1):
                break
        elif last >= 0 and not words.tags(token) & NOUN:
            break
        elif words.main(token) == VERB:
            break
    if last < m or (goal and not _named(tokens, m, last, words)):
        return None
    behind = lower[last + 1] if last + 1 < len(lower) else ""
    if (
        (last > m or m > k + 1)
        and behind
        and words.main(behind) == NOUN
        and behind not in table.weekdays
        and behind not in table.months
        and last + 1 < stop
    ):
        return None  # "on a German competitor": the head is no place
    return k, last + 1


_BE = frozenset("is are was were has have had will would 's".split())


def _named(tokens: Tokens, start: int, last: int, words: Words) -> bool:
    return any(tokens.words[n][0].isupper() or words.is_place(tokens.lower[n]) for n in range(start, last + 1))
