"""Names and nouns that a figure's own phrase says more of: "Jo Hill, a 21-year veteran", "Mia Holt with 18 percent", "children ages 10 to 14"."""

from __future__ import annotations

from factcheck.extract.context import roles
from factcheck.extract.context.speakers import printed
from factcheck.extract.tokens import Tokens
from factcheck.model import Span, Subject
from factcheck.tables.subjects import SubjectTable
from factcheck.tables.words import ADJ, NOUN, VERB, Words

_NAME = 5  # words of a name
_NAMED = 8  # words of a name with whose it is: "Prime Minister Jo Hill's Labour Party"


def find(tokens: Tokens, i: int, j: int, head: int | None, table: SubjectTable, words: Words) -> Subject | None:
    """The name that a figure's phrase says more of: "Jo Hill, a 21-year veteran", "Mia Holt with 18 percent", "a mirror 27 feet across"."""
    lower = tokens.lower
    if i < 2:
        return None
    beside = roles.compared_with(tokens, i, j, head)
    if beside is not None and lower[beside] == "for":  # "compared with 12 for the Greens"
        end = beside + 1
        while end < len(tokens) and end - beside <= _NAMED and lower[end][0].isalpha() and _names(tokens, end, table, words):
            end += 1
        if end > beside + 1 and lower[end - 1] not in table.determiners:
            return _apposed(tokens, beside + 1, end)
    behind = i - 1 - (lower[i - 1] in table.articles)
    named = behind > 0 and tokens.words[behind - 1][0].isupper()
    attributive = behind == i - 2 and lower[behind] == "," and head is not None and head >= j and "-" in lower[i:j]
    if named and not tokens.title_case and (attributive or (behind == i - 1 and lower[behind] == "with" and lower[j - 1] in table.shares)):
        start = behind - 1
        while start > 0 and behind - start < _NAME and tokens.words[start - 1][0].isupper() and tokens.words[start - 1][0].isalpha():
            start -= 1
        start += start == 0 and lower[0] in table.openers
        return _apposed(tokens, start, behind) if start < behind else None
    across = tokens.at(j) in table.extents or (tokens.at(j) == "in" and tokens.at(j + 1) in table.dimensions)
    sure = lower[i - 2] in table.determiners or lower[i - 2] == "the" or not words.tags(lower[i - 1]) & VERB
    if across and sure and not tokens.title_case and words.main(lower[i - 1]) == NOUN:
        return _apposed(tokens, i - 1, i)
    return None


def _names(tokens: Tokens, k: int, table: SubjectTable, words: Words) -> bool:
    word = tokens.lower[k]
    return word in table.determiners or word == "the" or words.main(word) in (NOUN, ADJ, 0) or tokens.words[k][0].isupper()


def apposed(tokens: Tokens, i: int, table: SubjectTable, words: Words) -> Subject | None:
    """The name before an age in apposition: "Jo Hill, a 41-year-old clerk"; not the place of "in Kelso, a 41-year-old clerk was hurt"."""
    k = i - 1
    while k > 0 and tokens.lower[k] in table.age_words:
        k -= 1
    if k < 2 or tokens.lower[k] not in table.articles or tokens.lower[k - 1] != "," or tokens.title_case:
        return None
    end = start = k - 1
    while start > 0 and end - start < _NAME and tokens.words[start - 1][0].isupper() and tokens.words[start - 1][0].isalpha():
        start -= 1
    start += start == 0 and end - start > 0 and tokens.lower[0] in table.openers
    if start == end or tokens.at(start - 1) in table.where or words.is_place(" ".join(tokens.words[start:end])):
        return None
    last = tokens.lower[end - 1]
    return _apposed(tokens, start, end) if not words.is_function(last) and not words.demonym(last) else None


def aged(tokens: Tokens, k: int, table: SubjectTable, words: Words) -> Subject | None:
    """Whose age the age word at ``k`` opens, with no comma between: "children ages 10 to 14", "two men aged 50"."""
    if tokens.lower[k] not in table.aging or words.main(tokens.lower[k - 1]) not in (NOUN, 0) or not tokens.lower[k - 1][0].isalpha():
        return None
    return _apposed(tokens, k - 1, k)


def _apposed(tokens: Tokens, start: int, end: int) -> Subject:
    return Subject(printed(tokens, start, end), Span(tokens.starts[start], tokens.ends[end - 1]), "apposition")
