"""Ages: "a 10-year-old", "45 years old", "aged 19 and 23", "Ann Lee, 45,", "a trader of 34", "children under five"."""

from __future__ import annotations

from decimal import Decimal

from factcheck.extract.candidate import Candidate
from factcheck.extract.neighbours import capital
from factcheck.extract.numbers.number import ONE, ZERO, Number
from factcheck.extract.tokens import Tokens
from factcheck.model import Kind
from factcheck.tables.bundle import Grammar
from factcheck.tables.words import NOUN, PARTICIPLE_ED, PLURAL, VERB, Words

_OLDEST = 125
_GROWN = 13  # "Hill was 4 of 12": smaller numbers behind a name are seldom ages
_PLACE = 3  # words of the name of a place before a bracket
_LATELY = 6  # words between "died" and "at 57"
NINE = Decimal(9)
_LITTLE = 2
_OLDER = frozenset(("older", "younger"))
_SETS = frozenset(("pair", "couple", "duo"))
_THE = frozenset(("the", "these", "those", "his", "her", "their"))
_PAIR = 5  # tokens before the comma in which "two" may stand
_TWO = frozenset(("two", "2", "both"))
_HOURS = 12  # "died at 10 after …" may be ten o'clock
_BRACKETED_FROM = 14  # "Lee (12)" is more likely a place in a list
_BEFORE_BOTH = frozenset((",", "(", "are", "were", "–", "—"))
_WHO = 4  # words of "the young woman"
_MARKS = frozenset(",.);:—–?!")
_AVERAGES = frozenset(("average", "mean", "median", "typical"))
_AVERAGE_BACK = 12  # words between "average age" and its number
_AS_CLAUSE = frozenset(("when", "and", "but", "while"))  # "Hill was 57 when she won"


def read_age(tokens: Tokens, candidate: Candidate, number: Number, grammar: Grammar, words: Words) -> bool:
    """Make the quantity an age where its company shows one; say whether it does."""
    found = _spelled_out(tokens, candidate, number, grammar)
    if found is None and _may_be_age(candidate):
        found = _by_cue(tokens, candidate, number, words, grammar)
        if found is None and not candidate.unit and candidate.style in ("digits", "words"):
            found = _by_person(tokens, candidate, grammar, words)
    if found is None:
        return False
    candidate.j = candidate.end = found[0]
    candidate.unit, candidate.dimension, candidate.kind = found[1], "time", Kind.AGE
    candidate.by.append(found[2])
    return True


def read_band(tokens: Tokens, i: int, grammar: Grammar) -> Candidate | None:
    """Read "in his 30s", "in their early 20s": an age of ten years' width, or of half of it."""
    digits, before = tokens.words[i], tokens.at(i - 1)
    if tokens.at(i + 1) != "s" or not tokens.touches(i + 1) or len(digits) != 2 or not digits.isdecimal() or digits[1] != "0":
        return None
    if grammar.numerals.possessives.isdisjoint(tokens.lower[max(0, i - 2) : i]):
        return None
    low, high = grammar.numerals.bands.get(before, (ZERO, NINE))
    value = Decimal(digits)
    band = Candidate(i, i + 2, value + low, value + high, ONE, "year", "time", kind=Kind.AGE, by=["digits", "age:band"], end=i + 2)
    return band


def ages_follow(tokens: Tokens, i: int) -> bool:
    """Whether the number at token ``i`` stands behind "aged" or "between the ages of", so that a range of ages may follow."""
    return tokens.at(i - 1) in ("aged", "ages") or (tokens.at(i - 1) == "of" and tokens.at(i - 2) == "ages")


def _may_be_age(candidate: Candidate) -> bool:
    if candidate.scaled or (candidate.unit and candidate.kind is not Kind.DURATION):
        return False
    return candidate.step >= 1 and ZERO < candidate.high <= _OLDEST


def _spelled_out(tokens: Tokens, candidate: Candidate, number: Number, grammar: Grammar) -> tuple[int, str, str] | None:
    """Read "10-year-old", "45 years old", "45 years of age": (token behind it, unit, row)."""
    lower, j = tokens.lower, candidate.j
    k = number.j if candidate.low == candidate.high else candidate.end
    k += tokens.at(k) == "-" and k + 1 < len(lower)
    word = tokens.at(k)
    if word == "s" and tokens.touches(k) and tokens.at(candidate.i - 2) in grammar.numerals.age_bounds:  # over-65s
        return k + 1, "year", "age:over-Ns"
    if word in ("and", "or") and tokens.at(k - 1) == "-" and tokens.at(k + 2) == "-" and tokens.at(k + 3).endswith(("-old", "-olds")):
        return j, "year", "age:N- and N-year-old"
    if word in grammar.numerals.age_units and tokens.lower[k + 1 : k + 3] in (["-", "old"], ["-", "olds"]):
        return k + 3, grammar.numerals.age_units[word], "age:year - old"  # blanks around the hyphens, as some feeds have them
    if "-" in word:
        unit = word.partition("-")[0]
        if unit in grammar.numerals.age_units and word.endswith(("-old", "-olds", "-old's", "-olds'")):
            return k + 1, grammar.numerals.age_units[unit], "age:-year-old"
    if candidate.unit in grammar.numerals.age_units:
        if tokens.at(j) in ("old", "-old"):
            return j + 1, candidate.unit, "age:years old"
        if candidate.unit == "year" and lower[j : j + 2] == ["of", "age"]:
            return j + 2, "year", "age:years of age"
    return None


def _by_cue(tokens: Tokens, candidate: Candidate, number: Number, words: Words, grammar: Grammar) -> tuple[int, str, str] | None:
    """Read "aged 45", "aged 19 and 23"."""
    i, j = candidate.i, candidate.j
    before = tokens.at(i - 1)
    if before in grammar.numerals.aged and candidate.unit in ("", "year"):
        return max(j, number.j), "year", "age:aged"
    if before in ("and", "to", "or", "-", ",") and i > 2 and _follows_age(tokens.lower, i - 1, grammar):
        return j, "year", "age:aged … and"
    if candidate.unit in ("", "year") and _is_average(tokens, i, max(j, number.j), words, grammar):
        return max(j, number.j), "year", "age:average age … was N"
    return None


def _is_average(tokens: Tokens, i: int, j: int, words: Words, grammar: Grammar) -> bool:
    """Whether "the average age of the volunteers was 54", "their median age is 54 years", "average age rose to 33" is told, of people."""
    lower, after = tokens.lower, tokens.at(j)
    if (after and after not in _MARKS and after not in _AS_CLAUSE) or not (lower[i - 1] in grammar.numerals.being or lower[i - 1] in ("to", "at")):
        return False
    for k in range(i - 2, max(-1, i - _AVERAGE_BACK), -1):
        if lower[k] in _MARKS or lower[k] == "and":
            return False
        if lower[k] == "age":
            people = lower[k + 1] != "of" or any(words.is_human_class(words.noun_class(words.noun(w))) for w in lower[k + 2 : i - 1])
            return people and not _AVERAGES.isdisjoint(lower[max(0, k - 2) : k])
    return False


def _by_person(tokens: Tokens, candidate: Candidate, grammar: Grammar, words: Words) -> tuple[int, str, str] | None:
    """Read "a trader of 34", "children under five", "Ann Lee, 45,", "Ann Lee (45)"."""
    i, j = candidate.i, candidate.j
    before, after = tokens.at(i - 1), tokens.at(j)
    if before == "of" and tokens.at(i - 2) in ("age", "ages"):
        return j, "year", "age:age of N"
    if before == "of" and tokens.at(i - 2) in grammar.heads.parents:
        return None  # "a mother of two"
    if candidate.low > 1 and candidate.low == candidate.high and _told(tokens.lower, i, before, after, grammar):
        return j, "year", f"age:{tokens.at(i - 2)} {before} N"
    if _compared(tokens, i, j, words, grammar):
        return j, "year", f"age:{before} N"
    if (before == "of" or before in grammar.numerals.age_bounds) and i > 1:
        bare = not after or not after[0].isalnum() or (words.main(after) != NOUN and not after[0].isdecimal())
        return (j, "year", f"age:person {before} N") if bare and _of_person(tokens.lower, i - 2, before, words, grammar) else None
    if _of_two(tokens, i, j, words):
        return j, "year", "age:two people, N and N,"
    if before == "," and candidate.low == candidate.high and _named_before(tokens, i - 1, words, grammar):
        return (j, "year", "age:name, N,") if not after or (after in _MARKS and _closes(tokens, j)) else None
    if candidate.low == candidate.high and candidate.low >= _GROWN and candidate.style == "digits" and _told_of_name(tokens, i, j, words, grammar):
        return j, "year", f"age:name {before} N"
    if before == "(" and after == ")" and i > 1 and capital(tokens.words[i - 2]) and candidate.low >= _BRACKETED_FROM and candidate.style == "digits":
        placed = any(words.is_place(" ".join(tokens.words[k : i - 1])) for k in range(max(0, i - 1 - _PLACE), i - 1))
        return None if placed else (j, "year", "age:name (N)")  # "South Dakota (21)" is no age
    return None


def _compared(tokens: Tokens, i: int, j: int, words: Words, grammar: Grammar) -> bool:
    """Whether "children younger than 14", "those aged over 100", "women 65 and older" is told, with nothing behind that the number could count."""
    before, further = tokens.at(i - 1), tokens.at(i - 2)
    if tokens.at(j) in ("and", "or") and tokens.at(j + 1) in _OLDER:
        people = words.main(before) == NOUN and words.is_human_class(words.noun_class(words.noun(before)))
        return bool(people and words.tags(before) & PLURAL) or before in grammar.numerals.people_pronouns
    bounded = (before == "than" and further in _OLDER) or (before in grammar.numerals.age_bounds and further in grammar.numerals.aged)
    after = tokens.at(j)
    return bounded and (not after[:1].isalnum() or (words.main(after) != NOUN and not after[0].isdecimal()))


def _of_two(tokens: Tokens, i: int, j: int, words: Words) -> bool:
    """Whether the number is one of the ages of two people: "two men, 24 and 31, were held"."""
    comma = i - 1 if tokens.at(i - 1) == "," else i - 3
    first, second = comma + 1, comma + 3
    if comma < 2 or tokens.at(comma) != "," or tokens.at(comma + 2) != "and" or tokens.at(comma + 4) != "," or i not in (first, second):
        return False
    if not all(tokens.at(k).isdecimal() and _LITTLE < int(tokens.at(k)) <= _OLDEST for k in (first, second)):
        return False
    who = tokens.lower[comma - 1]
    if who in _SETS:
        return True  # "The pair, 18 and 20, were held"
    people = words.main(who) == NOUN and words.is_human_class(words.noun_class(words.noun(who))) and words.tags(who) & PLURAL
    return bool(people) and not (_TWO | _THE).isdisjoint(tokens.lower[max(0, comma - _PAIR) : comma])


def _told(lower: list[str], i: int, before: str, after: str, grammar: Grammar) -> bool:
    """Whether "she was 117.", "when he turned 17", "died at 78" is told, with nothing behind that the number could count."""
    if i == 1 and before == "at" and after == "," and lower[i + 2 : i + 3] and lower[i + 2] in grammar.numerals.persons:
        return True  # "At 18, she left"
    if before == "at" and after in grammar.numerals.dying_behind and _dying(lower, i - 2, grammar):
        return lower[i].isdecimal() and int(lower[i]) > _HOURS
    if i < 2 or (after and after not in _MARKS and after not in grammar.numerals.age_before):
        return False
    if before in grammar.numerals.turning or (before == "now" and lower[i - 2] == ","):
        return True
    if before == "both":  # "the victims, both 47,"
        return lower[i - 2] in _BEFORE_BOTH and lower[i][0].isdecimal()
    if before == "be" and lower[i - 2] in grammar.numerals.future:
        return i > 2 and lower[i - 3] in grammar.numerals.persons
    if before == "at":
        return _dying(lower, i - 2, grammar)
    return before in grammar.numerals.being and (
        lower[i - 2] in grammar.numerals.persons or (lower[i - 2] in grammar.numerals.being_just and lower[i - 3] in grammar.numerals.persons)
    )


def _told_of_name(tokens: Tokens, i: int, j: int, words: Words, grammar: Grammar) -> bool:
    """Whether "Hill was 57.", "the jockey is 57", "Jo Hill, then 57,", "believed to be 57", "At 57, Hill …", "Hill died Sunday at 57" is told."""
    lower, before, after = tokens.lower, tokens.at(i - 1), tokens.at(j)
    if i == 1 and before == "at" and after == ",":
        return _is_person(tokens, j + 1, words, grammar)
    if after and after not in _MARKS and after not in _AS_CLAUSE and not (after == "at" and tokens.lower[j + 1 : j + 3] == ["the", "time"]):
        return False
    if before == "then" and tokens.at(i - 2) == ",":
        return _is_person(tokens, i - 3, words, grammar)
    if before == "be" and tokens.at(i - 2) == "to" and tokens.at(i - 3) in grammar.numerals.supposed:
        return True
    if before == "at":
        last = max((k for k in range(max(0, i - _LATELY), i - 1) if _dying(lower, k, grammar)), default=-1)
        return last >= 0 and all(lower[k] in grammar.numerals.died_when for k in range(last + 1, i - 1))
    if before not in grammar.numerals.being:
        return False
    k = i - 2
    while k > 0 and lower[k] in grammar.numerals.being_just:
        k -= 1
    if _told_more_of(tokens, k, words, grammar):
        return True
    return _is_person(tokens, k - (k > 0 and lower[k] == ","), words, grammar) and tokens.at(k - 1) not in ("and", "or")


def _told_more_of(tokens: Tokens, last: int, words: Words, grammar: Grammar) -> bool:
    """Whether a sentence opens with one person of whom more is told: "The woman who drowned was 34.", "The man killed in the crash was 57."."""
    if tokens.at(0) not in ("the", "a", "one", "another"):
        return False
    who = next((k for k in range(1, min(_WHO, last)) if _is_person(tokens, k, words, grammar) and words.main(tokens.at(k + 1)) != NOUN), 0)
    told = tokens.at(who + 1) == "who" or bool(words.tags(tokens.at(who + 1)) & PARTICIPLE_ED and words.main(tokens.at(who + 1)) == VERB)
    return bool(who) and told and not _MARKS & set(tokens.lower[who:last])


def _is_person(tokens: Tokens, k: int, words: Words, grammar: Grammar) -> bool:
    """Whether a name that is no place, or one person, stands at token ``k``."""
    if not 0 <= k < len(tokens) or not tokens.words[k][0].isalpha() or tokens.title_case:
        return False
    word, lower = tokens.words[k], tokens.lower[k]
    noun = words.noun(lower)
    if words.main(lower) == NOUN and words.is_human_class(words.noun_class(noun)):
        return not words.tags(lower) & PLURAL and noun not in grammar.numerals.group_nouns and words.noun_class(noun) != "people-group"
    named = word[0].isupper() and len(word) > 1 and not word.isupper() and not words.is_place(word) and not words.demonym(lower)
    return named and not words.is_function(lower) and (k > 0 or not words.tags(lower) or words.main(lower) == NOUN)


def _dying(lower: list[str], k: int, grammar: Grammar) -> bool:
    """Whether the word at ``k`` ends "died", "is dead", "passed away"."""
    if k > 0 and lower[k - 1] in ("of", "the"):
        return False  # "the number of dead at 16", "put the dead at 16"
    return k >= 0 and (lower[k] in grammar.numerals.dying or (lower[k] == "away" and k > 0 and lower[k - 1] in grammar.numerals.dying_away))


def _of_person(lower: list[str], k: int, before: str, words: Words, grammar: Grammar) -> bool:
    """Whether the word at ``k`` is one person ("a trader of 34") or, before "under" and "over", several ("children under five")."""
    word = lower[k]
    if word in grammar.numerals.people_pronouns:
        return before != "of"
    if words.noun(word) in grammar.numerals.group_nouns:
        return False
    if words.main(word) != NOUN or not words.is_human_class(words.noun_class(words.noun(word))):
        return False
    if before != "of":
        return bool(words.tags(word) & PLURAL)
    return not words.tags(word) & PLURAL and any(w in ("a", "an") for w in lower[max(0, k - 2) : k])


def _follows_age(lower: list[str], k: int, grammar: Grammar) -> bool:
    """Whether the words before "and 23" are "aged 19": numbers and joints only, and an age word before them."""
    stop = max(0, k - _LIST)
    while k > stop and (lower[k] in (",", "and", "to", "or", "-") or lower[k].isdecimal() or lower[k] in grammar.numerals.cardinals):
        k -= 1
    return lower[k] in ("aged", "ages")


_LIST = 12  # tokens of a list of ages that are looked through


def _named_before(tokens: Tokens, comma: int, words: Words, grammar: Grammar) -> bool:
    """A name before the comma ("Dale Munro, 44,"), or a person in lower case ("the striker, 32,")."""
    if not comma:
        return False
    word, lower = tokens.words[comma - 1], tokens.lower[comma - 1]
    if not word[0].isalpha() or len(word) < 2 or lower in grammar.numerals.no_people:
        return False
    if word[0].isupper() or not words.tags(lower):  # a name; in copy without capitals, a word that no dictionary has
        return True
    return words.main(lower) == NOUN and words.is_human_class(words.noun_class(words.noun(lower)))


def _closes(tokens: Tokens, j: int) -> bool:
    """A comma after an age is not the comma of a list of numbers ("12, 14, 16")."""
    return not (tokens.lower[j] == "," and tokens.at(j + 1)[:1].isdecimal())
