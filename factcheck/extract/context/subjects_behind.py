"""Whose figure it is where nothing before it says so: the clause behind an opening adverbial, a relative clause, what a measure describes.

"In the past 20 years, Jo Hill has visited": Jo Hill; "the $45 million he was paid": he; "a 118-foot-wide tunnel": the tunnel; "three people were
killed in a crash": the crash.
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extract.context import clause_subjects
from factcheck.extract.context.clause_subjects import made
from factcheck.extract.tokens import Tokens
from factcheck.model import Kind, Subject
from factcheck.tables.attribution import AttributionTable
from factcheck.tables.fates import fate_table
from factcheck.tables.subjects import SubjectTable, subject_table
from factcheck.tables.words import ADJ, ADV, AUX, NOUN, NUM, PARTICIPLE_ING, PAST, PREP, THIRD, VERB, Words

_OPENING = 8  # words of an opening before its figure
_FURTHER = 24  # words from the figure to the clause that the opening leads to
_NOUNS = 10  # words of a noun phrase
_SHORT = 5  # words of one behind a preposition or before a verb
_HARMED = 14  # words behind a count of victims in which the event is named
_DASHES = frozenset("-–—")
_ENDS = frozenset(";:?!")

Found = tuple[Subject | None, bool]


def find(tokens: Tokens, i: int, j: int, head: int | None, kind: Kind, speech: AttributionTable, words: Words) -> Found:
    """Return whose figure ``tokens[i:j]`` is by what stands behind it, and whether that is a pronoun."""
    table = subject_table()
    end = head + 1 if head is not None and head >= j else j
    taken = _taking(tokens, i, end, speech, table, words)
    if taken[0] is not None:
        return taken
    led = led_to(tokens, i, end, speech, words)
    if led[0] is not None:
        return led
    named = _members(tokens, i, table, words) or _in_which(tokens, i, table, words) or _event(tokens, i, j, end, table, words)
    if named is None:
        named = _described(tokens, i, j, head, kind, words)
    return named, False


def goes_on(between: Sequence[str]) -> bool:
    """Whether a figure goes on with the one before it by the words between them: "2.5 metres (8 feet) tall and 9 metres (30 feet) wide"."""
    table = subject_table()
    apart = table.extents | {"(", ")", ",", "and", "by"}
    return len(between) <= _SHORT and ("(" in between or ")" in between) and apart.issuperset(between)


def listed(tokens: Tokens, last: int, i: int, j: int, words: Words) -> bool:
    """Whether a figure stands in one list with the figure that ends before token ``last``: "in which 50 were killed and 20 were hurt"."""
    table = subject_table()
    end = next((k + 1 for k in range(i - 1, last - 1, -1) if tokens.lower[k] not in table.passed), last)
    if end <= last or end - last > _NOUNS or tokens.lower[end - 1] != "and" or not table.nesting.isdisjoint(tokens.lower[last:end]):
        return False
    parts = (tokens.lower[last:end], tokens.lower[j : j + _SHORT])
    return all(w[0].isalnum() for w in parts[0]) and all(any(words.main(w) == AUX for w in part) for part in parts)


def _taking(tokens: Tokens, i: int, end: int, speech: AttributionTable, table: SubjectTable, words: Words) -> Found:
    """The subject of the clause that tells more of what is counted: "the $45 million he was paid", "19 steps that the president can take"."""
    lower = tokens.lower
    start = end + (tokens.at(end) in table.relatives)
    verb = _verb_behind(tokens, start, words)
    if verb <= start or not _opens_noun_phrase(tokens, start, table, sure=True) or lower[start] == "that":
        return None, False
    said = next((k for k in range(verb, min(len(lower), verb + 2)) if lower[k] in speech.verbs), None)
    told = start > end and words.is_human_class(words.noun_class(words.noun(lower[end - 1])))  # "told 300 workers that the plant would close"
    if said is not None or told:
        return None, False
    pronoun = verb == start + 1 and lower[start] in table.alone
    return made(tokens, start, _before_adverb(tokens, start, verb, words)), pronoun


def led_to(tokens: Tokens, i: int, end: int, speech: AttributionTable, words: Words) -> Found:
    """Return the subject of the clause behind an opening that holds the figure: "Three weeks before, Jo Hill had", "With 40 dead, the flood is"."""
    lower, table = tokens.lower, subject_table()
    if not _opening(tokens, i, table, words):
        return None, False
    nested = False
    for k in range(end, min(len(lower) - 2, end + _FURTHER)):
        word = lower[k]
        if word in _ENDS or (word == "." and not tokens.abbreviates(k)):
            break
        parted = word == "," or (word in _DASHES and not tokens.touches(k))
        found = _clause(tokens, k + 1, speech, table, words) if parted or (word in table.distances and k <= end + 1) else (None, False)
        if found[0] is not None:
            return found
        if not nested and word in table.alone and _finite(lower[k + 1], words):
            return made(tokens, k, k + 1), True
        if not nested and tokens.words[k] == word and _finite(word, words):
            break
        nested = not parted and (nested or word in table.nesting)
    return None, False


def _opening(tokens: Tokens, i: int, table: SubjectTable, words: Words) -> bool:
    """Whether the words from the start of the sentence to the figure open it, before any clause: "In the past", "Spending", "Just"."""
    lower = tokens.lower
    first = next((k for k in range(i + 1) if lower[k][0].isalnum() and lower[k] not in table.leading), i)
    if i - first > _OPENING or any(_finite(lower[k], words) or lower[k] == "," for k in range(first, i)):
        return False
    if lower[first] == "with" and any(words.main(w) == VERB and words.tags(w) & PARTICIPLE_ING for w in lower[first:i]):
        return False  # "with Lund sizzling at 43 degrees, schools closed"
    return first == i or lower[first] in table.passed or bool(words.tags(lower[first]) & (PREP | ADV | PARTICIPLE_ING))


def _clause(tokens: Tokens, start: int, speech: AttributionTable, table: SubjectTable, words: Words) -> Found:
    """The subject of a clause that begins at token ``start``; none where no clause does."""
    if not _opens_noun_phrase(tokens, start, table, sure=False) or words.tags(tokens.lower[start]) & PREP:
        return None, False
    verb = _verb_behind(tokens, start, words)
    if verb <= start or any(tokens.lower[k][0].isdecimal() or words.main(tokens.lower[k]) == NUM for k in range(start, verb)):
        return None, False
    found = clause_subjects.find(tokens, verb, speech, words)
    return found if found[0] is not None and found[0].span.start >= tokens.starts[start] else (None, False)


def _opens_noun_phrase(tokens: Tokens, k: int, table: SubjectTable, *, sure: bool) -> bool:
    """Whether a noun phrase may begin at token ``k``; ``sure``: it does, by its article, its pronoun or its capital."""
    if k >= len(tokens) or not tokens.lower[k][0].isalpha():
        return False
    word = tokens.lower[k]
    opens = word in table.alone or word in table.determiners or word == "the"
    if sure:
        return opens or (tokens.words[k][0].isupper() and not tokens.title_case)
    return word not in table.leading and word not in table.nesting


def _verb_behind(tokens: Tokens, start: int, words: Words) -> int:
    """The finite verb that ends the noun phrase at token ``start``; ``start`` where none does."""
    lower = tokens.lower
    for k in range(start + 1, min(len(lower), start + _NOUNS)):
        word = lower[k]
        if tokens.words[k] == word and _finite(word, words):
            return k
        if not (word[0].isalpha() or tokens.abbreviates(k) or word == "-") or word in ("who", "which", "whose"):
            break
    return start


def _before_adverb(tokens: Tokens, start: int, verb: int, words: Words) -> int:
    while verb > start + 1 and words.main(tokens.lower[verb - 1]) == ADV:
        verb -= 1
    return verb


def _finite(word: str, words: Words) -> bool:
    """Whether a word is a verb that makes a clause: an auxiliary, a past, a third person, and no noun first."""
    main = words.main(word)
    return main == AUX or (main == VERB and bool(words.tags(word) & (PAST | THIRD)) and not (words.tags(word) & ADJ and words.tags(word) & NOUN))


def _members(tokens: Tokens, i: int, table: SubjectTable, words: Words) -> Subject | None:
    """Who is made up of those who are counted: "the jury of nine men", "a mother of three"."""
    if i < 2 or tokens.lower[i - 1] != "of":
        return None
    found = clause_subjects.antecedent(tokens, i - 1, table, words)
    if found is None or not words.is_human_class(words.noun_class(words.noun(tokens.lower[found[1] - 1]))):
        return None
    return made(tokens, *found)


def _in_which(tokens: Tokens, i: int, table: SubjectTable, words: Words) -> Subject | None:
    """What a clause with the figure at its head is of: "the attack in which 50 people died", "a debate whose three hosts"."""
    k = i
    while k > 2 and tokens.lower[k - 1] in table.passed:
        k -= 1
    if k < 3 or tokens.lower[k - 1] not in ("which", "whom"):
        return None
    k -= 1 + bool(words.tags(tokens.lower[k - 2]) & PREP)
    found = clause_subjects.antecedent(tokens, k - (tokens.lower[k - 1] == ","), table, words)
    return made(tokens, *found) if found is not None else None


def _event(tokens: Tokens, i: int, j: int, end: int, table: SubjectTable, words: Words) -> Subject | None:
    """What befell those who are counted: "three people were killed in a crash", "scores hurt during the storm"."""
    lower = tokens.lower
    fates = fate_table().fates
    harmed = False
    for k in range(j, min(len(lower) - 1, j + _HARMED)):
        word = lower[k]
        if word in (",", ";", ":", ".") and not tokens.abbreviates(k):
            break
        harmed = harmed or words.predicate_class(words.verb(word)) in fates or words.noun_class(words.noun(word)) in fates
        if not harmed or word not in table.befalling:
            continue
        start = k + 1
        most = min(len(lower), start + _NOUNS)
        stop = next((n for n in range(start, most) if not _in_noun_phrase(tokens, n, table, words)), most)
        if stop > start and words.noun_class(words.noun(lower[stop - 1])) in table.events:
            return made(tokens, start, stop)
    return None


def _in_noun_phrase(tokens: Tokens, n: int, table: SubjectTable, words: Words) -> bool:
    word = tokens.lower[n]
    if word in table.determiners or word in table.possessives or word == "the" or word == "-":
        return True
    return word[0].isalpha() and words.main(word) in (NOUN, ADJ, 0)


def _described(tokens: Tokens, i: int, j: int, head: int | None, kind: Kind, words: Words) -> Subject | None:
    """What a measure before a noun is of: "the $40 million barrier", "a 12-nation trade deal", "the 118-foot-wide tunnel"."""
    lower = tokens.lower
    if head is None or head < j or kind in (Kind.PERCENT, Kind.SHARE, Kind.AGE):
        return None
    start = j
    hyphened = kind is not Kind.COUNT and "-" in lower[i:j]  # no "twenty-five states"
    if tokens.at(j) == "-" and tokens.touches(j):  # the counted of "a 12-nation deal" stands in the compound
        start = j + 2
        hyphened = True
    if not hyphened and kind not in (Kind.MONEY, Kind.MEASURE):
        return None
    named = _person_before(tokens, i, head, words)
    if named is not None:
        return named
    end = start
    while end < len(lower) and end - start < _SHORT and lower[end][0].isalpha() and words.main(lower[end]) in (NOUN, ADJ, 0):
        end += 1
    return made(tokens, start, end, "described") if end > start and (end > head or start > head) else None


def _person_before(tokens: Tokens, i: int, head: int, words: Words) -> Subject | None:
    """Of whom a description is: "his client, a 21-year veteran"."""
    lower, table = tokens.lower, subject_table()
    if i < 3 or lower[i - 1] not in table.articles or lower[i - 2] != "," or not words.is_human_class(words.noun_class(words.noun(lower[head]))):
        return None
    found = clause_subjects.antecedent(tokens, i - 2, table, words)
    if found is None or (found[0] and words.tags(lower[found[0] - 1]) & PREP):
        return None
    return made(tokens, *found, "apposition") if words.is_human_class(words.noun_class(words.noun(lower[found[1] - 1]))) else None
