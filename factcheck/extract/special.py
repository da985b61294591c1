"""Quantities with a shape of their own: ages, magnitudes, multiples, shares like "one in five", and counts of zero."""

from __future__ import annotations

from decimal import Decimal

from factcheck.extract.candidate import Candidate, Refused
from factcheck.extract.numerals import Number, read_number
from factcheck.extract.tokens import Tokens
from factcheck.model import Kind
from factcheck.tables.grammar import Grammar
from factcheck.tables.words import NOUN, PLURAL, Words

ZERO = Decimal(0)
_AGE_UNITS = {"year": "year", "years": "year", "yr": "year", "month": "month", "months": "month", "week": "week", "weeks": "week", "day": "day", "days": "day"}
_OLDEST = 125


def read_age(tokens: Tokens, candidate: Candidate, number: Number, grammar: Grammar, words: Words) -> Candidate | None:
    """Read "a 10-year-old", "45 years old", "aged 19 and 23", "Ann Lee, 45,", "a boy of five" as ages; None where it is none."""
    lower, n, i, j = tokens.lower, len(tokens), candidate.i, candidate.j
    k = number.j if candidate.low == candidate.high else candidate.end
    word = lower[k] if k < n else ""
    if word == "-" and k + 1 < n:
        word = lower[k + 1]
        k += 1
    if word.endswith(("-old", "-olds")) and word.partition("-")[0] in _AGE_UNITS:
        return _age(candidate, i, k + 1, _AGE_UNITS[word.partition("-")[0]], "age:-year-old")
    if word == "-" and lower[k + 1 : k + 4] == ["year", "-", "old"]:
        return _age(candidate, i, k + 4, "year", "age:-year-old")
    if candidate.unit in ("year", "month", "week", "day") and j < n and lower[j] in ("old", "-old"):
        return _age(candidate, i, j + 1, candidate.unit, "age:years old")
    if candidate.unit in ("year",) and j < n and lower[j : j + 2] == ["of", "age"]:
        return _age(candidate, i, j + 2, candidate.unit, "age:years of age")
    if not ZERO < candidate.high <= _OLDEST or candidate.step < 1 or candidate.scaled or candidate.unit and candidate.kind is not Kind.DURATION:
        return None
    before = lower[i - 1] if i else ""
    if before in ("aged", "age", "ages") and not (candidate.unit and candidate.unit != "year"):
        return _age(candidate, i, max(j, number.j), candidate.unit or "year", "age:aged")
    if before in ("and", "to", "or", "-", ",") and i > 2 and _follows_age(lower, i - 1, grammar):
        return _age(candidate, i, j, "year", "age:aged … and")
    if candidate.unit or candidate.style not in ("digits", "words"):
        return None
    after = lower[j] if j < n else ""
    bare = not after or not after[0].isalnum() or words.main(after) != NOUN and not after[0].isdigit()
    if before in ("of", "under", "over") and i > 1 and bare and _of_person(lower, i - 2, before, words, grammar):
        return _age(candidate, i, j, "year", f"age:person {before} N")
    if before == "," and candidate.low == candidate.high and _named_before(tokens, i - 1, words) and (j >= n or lower[j] in (",", ".", ")", ";", ":", "—", "–", "?", "!") and _closes(tokens, j)):
        return _age(candidate, i, j, "year", "age:name, N,")
    if before == "(" and j < n and lower[j] == ")" and i > 1 and _is_name(tokens, i - 2) and candidate.low >= 14 and candidate.style == "digits":
        return _age(candidate, i, j, "year", "age:name (N)")
    return None


def _of_person(lower: list[str], k: int, before: str, words: Words, grammar: Grammar) -> bool:
    """ "a trader of 34" (one person), "children under five", "those over 65" (several). """
    if lower[k] in ("those", "anyone", "everyone", "adults"):
        return before != "of"
    if words.noun(lower[k]) in grammar.numerals.group_nouns:
        return False
    human = words.main(lower[k]) == NOUN and words.is_human_class(words.noun_class(words.noun(lower[k])))
    plural = bool(words.tags(lower[k]) & PLURAL)
    return human and (plural != (before == "of")) and (before != "of" or k > 0 and lower[k - 1] in ("a", "an") or k > 1 and lower[k - 2] in ("a", "an"))


def _age(candidate: Candidate, i: int, j: int, unit: str, by: str) -> Candidate:
    candidate.i, candidate.j, candidate.end = i, j, j
    candidate.unit, candidate.dimension, candidate.kind = unit, "time", Kind.AGE
    candidate.by.append(by)
    return candidate


def _follows_age(lower: list[str], k: int, grammar: Grammar) -> bool:
    """Whether the words before "and 23" are "aged 19": a number right before, an age word before that."""
    while k > 0 and (lower[k] in (",", "and", "to", "or", "-") or lower[k].isdigit() or lower[k] in grammar.numerals.cardinals):
        k -= 1
    return lower[k] in ("aged", "ages")


def _is_name(tokens: Tokens, k: int) -> bool:
    return tokens.words[k][0].isupper() and tokens.words[k][0].isalpha()


def _named_before(tokens: Tokens, comma: int, words: Words) -> bool:
    """A name before the comma ("Dale Munro, 44,"), or a person in lower case ("the striker, 32,")."""
    if not comma:
        return False
    word, lower = tokens.words[comma - 1], tokens.lower[comma - 1]
    if not word[0].isalpha() or len(word) < 2 or lower in _NOT_PEOPLE:
        return False
    if word[0].isupper() or not words.tags(lower):  # a name; in copy without capitals, a word that no dictionary has
        return True
    return words.main(lower) == NOUN and words.is_human_class(words.noun_class(words.noun(lower)))


_NOT_PEOPLE = frozenset(
    "and or but so then however meanwhile also said says in on at of to with by for from than january february march april may june july august"
    " september october november december jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday"
    " total more less now today yesterday tomorrow year years percent million billion thousand".split()
)


def _closes(tokens: Tokens, j: int) -> bool:
    """A comma after an age is not the comma of a list of numbers ("12, 14, 16")."""
    return not (tokens.lower[j] == "," and j + 1 < len(tokens) and tokens.lower[j + 1][0].isdigit())


def read_magnitude(tokens: Tokens, candidate: Candidate) -> None:
    """Mark "magnitude 5.9", "7.2-magnitude", "a 4.6 quake": a measure without a unit, dimension "magnitude"."""
    if candidate.unit or candidate.kind is not Kind.COUNT or not 0 < candidate.high < 11 or candidate.scaled:
        return
    lower, i, j = tokens.lower, candidate.i, candidate.j
    behind = lower[j + 1 : j + 2] if lower[j : j + 1] == ["-"] else lower[j : j + 1]
    before = lower[max(0, i - 3) : i]
    quake = bool(behind) and behind[0] in _QUAKES and candidate.step < 1
    if "magnitude" in before or behind == ["magnitude"] or (before[-1:] == ["measuring"] and candidate.step < 1) or quake or "magnitude" in lower and candidate.step < 1 and before[-1:] in (["and"], [","], ["a"]):
        candidate.kind, candidate.dimension = Kind.MEASURE, "magnitude"
        candidate.by.append("magnitude")
        if behind == ["magnitude"] and lower[j : j + 1] == ["-"]:
            candidate.end = j + 1


_QUAKES = frozenset("quake quakes earthquake earthquakes temblor temblors tremor tremors aftershock aftershocks foreshock shock".split())


def read_multiple(tokens: Tokens, i: int, grammar: Grammar) -> Candidate | None:
    """Read "twice that", "doubled", "almost double", "tenfold"; not "double murder", "once", "double digits"."""
    lower, n = tokens.lower, len(tokens)
    word = lower[i]
    value = grammar.numerals.multiples[word]
    after = lower[i + 1] if i + 1 < n else ""
    before = lower[i - 1] if i else ""
    if word == "once":
        return None
    if word in ("double", "triple", "treble", "quadruple") and not (
        after in ("the", "that", "what", "its", "their", "from", "this", "those", "in", "over", "by", "to", "his", "her")
        or (before in ("almost", "nearly", "than", "to", "about", "roughly", "could", "will", "would", "may", "might") and (not after.isalpha() or after in ("last", "any", "previous", "as")))
    ):
        return None
    if after == "-" and i + 2 < n and tokens.touches(i + 1):
        return None
    candidate = Candidate(i, i + 1, value, value, Decimal(1), kind=Kind.MULTIPLE, style="words", by=[f"multiple:{word}"], end=i + 1)
    return candidate


def read_ratio(tokens: Tokens, number: Number, grammar: Grammar) -> Candidate | Refused | None:
    """Read "one in five", "six out of ten", "one home in four", "three times the …", "two-fold"; None where there is none."""
    lower, n, j = tokens.lower, len(tokens), number.j
    if j >= n or number.style not in ("digits", "words") or number.scale != 1:
        return None
    if lower[j] in ("times", "x") and j + 1 < n and (lower[j] == "times"):
        if lower[j + 1] in ("as", "more", "the", "that", "higher", "larger", "bigger", "what", "its", "greater", "their", "this", "faster", "longer", "normal", "over", "less", "stronger"):
            return Candidate(number.i, j + 1, number.low, number.high, number.step, kind=Kind.MULTIPLE, style=number.style, by=[number.by, "times"], end=j + 1)
        return None
    if lower[j] in ("fold", "-fold") or (lower[j] == "-" and lower[j + 1 : j + 2] == ["fold"]):
        end = j + (2 if lower[j] == "-" else 1)
        return Candidate(number.i, end, number.low, number.high, number.step, kind=Kind.MULTIPLE, style=number.style, by=[number.by, "fold"], end=end)
    k = j
    words_between = 0
    if lower[k] == "-" and lower[k + 1 : k + 3] == ["in", "-"]:
        k += 2
    elif lower[k] == "in":
        pass
    elif lower[k] == "out" and lower[k + 1 : k + 2] == ["of"]:
        k += 1
    elif number.low == 1 and k + 1 < n and lower[k + 1] == "in" and lower[k].isalpha():
        k, words_between = k + 1, 1
    else:
        return None
    if lower[k + 1 : k + 2] == ["every"]:
        k += 1
    if k + 1 >= n or lower[k + 1] in ("a", "an"):
        return None
    whole = read_number(tokens, k + 1, grammar.numerals, article=False)
    if whole is None or whole.style not in ("digits", "words") or not number.low < whole.low or whole.low != whole.low.to_integral_value():
        return None
    out_of = lower[k] == "of" or lower[k - 1] == "out"
    after = lower[whole.j] if whole.j < n else ""
    if not _is_ratio(number, whole, after, out_of=out_of, between=words_between, grammar=grammar):
        return None
    value = (number.low / whole.low).quantize(Decimal("0.000000000001")) if number.low % whole.low else number.low / whole.low
    candidate = Candidate(number.i, whole.j, value, value, Decimal("0.01"), kind=Kind.SHARE, style="fraction", end=whole.j)
    candidate.by = [number.by, "ratio:out of" if out_of else "ratio:in", whole.by]
    return candidate


def _is_ratio(number: Number, whole: Number, after: str, *, out_of: bool, between: int, grammar: Grammar) -> bool:
    """ "one in five" is a share; "two in 2008", "19 in 31 games" and "1,700 out of 2,500" are not. """
    if after in grammar.units.words and (number.low > 1 or whole.low < 100):
        return False
    if between:
        return whole.low <= 20 and not after.isalpha() or whole.low <= 20 and after in ("in", "is", "are", "was", "were", "has", "have", "had", "on", "at", "who", "will")
    if out_of:
        return whole.low <= 10 or (whole.low == 100 and number.low <= 100)
    if number.low == 1:
        return not 1900 <= whole.low <= 2100 or whole.style == "words"
    return number.low <= 10 and whole.low in (3, 4, 5, 6, 7, 8, 10, 100) and number.style == whole.style


def read_zero(tokens: Tokens, i: int, grammar: Grammar) -> Candidate | None:
    """Read "no deaths", "no survivors" as a count of zero; "no plans", "no one", "no reports of injuries" are denials."""
    n = len(tokens)
    for k in (i + 1, i + 2):
        if k >= n or not tokens.lower[k][0].isalpha():
            return None
        word = tokens.lower[k]
        if _singular(word) in grammar.numerals.zero_nouns:
            if k + 1 < n and tokens.lower[k + 1] in ("toll", "penalty", "row", "rate", "count", "control", "list"):
                return None
            return Candidate(i, i + 1, ZERO, ZERO, Decimal(1), style="words", by=["zero:no"], end=i + 1)
        if word in ("one", "more", "longer", "further", "other", "such", "doubt"):
            return None
    return None


def _singular(word: str) -> str:
    if word == "bodies":
        return "body"
    for ending, base in (("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("s", "")):
        if word.endswith(ending) and not word.endswith("ss"):
            return word[: -len(ending)] + base
    return word
