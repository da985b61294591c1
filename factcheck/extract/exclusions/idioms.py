"""Number words that count nothing: idioms, "the two share", names like "Ocean's Eleven"."""

from __future__ import annotations

from factcheck.extract.candidate import Refused
from factcheck.extract.exclusions.one import refuse_one
from factcheck.extract.neighbours import capital, counted
from factcheck.extract.tokens import Tokens
from factcheck.extract.units.per import behind_per
from factcheck.tables.bundle import Grammar

_SMALL = 1  # words in small letters that show a sentence not to be set in title case
_OF_ONE = frozenset(("a", "an", "another", "next", "last", "past", "coming", "previous", "first"))  # "a day or two"
_HALVED = 6  # tokens before "in two" in which something may be cut
_FEW = 10  # up to it, "the two", "these three" may stand for the people themselves


def refuse_word(tokens: Tokens, i: int, grammar: Grammar) -> Refused | None:
    """Refuse the number word at token ``i`` by its neighbours."""
    table = grammar.numerals
    word = tokens.lower[i]
    if word in table.idioms:
        idiom = _idiom(tokens.lower, i, table.idioms[word])
        if idiom is not None:
            return idiom
    if word not in table.cardinals:  # "parts per million"
        return Refused(i, i + 1, "compound", "per") if behind_per(tokens, i) and word in table.spelled_scales else None
    before, after = tokens.at(i - 1), tokens.at(i + 1)
    if after in grammar.designators.clock_after and word != "one":
        return Refused(i, i + 1, "time", after)
    joined = tokens.at(i + 2) if after == "-" and tokens.touches(i + 1) else ""
    if joined.startswith("by-"):
        return Refused(i, i + 3, "designator", "by")
    if word == "one":
        return refuse_one(tokens, i, before, after, grammar)
    if joined.partition("-")[0] in table.compound_not:
        return Refused(i, i + 3, "compound", joined)
    if _named(tokens, i, after):
        return Refused(i, i + 1, "designator", "capital")
    return _numbered(tokens, i, before, after, joined, grammar)


def _numbered(tokens: Tokens, i: int, before: str, after: str, joined: str, grammar: Grammar) -> Refused | None:
    """Refuse "Level Three", "Chapter two", and "the two" where no plural shows what is counted."""
    table, names = grammar.numerals, grammar.designators
    ends = not after[:1].isalpha() or after in names.clause_words
    if ends and before == "in" and tokens.lower[i] == "two" and not table.halving.isdisjoint(tokens.lower[max(0, i - _HALVED) : i - 1]):
        return Refused(i, i + 1, "idiom", "in two")  # "the ship was cut in two"
    if ends and before == "or" and tokens.lower[i] == "two" and _article_before(tokens, i - 2, grammar):
        return Refused(i, i + 1, "idiom", "or two")  # "a year or two", "a film or two"
    weak = before in names.numbered_weak and (capital(tokens.words[i - 1]) or not counted(tokens, i + 1, names))
    if before in names.numbered or (weak and not after.endswith("s")):
        return Refused(i, i + 1, "designator", before)
    if (
        before in table.pronoun_after
        and table.cardinals[tokens.lower[i]] <= _FEW
        and not joined
        and after not in grammar.units.words
        and not counted(tokens, i + 1, names)
    ):
        return Refused(i, i + 1, "pronoun", f"{before} {tokens.lower[i]}")
    return None


def _article_before(tokens: Tokens, k: int, grammar: Grammar) -> bool:
    """Whether token ``k`` is what "a", "another", "the next" brings: "a day", "the coming year"; no number, which would begin a range."""
    return tokens.at(k).isalpha() and tokens.at(k) not in grammar.numerals.cardinals and tokens.at(k - 1) in _OF_ONE


def _idiom(lower: list[str], i: int, phrases: tuple[tuple[str, ...], ...]) -> Refused | None:
    word = lower[i]
    for phrase in phrases:
        first = i - phrase.index(word)
        if first >= 0 and tuple(lower[first : first + len(phrase)]) == phrase:
            return Refused(i, first + len(phrase), "idiom", " ".join(phrase))
    return None


def _named(tokens: Tokens, i: int, after: str) -> bool:
    """Whether a capital inside a sentence makes a name: "Ocean's Eleven", "the Four Seasons"; not in title case, nor at the start of a speech."""
    word = tokens.words[i]
    if i < 1 or not capital(word) or word.isupper() or tokens.small_letters < _SMALL:
        return False
    if tokens.lower[i - 1].endswith("'s") and capital(tokens.words[i - 1]):
        return True
    if after[:1].isalpha() and capital(tokens.words[i + 1]):
        return tokens.words[i - 1][0].isalpha()
    return i > 1 and capital(tokens.words[i - 1]) and not after[:1].isalpha()
