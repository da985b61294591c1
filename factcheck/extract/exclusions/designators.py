"""Numbers that name something: "Route 66", "Level 3", "Boeing 737", "14 Park Road", and the numbers of lists."""

from __future__ import annotations

from factcheck.extract.candidate import Refused
from factcheck.extract.exclusions.names import series_end
from factcheck.extract.neighbours import HYPHENS, capital, counted, run_end
from factcheck.extract.numbers.number import Number
from factcheck.extract.tokens import Tokens
from factcheck.tables.bundle import Grammar
from factcheck.tables.designators import Designators

_LONGEST_HOUSE = 6  # digits, and one more
_AVERAGE = 3  # digits
_CALL_REACH = 6  # tokens to both sides of "999" in which somebody may call
_TABLE_REACH = 12  # tokens to both sides in which names with numbers make a table


def find_designator(tokens: Tokens, number: Number, grammar: Grammar) -> Refused | None:
    """Refuse a number after the noun it numbers, one that is a name by itself, in an address, or at the head of a list line."""
    names = grammar.designators
    i, j = number.i, number.j
    digits = tokens.words[i]
    plain = digits.isdecimal()
    k = i - 1
    abbreviated = i > 1 and tokens.lower[k] == "." and tokens.touches(k)
    k -= abbreviated
    before, after = tokens.at(k), tokens.at(j)
    if plain and before in names.numbered and not (before in names.number_signs and not abbreviated and not capital(tokens.words[k])):
        return Refused(i, _of_pages(tokens, series_end(tokens, max(j, run_end(tokens, i)), names)), "designator", before)
    if plain and before in names.leafed and (end := _of_gallery(tokens, i, j, k, names)) > j:
        return Refused(i, end, "designator", before)
    if number.scale != 1:
        return None
    if plain and before.endswith("s") and before[:-1] in names.numbered and (end := series_end(tokens, j, names)) > j:
        return Refused(i, end, "designator", before)  # "junctions 16 and 17"
    if digits in names.names and before not in names.number_before and not _counts(tokens, digits, j, names):
        return Refused(i, j, "designator", digits)
    if not plain:
        return None
    return _listed(tokens, i, j, after) or _addressed(tokens, i, j, before, names) or _after_name(tokens, i, j, k, names)


def _of_pages(tokens: Tokens, end: int) -> int:
    """The token behind "of 5" in "page 2 of 5"."""
    return end + 2 if tokens.at(end) == "of" and tokens.at(end + 1).isdecimal() and not tokens.at(end + 2).isalpha() else end


def _of_gallery(tokens: Tokens, i: int, j: int, k: int, names: Designators) -> int:
    """The token behind "of 12" in "Image 3 of 12", "image 3 of / 12"; ``j`` in "the photo 3 of 12 took"."""
    last = j + 1 + (tokens.at(j + 1) == "/")
    if tokens.at(j) != "of" or not tokens.at(last).isdecimal() or tokens.at(k - 1) in names.machine_not_after:
        return j
    return last + 1 if int(tokens.at(last)) >= int(tokens.words[i]) else j


def _counts(tokens: Tokens, digits: str, j: int, names: Designators) -> bool:
    """Whether a number that can be a name counts here: "999 houses", "911 people"; not "911 calls", "dialled 911 minutes later"."""
    if tokens.at(j) in names.plurals or _ranged(tokens, j):
        return True
    return digits not in names.emergency and (counted(tokens, j, names) or _uncalled(tokens, digits, j, names))


def _ranged(tokens: Tokens, j: int) -> bool:
    """Whether another number follows that makes a range or a list: "999 to 1,000 tiles"."""
    return tokens.at(j) in ("to", "-", "–", "and", "or") and tokens.at(j + 1)[:1].isdecimal()


def _uncalled(tokens: Tokens, digits: str, j: int, names: Designators) -> bool:
    """Whether a number that can be dialled has no word of calling near it."""
    return digits in names.dialled and names.calling.isdisjoint(tokens.lower[max(0, j - _CALL_REACH) : j + _CALL_REACH])


def _listed(tokens: Tokens, i: int, j: int, after: str) -> Refused | None:
    """Refuse the number that opens a line of a list: "1.", "2)", "(3)"."""
    if i == 0 and after in (".", ")") and len(tokens.words[i]) <= 2 and tokens.touches(j):
        return Refused(i, j + 1, "list-number", after)
    if i == 0 and after == ")" and len(tokens.words[i]) == _AVERAGE:
        return Refused(i, j, "score", "average")  # "(.535)" cut behind its dot
    if i == 1 and tokens.lower[0] == "(" and after == ")":
        return Refused(i, j, "list-number", "brackets")
    return None


def _addressed(tokens: Tokens, i: int, j: int, before: str, names: Designators) -> Refused | None:
    """Refuse "14 Park Road", "16-18 Harbour Avenue", "1600 Pennsylvania Avenue NW": one or two capitalised words and then a kind of street."""
    if tokens.at(j) in HYPHENS and tokens.at(j + 1).isdecimal() and tokens.touches(j + 1):
        j += 2
    if j >= len(tokens.words):
        return None
    if tokens.at(j) == "block" and (tokens.at(j + 1) == "of" or capital(tokens.words[min(j + 1, len(tokens.words) - 1)])):
        return Refused(i, j, "address", "block")  # the 3300 block of West Elm Street
    if tokens.at(j) in names.streets_alone and before in names.house_before and not counted(tokens, j + 1, names):
        return Refused(i, j, "address", "street")  # "at 3600 Broadway"
    if not capital(tokens.words[j]):
        small = tokens.words[j] == tokens.lower[j] and _small_street(tokens, i, j, names)
        return Refused(i, j, "address", "street") if small else None
    if not any(tokens.at(k) in names.street and capital(tokens.words[k]) for k in (j + 1, j + 2)):
        return None
    if tokens.title_case and before not in ("at", "of", "on", ""):
        return None
    return Refused(i, j, "address", "street")


def _small_street(tokens: Tokens, i: int, j: int, names: Designators) -> bool:
    """Whether "at 5602 inskeep rd" is an address in copy without capitals: a house, one or two words, and a kind of street that ends them."""
    if tokens.at(i - 1) not in names.house_before or not 2 < len(tokens.words[i]) < _LONGEST_HOUSE:
        return False
    for k in (j + 1, j + 2, j + 3):
        if tokens.at(k) in names.street and not counted(tokens, k + 1, names):
            return all(tokens.at(m)[:1].isalpha() or tokens.at(m) == "." for m in range(j, k))
    return False


def _after_name(tokens: Tokens, i: int, j: int, k: int, names: Designators) -> Refused | None:
    """A bare number after a capitalised word: a name ("Boeing 737", "Fortune 500") unless a counted noun follows."""
    if k < 0:
        return None
    before, after = tokens.lower[k], tokens.at(j)
    if tuple(tokens.lower[max(0, k - 2) : k + 1]) in names.index_phrases:
        return Refused(i, j, "designator", "s&p")
    things = after[:1].isalpha() and counted(tokens, j, names)
    if not capital(tokens.words[k]):
        small = before in names.small_names and before != "catch" and (not things or tokens.touches(j))
        small = small or (before in names.machine_numbered and not things and tokens.at(k - 1) not in names.machine_not_after)
        return Refused(i, series_end(tokens, max(j, run_end(tokens, i)), names), "designator", before) if small else None
    if before in names.index_names and (not things or (tokens.words[i] in names.index_numbers and after not in ("points", "point"))):
        return Refused(i, j, "designator", before)
    if k == 0 and not things and tokens.words[k].isupper() and len(before) > 2 and not tokens.title_case:
        return Refused(i, j, "designator", "after a name")  # FOX 5 showed …
    if before in names.numbered_weak and not (things and k == 0):
        return Refused(i, max(j, run_end(tokens, i)), "designator", before)
    if k == 0 or things or before in names.weekdays or before in names.months or tokens.title_case or before in names.no_names:
        return None  # "the problem is this: The 40 or so who stayed"
    if after[:1].isalpha() and after not in names.clause_words and tokens.words[j][0].islower() and not after.endswith(("ed", "ing")):
        return None if after.endswith("s") else Refused(i, j, "designator", "after a name")
    if _tabulated(tokens, i) or _gapped(tokens, i, j, k, names):
        return None
    return Refused(i, series_end(tokens, run_end(tokens, i), names), "designator", "after a name")


def _gapped(tokens: Tokens, i: int, j: int, k: int, names: Designators) -> bool:
    """Whether noun and verb are left out because they stand with the number before: "took 44 seats, the Greens 14 and Homeland ten"."""
    if tokens.at(j) not in (",", ".", ";", "and", ""):
        return False
    if tokens.at(j) == "," and not (capital(tokens.words[j + 1] if j + 1 < len(tokens.words) else "x") or tokens.at(j + 1) in names.list_on):
        return False  # "another of its ferries, the Maris Stella 3, sank"
    start = k
    while start > 0 and (capital(tokens.words[start - 1]) or tokens.lower[start - 1] == "the"):
        start -= 1
    if start < 3 or tokens.lower[start - 1] not in (",", "and", ";"):
        return False
    return any(tokens.words[m].isdecimal() and counted(tokens, m + 1, names) for m in range(max(0, start - _TABLE_REACH), start - 2))


def _tabulated(tokens: Tokens, i: int) -> bool:
    """Whether names with numbers stand in a row ("Oro 187, Selu 96, Bandi 59"): a table in a sentence. Two of them may be a score."""
    words, n = tokens.words, len(tokens.words)
    pairs = 0
    for k in range(max(1, i - _TABLE_REACH), min(n, i + _TABLE_REACH + 1)):
        if words[k][0].isdecimal() and capital(words[k - 1]) and (k + 1 >= n or words[k + 1] in (",", ";", ".", "and")):
            pairs += 1
    return pairs > 2
