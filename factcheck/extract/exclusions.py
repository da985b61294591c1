"""Numbers that are no figures: dates, clock times, years, ordinals, designators, phone numbers, addresses, scores and their like.

``before_reading`` looks at a token that might begin a number and at its neighbours; ``after_reading`` at the number with its unit. Both look at a
bounded window only. The words stand in ``rules/lexicon/designators.yaml`` and ``numerals.yaml``.
"""

from __future__ import annotations

from factcheck.extract.candidate import Candidate, Refused
from factcheck.extract.numerals import Number
from factcheck.extract.tokens import Tokens
from factcheck.model import Kind
from factcheck.tables.grammar import Grammar

_YEARS = range(1000, 2101)
_DASHES = frozenset("-–—−‑/.")


def before_reading(tokens: Tokens, i: int, grammar: Grammar) -> Refused | None:
    """Refuse by shape alone, before a number is read at token ``i``."""
    word = tokens.lower[i]
    if not word[0].isdigit():
        return _number_word(tokens, i, grammar)
    touching = i > 0 and tokens.ends[i - 1] == tokens.starts[i]
    if touching:
        refused = _glued_before(tokens, i)
        if refused is not None:
            return refused
    refused = _glued_after(tokens, i, grammar)
    if refused is not None:
        return refused
    return _month(tokens, i, grammar) or _clock(tokens, i, grammar)


def _glued_before(tokens: Tokens, i: int) -> Refused | None:
    """Letters, a hyphen after letters, "#" or "." right before the digits: V-22, COVID-19, G7, #3, .22."""
    before = tokens.words[i - 1]
    if before[-1].isalpha() or before == "_":
        if before in _MONEY_LETTERS or before.endswith("$"):
            return None
        return Refused(i, _run(tokens, i), "designator", f"glued:{before}")
    if before in "-–‑" and i > 1 and tokens.touches(i - 1) and tokens.words[i - 2][-1].isalpha():
        if len(tokens.words[i - 2]) <= 2 or tokens.words[i - 2].isupper() or tokens.words[i - 2][0].isupper():
            return Refused(i, _run(tokens, i), "designator", f"hyphen:{tokens.words[i - 2]}")
        return None
    if before == "#":
        return Refused(i, i + 1, "designator", "#")
    if before == "@":
        return Refused(i, i + 1, "designator", "@")
    if before == ":" and i > 1 and tokens.words[i - 2].isdigit() and tokens.touches(i - 1):
        return Refused(i, i + 1, "time", "colon")
    if before == "." and (i < 2 or not tokens.touches(i - 1)) and not _decimal_point(tokens, i):
        return Refused(i, i + 1, "designator", "calibre")
    if before in "'‘’" and len(tokens.words[i]) == 2:
        return Refused(i, i + 2 if tokens.lower[i + 1 : i + 2] == ["s"] else i + 1, "year", "apostrophe")
    return None


def _decimal_point(tokens: Tokens, i: int) -> bool:
    """ ".5 percent", ".65 seconds": a decimal without its zero, told from a calibre by the unit behind it. """
    return i + 1 < len(tokens) and tokens.lower[i + 1] in ("%", "percent", "seconds", "second", "years", "inches", "inch", "miles", "points")


_MONEY_LETTERS = frozenset(("R", "Rs", "US", "Rp", "RM", "Dh", "Dhs", "EUR", "USD", "GBP", "AUD", "CAD", "CHF", "JPY", "INR", "KSh", "Ksh", "NIS", "RMB", "CNY"))


def _run(tokens: Tokens, i: int) -> int:
    """End of the run of tokens that touch one another from ``i`` on: "737-800", "V-22A"."""
    j, n = i + 1, len(tokens)
    while j < n and tokens.touches(j) and (tokens.words[j][0].isalnum() or tokens.words[j] in _DASHES or tokens.words[j] == "×") and j - i < 12:
        j += 1
    while j > i + 1 and tokens.words[j - 1] in _DASHES:
        j -= 1
    return j


def _glued_after(tokens: Tokens, i: int, grammar: Grammar) -> Refused | None:
    """Ordinals (61st), decades (1980s), dates (03/14/2013), times (14:39), phone numbers, 9/11, 4x4, versions (2.0.1)."""
    j, n = i + 1, len(tokens)
    digits = tokens.words[i]
    if digits[0] == "0" and digits.isdigit() and len(digits) > 2:
        return _phone(tokens, i)
    if digits.count(".") > 1 and "," not in digits:
        return Refused(i, j, "version", "dots")
    if j >= n or tokens.starts[j] != tokens.ends[i]:
        return _phone(tokens, i)
    after = tokens.lower[j]
    if after.partition("-")[0] in grammar.designators.ordinal_suffix and digits[-1:].isdigit() and "." not in digits:
        return Refused(i, j + 1, "ordinal", "suffix")
    if after == "s" and digits.isdigit():
        kind = "year" if len(digits) in (2, 4) and digits.endswith("0") else ""
        if kind or len(digits) == 4:
            return Refused(i, j + 1, "year", "decade")
        if len(digits) == 2:
            return Refused(i, j + 1, "age-band", "plural")
    if after == "'" and tokens.lower[j + 1 : j + 2] == ["s"] and len(digits) == 4 and digits.isdigit():
        return Refused(i, j + 2, "year", "decade")
    if after == ":" and j + 1 < n and tokens.words[j + 1].isdigit() and tokens.touches(j + 1) and len(digits) <= 2:
        return Refused(i, _time_end(tokens, j + 2, grammar), "time", "colon")
    if after == "e" and j + 1 < n and tokens.touches(j + 1) and (tokens.words[j + 1].isdigit() or tokens.words[j + 1] in "-−"):
        return None
    if after == "/" and j + 1 < n and tokens.touches(j + 1) and tokens.words[j + 1][0].isdigit():
        end = _run(tokens, i)
        if end - i >= 5 or not _fraction(digits, tokens.words[j + 1]):
            return Refused(i, end, "date" if end - i >= 5 else "designator", "slash")
    if after in ("x", "×") and tokens.lower[j + 1 : j + 2] == ["10"] and tokens.lower[j + 2 : j + 3] and tokens.lower[j + 2] in "^-−":
        return None
    if after in ("x", "×") and j + 1 < n and tokens.touches(j + 1) and tokens.words[j + 1][0].isdigit() and len(digits) <= 2:
        return Refused(i, _run(tokens, i), "designator", "times")
    if after == "-" and j + 1 < n and tokens.touches(j + 1):
        return _hyphen_after(tokens, i, j + 1)
    if after[0].isalpha() and len(after) == 1 and after not in "kmbtgpsclxhvw" and not (j + 1 < n and tokens.touches(j + 1)):
        return Refused(i, j + 1, "designator", f"letter:{after}")
    return None


def _hyphen_after(tokens: Tokens, i: int, k: int) -> Refused | None:
    """ "2013-03-14", "555-0176", "737-800": digits and hyphens that are no range. """
    digits, other = tokens.words[i], tokens.words[k]
    if not other.isdigit():
        return None
    end = _run(tokens, i)
    if end - i >= 5 and tokens.words[k + 1] == "-":
        return Refused(i, end, "date" if len(digits) == 4 and len(other) <= 2 else "score" if len(digits) <= 2 else "phone", "hyphens")
    if digits.isdigit() and len(digits) == 4 and int(digits) in _YEARS and len(other) in (2, 4) and int(digits) >= 1800:
        return Refused(i, end, "year", "span of years")
    if digits.isdigit() and len(digits) >= 3 and len(other) >= 3 and (len(other) == 4 and len(digits) == 3 or other[0] == "0"):
        return Refused(i, end, "phone", "hyphen")
    if digits.isdigit() and other.isdigit() and (len(digits) > 1 and digits[0] == "0" or len(other) > 1 and other[0] == "0"):
        return Refused(i, end, "designator", "leading zero")
    return None


def _fraction(top: str, below: str) -> bool:
    return below in ("2", "3", "4", "5", "8", "10", "16", "32") and top.isdigit() and int(top) < int(below)


def _phone(tokens: Tokens, i: int) -> Refused | None:
    """ "0800 555 014", "+44 20 7946 0958": groups of digits with a leading zero or a plus. """
    digits, n = tokens.words[i], len(tokens)
    lead = digits.isdigit() and len(digits) >= 3 and digits[0] == "0"
    plus = i > 0 and tokens.words[i - 1] == "+" and tokens.touches(i)
    if not (lead or plus) or not digits.isdigit():
        return None
    j = i + 1
    while j < n and j - i < 6 and (tokens.words[j].isdigit() or tokens.words[j] in "-()"):
        j += 1
    while j > i + 1 and not tokens.words[j - 1].isdigit():
        j -= 1
    while j < n and j - i < 8 and tokens.words[j] in "-)" and j + 1 < n and tokens.words[j + 1].isdigit():
        j += 2
    if lead and j == i + 1 and len(digits) in (3, 4):
        return Refused(i, j, "time" if len(digits) == 4 else "designator", "leading zero")
    return Refused(i, j, "phone", "groups")


def _month(tokens: Tokens, i: int, grammar: Grammar) -> Refused | None:
    """ "March 10", "10 March 2026", "Aug. 7, 2019", "the 3rd of May": one exclusion for the whole date. """
    names = grammar.designators
    digits, lower, n = tokens.words[i], tokens.lower, len(tokens)
    if not digits.isdigit() or len(digits) > 4:
        return None
    k = i - 1
    if k >= 0 and lower[k] == "." and k and lower[k - 1] in names.months and tokens.touches(k):
        k -= 1
    if k >= 0 and lower[k] in names.months and _is_month(tokens, k, names.months_doubtful):
        j = i + 1
        if len(digits) <= 2 and int(digits) <= 31:
            if lower[j : j + 1] in (["-"], ["–"], ["and"], ["to"]) and j + 1 < n and lower[j + 1].isdigit() and len(lower[j + 1]) <= 2 and lower[j] in "-–":
                j += 2
            if lower[j : j + 1] == [","] and j + 1 < n and len(lower[j + 1]) == 4 and lower[j + 1].isdigit():
                j += 2
            elif j < n and len(lower[j]) == 4 and lower[j].isdigit():
                j += 1
            return Refused(i, j, "date", "month before")
        if len(digits) == 4:
            return Refused(i, j, "date", "month and year")
        return None
    if len(digits) <= 2 and 0 < int(digits) <= 31 and i + 1 < n and lower[i + 1] in names.months:
        if lower[i + 1] in names.months_doubtful and not tokens.words[i + 1][0].isupper():
            return None
        if lower[i + 1] in ("mar", "sat", "sun", "dec", "jan") and not tokens.words[i + 1][0].isupper():
            return None
        j = i + 2
        j += lower[j : j + 1] == ["."]
        j += j < n and len(lower[j]) == 4 and lower[j].isdigit()
        return Refused(i, j, "date", "month after")
    return None


def _is_month(tokens: Tokens, k: int, doubtful: frozenset[str]) -> bool:
    return tokens.lower[k] not in doubtful or tokens.words[k][0].isupper() or k == 0 or tokens.lower[k - 1] in ("in", "on", "since", "of", "by", ",", "until", "last")


def _clock(tokens: Tokens, i: int, grammar: Grammar) -> Refused | None:
    """ "7am", "7.30pm", "5 p.m.", "0900 GMT". """
    digits, lower, n = tokens.words[i], tokens.lower, len(tokens)
    bare = digits.replace(".", "")
    if not (bare.isdigit() and len(bare) <= 4) or i + 1 >= n:
        return None
    after = lower[i + 1]
    if after in ("hours", "hrs") and len(digits) == 4 and digits.isdigit() and digits < "2400" and digits[2] < "6" and lower[i + 2 : i + 3] != ["of"]:
        return Refused(i, i + 2, "time", "four digits and hours")
    if after == ":" and i + 2 < n and digits.isdigit() and int(digits) < 24 and len(lower[i + 2]) == 2 and lower[i + 2].isdigit():
        return Refused(i, i + 3, "time", "colon and blank")
    if after in grammar.designators.clock_after:
        if "." in digits and len(digits.partition(".")[2]) != 2 or after == "noon" or after == "midnight" or (after in ("et", "am", "pm") and not tokens.touches(i + 1) and tokens.words[i + 1] in ("Et", "et")):
            return None
        if int(bare) <= 12 or len(bare) >= 3:
            return Refused(i, _time_end(tokens, i + 1, grammar), "time", after)
    if after in ("and", "to", "-", "–", "or") and int(bare) <= 12 and len(bare) <= 2:  # between 6 and 8 p.m.
        for k in (i + 2,):
            if k + 1 < n and tokens.words[k].isdigit() and int(tokens.words[k]) <= 12 and lower[k + 1] in ("a.m.", "p.m.", "am", "pm", "a.m", "p.m"):
                return Refused(i, k + 2, "time", lower[k + 1])
    return None


def _time_end(tokens: Tokens, j: int, grammar: Grammar) -> int:
    """Pass over seconds, "p.m." and a time zone."""
    n = len(tokens)
    for _ in range(4):
        if j < n and (tokens.lower[j] in grammar.designators.clock_after or tokens.words[j] == ":" and j + 1 < n and tokens.words[j + 1].isdigit()):
            j += 2 if tokens.words[j] == ":" else 1
    return j


def _number_word(tokens: Tokens, i: int, grammar: Grammar) -> Refused | None:
    """Number words that count nothing: idioms, "one" as a pronoun, "the two share", names like "Ocean's Eleven"."""
    table, lower, n = grammar.numerals, tokens.lower, len(tokens)
    word = lower[i]
    for phrase in table.idioms.get(word, ()):
        at = phrase.index(word)
        if i >= at and tuple(lower[i - at : i - at + len(phrase)]) == phrase:
            return Refused(i - at if at == 0 else i, i - at + len(phrase), "idiom", " ".join(phrase))
    if word not in table.cardinals:
        return None
    before, after = lower[i - 1] if i else "", lower[i + 1] if i + 1 < n else ""
    if after == "-" and i + 2 < n and lower[i + 2].startswith("by-") and tokens.touches(i + 1):
        return Refused(i, i + 3, "designator", "by")
    if word == "one":
        return _one(tokens, i, before, after, grammar)
    if after == "-" and tokens.touches(i + 1) and i + 2 < n and lower[i + 2].partition("-")[0] in table.compound_not:
        return Refused(i, i + 3, "compound", lower[i + 2])
    if i and tokens.words[i][0].isupper() and not tokens.words[i].isupper() and _name_before(tokens, i) and not (after and after[0].islower() and tokens.words[i + 1][0].islower()):
        return Refused(i, i + 1, "designator", "capital")
    if before in grammar.designators.numbered or (before in grammar.designators.numbered_weak and tokens.words[i - 1][0].isupper() and not after.endswith("s")):
        return Refused(i, i + 1, "designator", before)
    if before in table.pronoun_after and table.cardinals[word] <= 10 and not _counted(tokens, i + 1):
        return Refused(i, i + 1, "pronoun", f"{before} {word}")
    return None


def _name_before(tokens: Tokens, i: int) -> bool:
    """A capital before a capitalised number word, in a sentence that is not set in title case throughout."""
    return tokens.words[i - 1][0].isupper() and i > 1 and any(w[0].islower() and len(w) > 3 for w in tokens.words)


def _one(tokens: Tokens, i: int, before: str, after: str, grammar: Grammar) -> Refused | None:
    table = grammar.numerals
    if after == "-" and tokens.touches(i + 1):
        return None if tokens.lower[i + 2 : i + 3] and tokens.lower[i + 2].partition("-")[0] not in table.compound_not else Refused(i, i + 3, "compound", "one-")
    if after in ("in", "out") and i + 2 < len(tokens) and (tokens.lower[i + 2] in table.cardinals or tokens.lower[i + 2][0].isdigit() or tokens.lower[i + 2] in ("of", "every")):
        return None
    if after in ("hundred", "thousand", "million", "billion", "trillion", "and", "third", "quarter", "fifth", "fourth", "tenth", "half", "percent", "per"):
        return None if after != "and" or tokens.lower[i + 2 : i + 4] == ["a", "half"] else Refused(i, i + 1, "pronoun", "one and")
    if before in table.one_not_after or after in table.one_not_before or after in _VERBISH or not after or not after[0].isalpha():
        return Refused(i, i + 1, "pronoun", f"{before} one {after}".strip())
    return None


_VERBISH = frozenset(
    "are were have had will would could can may might should do did was is has who whom share shared said say says agreed met remain were also then"
    " not never both each all in on at of to from with for by and or but as than that which , . ; : ) ? !".split()
)


def _counted(tokens: Tokens, k: int) -> bool:
    """Whether a plural noun follows within three words: "the two leaders", "the three younger boys"; not "the two share"."""
    for m in range(k, min(k + 3, len(tokens))):
        word = tokens.lower[m]
        if word in _VERBISH:
            return False
        if word.endswith("s") and not word.endswith("ss") and word[0].isalpha() or word in ("people", "men", "women", "children", "police"):
            return True
    return False


def after_reading(tokens: Tokens, candidate: Candidate, number: Number, grammar: Grammar, out: list[Candidate | Refused]) -> Refused | None:
    """Refuse a number by its company: designators, bare years, addresses, scores, list numbers."""
    if candidate.unit:
        return None
    i, j = number.i, number.j
    if number.style == "digits":
        return _designator(tokens, candidate, number, grammar) or _score(tokens, candidate, number, grammar) or _year(tokens, candidate, number, grammar)
    if number.style == "words" and _spelled_year(tokens, number, out):
        return Refused(i, j, "year", "in words")
    if number.style == "words" and j < len(tokens) and tokens.lower[j] == "by" and tokens.lower[j + 1 : j + 2] == [tokens.lower[i]]:
        return Refused(i, j + 2, "idiom", "by")
    if number.style == "words" and i + 1 == j and tokens.lower[j : j + 1] == ["-"] and tokens.touches(j):
        after = tokens.lower[j + 1 : j + 2]
        if after and after[0].partition("-")[0] in grammar.numerals.compound_not:
            return Refused(i, j + 2, "compound", after[0])
    return _score(tokens, candidate, number, grammar)


def _spelled_year(tokens: Tokens, number: Number, out: list[Candidate | Refused]) -> bool:
    """ "nineteen eighty-four": a teen and then tens. """
    j = number.j
    return 10 < number.low < 21 and j < len(tokens) and tokens.lower[j] in ("eighty", "ninety", "seventy", "sixty", "fifty", "forty", "thirty", "twenty")


def _designator(tokens: Tokens, candidate: Candidate, number: Number, grammar: Grammar) -> Refused | None:
    """A number after the noun it numbers ("Route 66", "Level 3", "Boeing 737"), in an address, at the head of a list line."""
    names = grammar.designators
    i, j, n = number.i, number.j, len(tokens)
    plain = tokens.words[i].isdigit()
    before = tokens.lower[i - 1] if i else ""
    k = i - 1
    if before == "." and i > 1 and tokens.touches(i - 1):
        k, before = i - 2, tokens.lower[i - 2]
    after = tokens.lower[j] if j < n else ""
    if plain and before in names.numbered and not (before in ("no", "nos") and not (tokens.words[k][0].isupper() or k == i - 2)):
        return Refused(i, j, "designator", before)
    if not number.scale == 1:
        return None
    if plain and tokens.words[i] in names.names and not (after.endswith("s") and after[0].isalpha()):
        return Refused(i, j, "designator", tokens.words[i])
    if i == 0 and after in (".", ")") and plain and len(tokens.words[i]) <= 2 and j < n and tokens.touches(j):
        return Refused(i, j + 1, "list-number", after)
    if i == 1 and before == "(" and after == ")" and plain:
        return Refused(i, j, "list-number", "brackets")
    if plain and _address(tokens, i, j, names.street) and not (_title_case(tokens) and before not in ("at", "of", "on", "")):
        return Refused(i, j, "address", "street")
    if i and tokens.words[k][0].isupper() and tokens.words[k][0].isalpha() and plain:
        return _after_name(tokens, i, j, k, grammar)
    return None


def _after_name(tokens: Tokens, i: int, j: int, k: int, grammar: Grammar) -> Refused | None:
    """A bare number after a capitalised word: a name ("Boeing 737", "Fortune 500") unless a counted noun follows."""
    names = grammar.designators
    before, n = tokens.lower[k], len(tokens)
    after = tokens.lower[j] if j < n else ""
    counted = bool(after) and after[0].isalpha() and _counted(tokens, j)
    if before in names.index_names and not counted:
        return Refused(i, j, "designator", before)
    if tokens.lower[k - 2 : k + 1] == ["s", "&", "p"]:
        return Refused(i, j, "designator", "s&p")
    if before in names.numbered_weak and not (counted and k == 0):
        return Refused(i, j, "designator", before)
    title = _title_case(tokens)
    if k == 0 or title or counted or before in names.weekdays or before in names.months:
        return None
    if after and after[0].isalpha() and tokens.lower[j] not in _VERBISH and tokens.words[j][0].islower() and not _verb_like(after):
        return None if after.endswith("s") else Refused(i, j, "designator", "after a name")
    if _tabulated(tokens, i):
        return None
    return Refused(i, _run(tokens, i), "designator", "after a name")


def _tabulated(tokens: Tokens, i: int) -> bool:
    """Whether names with numbers stand in a row ("Oro 187, Selu 96, Bandi 59"): a table in a sentence. Two of them may be a score."""
    pairs = 0
    for k in range(max(1, i - 12), min(len(tokens), i + 13)):
        if tokens.words[k][0].isdigit() and tokens.words[k - 1][0].isupper() and (k + 1 >= len(tokens) or tokens.words[k + 1] in ",;." or tokens.lower[k + 1] == "and"):
            pairs += 1
    return pairs > 2


def _verb_like(word: str) -> bool:
    return word.endswith("ed") or word.endswith("ing")


def _title_case(tokens: Tokens) -> bool:
    """Whether the sentence is set in title case or capitals: no long word in lower case but a few."""
    long = [w for w in tokens.words if len(w) > 3 and w[0].isalpha()]
    return sum(w[0].islower() for w in long) * 4 <= len(long)


def _address(tokens: Tokens, i: int, j: int, streets: frozenset[str]) -> bool:
    """ "14 Park Road", "1600 Pennsylvania Avenue NW": one or two capitalised words and then a kind of street. """
    n = len(tokens)
    if j >= n or not tokens.words[j][0].isupper():
        return False
    return any(k < n and tokens.lower[k] in streets and tokens.words[k][0].isupper() for k in (j + 1, j + 2))


def _score(tokens: Tokens, candidate: Candidate, number: Number, grammar: Grammar) -> Refused | None:
    """ "3-1", "4-2-3-1", "won 52 to 48", "(7-6)": results and formations. """
    i, j, n, lower = number.i, number.j, len(tokens), tokens.lower
    if j + 1 >= n:
        return None
    word = lower[j]
    names = grammar.designators
    if word in ("-", "–", "‑") and tokens.touches(j) and tokens.touches(j + 1) and (lower[j + 1].isdigit() or lower[j + 1] in grammar.numerals.cardinals):
        end = j + 2
        while end + 1 < n and lower[end] in ("-", "–") and lower[end + 1].isdigit() and tokens.touches(end):
            end += 2
        if end - j > 2:
            return Refused(i, end, "score", "formation")
        if not lower[j + 1].isdigit():
            return None
        a, b = number.low, int(lower[j + 1])
        after = lower[end] if end < n else ""
        followed = after == "-" or after in grammar.units.words or after in ("%", "percent", "per", "million", "billion", "thousand", "m", "bn") or tokens.words[end : end + 1] == ["%"]
        context = after in names.score_before or any(w in names.score_after for w in lower[max(0, i - 4) : i])
        if context or (not followed and (a >= b or b < 10 and not _counted(tokens, end))):
            return Refused(i, end, "score", "dash")
    if word == "to" and lower[j + 1].isdigit() and any(w in names.score_after for w in lower[max(0, i - 3) : i]) and not candidate.scaled:
        if j + 2 >= n or lower[j + 2] not in grammar.units.words and lower[j + 2] not in ("%", "percent"):
            return Refused(i, j + 2, "score", "to")
    return None


def _year(tokens: Tokens, candidate: Candidate, number: Number, grammar: Grammar) -> Refused | None:
    """A bare number of four digits that is a year: "in 2008", "the 2012 Olympics", "(1998)"; not "2000 people"."""
    digits, i, j, n = tokens.words[number.i], number.i, number.j, len(tokens)
    if not (len(digits) == 4 and digits.isdigit() and int(digits) in _YEARS) or number.scale != 1:
        return None
    before = tokens.lower[i - 1] if i else ""
    after = tokens.lower[j] if j < n else ""
    if after in ("-", "–") and j + 1 < n and tokens.touches(j + 1) and tokens.lower[j + 1].isdigit():
        return Refused(i, j + 2, "year", "span of years") if len(tokens.lower[j + 1]) in (2, 4) else None
    modern = 1800 <= int(digits) <= 2100
    if before in ("about", "around", "some", "nearly", "almost", "roughly", "approximately", "than", "least") and _counted(tokens, j):
        return None
    if modern and not (_counted(tokens, j) and tokens.words[j][0].islower() and before not in grammar.designators.year_before):
        return Refused(i, j, "year", "four digits")
    if not modern and before in ("in", "since", "until", "circa", "before", "after", "of", "from", "by") and not _counted(tokens, j):
        return Refused(i, j, "year", before)
    return None


def is_plain_count(candidate: Candidate) -> bool:
    """Whether the candidate is a bare count, for steps that treat counts apart from measures."""
    return candidate.kind is Kind.COUNT and not candidate.unit
