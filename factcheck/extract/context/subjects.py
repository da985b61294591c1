"""Whose figure it is: the person of an age, the owner of a value, the subject of the clause; across "his", "her" and "it".

Nearest first: what stands in apposition ("Jo Hill, 41"), a role with an age of its own ("the driver, 41", "a 23-year-old clerk"), an owner in the
figure's own phrase ("the mill's 60 hands"), the subject of the clause whose verb governs the figure. A pronoun is handed back as such; the pass over
the source resolves it from the sentence before or the heading (``surroundings``).
"""

from __future__ import annotations

from factcheck.extract.context import clause_subjects, introduced, subjects_behind, verb_groups
from factcheck.extract.context.speakers import printed
from factcheck.extract.tokens import Tokens
from factcheck.model import Kind, Span, Subject
from factcheck.tables.attribution import AttributionTable
from factcheck.tables.modality import modality_table
from factcheck.tables.names import name_table
from factcheck.tables.subjects import SubjectTable, subject_table
from factcheck.tables.words import ADJ, AUX, BASE, NOUN, PLURAL, VERB, Words

_NAME = 5  # words of a name before its age
_OWNED = 6  # words between an owner and the figure
_COPULA = 8  # words between a copula and its figure
_SENTENCE = 24  # words of a sentence in which its first verb is looked for
_QUOTES = frozenset('"“”')
_NOBODY = frozenset(("i", "you", "we", "me", "all", "some", "that", "this", "what", "who"))  # for whom no other pronoun stands
_ROLE = 5  # words of a role behind an age


def find(
    tokens: Tokens, i: int, j: int, head: int | None, verb: int | None, kind: Kind, speech: AttributionTable, words: Words
) -> tuple[Subject | None, bool]:
    """Return whose figure ``tokens[i:j]`` is and whether that is a pronoun of which the sentence does not say what it stands for."""
    found, pronoun = _find(tokens, i, j, head, verb, kind, speech, words)
    if not pronoun or found is None or found.how in ("role", "age"):
        return found, pronoun
    named = _within(tokens, found, speech, words)
    if named is None and found.how == "possessive":  # "During his two terms in office, Jo Hill had"
        led, unnamed = subjects_behind.led_to(tokens, i, j, speech, words)
        named = led if led is not None and not unnamed and agrees(found, led, words) else None
    return (named, False) if named is not None else (found, True)


def _aged(tokens: Tokens, i: int, j: int, table: SubjectTable, words: Words) -> tuple[Subject | None, bool] | None:
    """The person of an age by what stands beside it; None where the clause has to say it: "Jo Hill was only 17-years-old"."""
    person = _of_age(tokens, i, j, table, words)
    hyphened = tokens.lower[j - 1].endswith("old") and "-" in tokens.lower[i:j]
    if hyphened and tokens.at(i - 1) == "the" and (person is None or person.how == "role"):  # "The 41-year-old clerk": somebody who was named
        return person or _subject(tokens, i - 1, j, "age"), True
    stated = _copula(tokens, i, table, words) == i - 1 - (tokens.at(i - 1) in table.age_words)
    return (person, False) if person is not None or (hyphened and not stated) else None


def _within(tokens: Tokens, pronoun: Subject, speech: AttributionTable, words: Words) -> Subject | None:
    """What a pronoun stands for in its own sentence: "the mill said it would cut 40 jobs"; of several subjects before it the first that it fits."""
    at = tokens.first_at(pronoun.span.start)
    for k in range(1, min(at, _SENTENCE)):
        word = tokens.lower[k]
        if words.main(word) not in (VERB, AUX) or tokens.words[k][0].isupper():
            continue
        named, unnamed = clause_subjects.find(tokens, k, speech, words)
        if named is None or unnamed or named.span.end > pronoun.span.start or named.text.lower() in _NOBODY:
            continue
        between = tokens.words[_reach(tokens, named)[1] : at]
        if any(w in _QUOTES for w in between):
            continue
        if named.text.istitle() and words.tags(named.text.lower()) and named.span.start == tokens.starts[0]:
            named = Subject(named.text.lower(), named.span, named.how)  # "Detectives found she was": no name
        if agrees(pronoun, named, words) and (not pronoun.text.lower().startswith("the") or _may_be_many(named, words)):
            return Subject(printed(tokens, *_reach(tokens, named)), named.span, named.how)
    return None


def _reach(tokens: Tokens, named: Subject) -> tuple[int, int]:
    return tokens.first_at(named.span.start), tokens.first_at(named.span.end - 1) + 1


def _may_be_many(named: Subject, words: Words) -> bool:
    """Whether "they" can stand for what was named: several, people, or a name; not "the arrest"."""
    last = named.text.partition(" of ")[0].rpartition(" ")[2]
    if not last.islower() or " and " in named.text or not words.tags(last):
        return True
    return bool(words.tags(last) & PLURAL) or words.is_human_class(words.noun_class(words.noun(last)))


def _find(
    tokens: Tokens, i: int, j: int, head: int | None, verb: int | None, kind: Kind, speech: AttributionTable, words: Words
) -> tuple[Subject | None, bool]:
    """Whose figure it is and whether that is a pronoun; ``verb`` is the token of its predicate, None where it has none."""
    table = subject_table()
    aged = _aged(tokens, i, j, table, words) if kind is Kind.AGE else None
    if aged is not None:
        return aged
    named = introduced.find(tokens, i, j, head, table, words)
    if named is not None:
        return named, False
    owned = None if _apart(tokens, i, kind, table, words) else _owner(tokens, i, table, words)
    if owned is not None and not owned[1]:
        return owned
    part = _part_of(tokens, i, j, head, kind, table, words)
    if part is not None:
        return part, False
    verb = (kind is Kind.AGE and _copula(tokens, i, table, words)) or _verb(tokens, i, verb, table, words)  # "Hill was 41 when he died"
    if verb == i and j - i == 1:  # "the number of users more than doubled": the figure is its verb
        verb = next((k + 1 for k in range(i - 1, -1, -1) if tokens.lower[k] not in table.passed), i)
        return clause_subjects.find(tokens, verb, speech, words) if verb else (None, False)
    dealt = clause_subjects.dealt(tokens, verb, i, j, words) if verb is not None and verb < i else None
    if dealt is not None:
        return dealt, False
    found = clause_subjects.find(tokens, verb, speech, words) if verb is not None and verb < i else (None, False)
    if found[0] is not None and found[0].text.lower() == "it" and (taken := clause_subjects.taken_by(tokens, j, words)) is not None:
        found = taken, False
    if owned is None:
        return found if found[0] is not None else subjects_behind.find(tokens, i, j, head, kind, speech, words)
    return (found[0], False) if found[0] is not None and not found[1] else owned  # "Hill cut his 40 jobs": his are Hill's


def _apart(tokens: Tokens, i: int, kind: Kind, table: SubjectTable, words: Words) -> bool:
    """Whether a noun closes the phrase before a figure that goes with the verb: "invoked Jo Hill's name twice"."""
    if kind not in (Kind.MULTIPLE, Kind.DURATION):
        return False
    before = next((w for w in reversed(tokens.lower[:i]) if w not in table.passed), "")
    return words.main(before) == NOUN and not words.tags(before) & ADJ


def _of_age(tokens: Tokens, i: int, j: int, table: SubjectTable, words: Words) -> Subject | None:
    """The person of an age by what stands beside it: "Jo Hill, a 41-year-old clerk", "a 41-year-old clerk", "Jo Hill, 41,", "At 41, Jo Hill"."""
    if tokens.lower[j - 1].endswith(("old", "olds")) and "-" in tokens.lower[i:j]:  # "Jo Hill, 41, and a 23-year-old clerk": his age is before him
        found = introduced.apposed(tokens, i, table, words) or _behind_age(tokens, j, table, words)
        if found is not None:
            return found
    if i == 1 and tokens.lower[0] == "at" and tokens.at(j) == ",":
        found = _behind_age(tokens, j + 1, table, words)
        return Subject(found.text, found.span, "clause") if found is not None else None
    return _before_comma(tokens, i, table, words) or _behind_age(tokens, j, table, words)


def _verb(tokens: Tokens, i: int, predicate: int | None, table: SubjectTable, words: Words) -> int | None:
    """The token of the verb whose subject is asked for; an event is no verb ("the toll rose to", "the cost would be")."""
    if predicate is None:
        return _copula(tokens, i, table, words)
    if predicate >= i and tokens.lower[predicate] in modality_table().measures:  # "it will be 37 metres high and 26 metres wide"
        return _copula(tokens, i, table, words, measured=True)
    if 0 < predicate < i and tokens.lower[predicate - 1] == "to" and words.tags(tokens.lower[predicate]) & BASE:
        return predicate
    if predicate >= i or words.main(tokens.lower[predicate]) == AUX or verb_groups.is_verb(tokens, predicate, words):
        return predicate
    behind = next((k for k in range(predicate + 1, i) if words.main(tokens.lower[k]) in (VERB, AUX)), None)
    return behind if behind is not None else _copula(tokens, i, table, words)


def _copula(tokens: Tokens, i: int, table: SubjectTable, words: Words, *, measured: bool = False) -> int | None:
    """The auxiliary of the figure's clause that says nothing itself: "the cost of the work is about $40", "the virus is three times as common".

    ``measured``: it may stand before another measure of the same thing.
    """
    for k in range(i - 1, max(0, i - 1 - _COPULA), -1):
        word = tokens.lower[k]
        if words.main(word) == AUX:
            return k if tokens.lower[k - 1] not in table.expletives else None
        if not word[0].isalpha() and not tokens.abbreviates(k) and word not in "$£€" and not (measured and word[0].isdecimal()):
            return None
    return None


def of_sentence(tokens: Tokens, speech: AttributionTable, words: Words) -> Subject | None:
    """Return the subject of a sentence: what stands before its first verb. None for a pronoun, or where there is no verb."""
    for k in range(1, min(len(tokens), _SENTENCE)):
        word = tokens.lower[k]
        if words.main(word) in (VERB, AUX) and not tokens.words[k][0].isupper():
            found, pronoun = clause_subjects.find(tokens, k, speech, words)
            return None if pronoun else found
    return None


def agrees(pronoun: Subject, named: Subject, words: Words) -> bool:
    """Whether a pronoun can stand for what was named: "he" for a person, "it" for none; "they" for any."""
    table = subject_table()
    word = pronoun.text.split(" ", 1)[0].lower().replace("’", "'").partition("'")[0]
    last = named.text.rsplit(" ", 1)[-1]
    human = words.is_human_class(words.noun_class(words.noun(last.lower())))
    if word in table.singular and _several(named, last, words):
        return False
    full = " " in named.text and all(w[0].isupper() for w in named.text.split(" "))
    if pronoun.how in ("role", "age"):  # "the 41-year-old" stands for a full name, never for "police"
        return full and not human and not words.is_place(last) and last.lower() not in name_table().bodies
    if word in table.personal:
        return human or ((full or not words.tags(last.lower())) and not words.is_place(last))
    many = last.islower() and words.tags(last) & PLURAL and words.noun(last) != last
    return word not in table.neuter or not (human or many)


def _several(named: Subject, last: str, words: Words) -> bool:
    """Whether what was named is more than one, by a plural that is no name: "the deputies", "cargo ships"."""
    return last.islower() and bool(words.tags(last) & PLURAL) and words.noun(last) != last and " of " not in named.text


def _subject(tokens: Tokens, start: int, end: int, how: str) -> Subject:
    return Subject(printed(tokens, start, end), Span(tokens.starts[start], tokens.ends[end - 1]), how)


def _before_comma(tokens: Tokens, i: int, table: SubjectTable, words: Words) -> Subject | None:
    """The name or role before the comma or bracket of an age: "Jo Hill, 41,", "the driver, 41,", "Jo Hill (41)"."""
    lower = tokens.lower
    k = i - 1
    while k > 0 and lower[k] in table.age_words:
        k -= 1
    if k < 1:
        return None
    if lower[k] not in (",", "("):
        return introduced.aged(tokens, k + 1, table, words) if k < i - 1 else None
    start = k
    while start > 0 and k - start < _NAME and tokens.words[start - 1][0].isupper() and tokens.words[start - 1][0].isalpha():
        start -= 1
    if start < k and not tokens.title_case:
        start += start == 0 and k - start > 1 and lower[0] in table.openers
        return _subject(tokens, start, k, "apposition")
    start = k
    while (
        start > 0
        and k - start < _NAME
        and lower[start - 1][0].isalpha()
        and words.main(lower[start - 1]) in (NOUN, ADJ, 0)
        and lower[start - 1] not in table.openers
    ):
        start -= 1
    if start == k:
        return None
    if start > 0 and lower[start - 1] in table.determiners:
        return _subject(tokens, start - 1, k, "possessive" if lower[start - 1] in table.possessives else "role")
    return _subject(tokens, start, k, "apposition")


def _behind_age(tokens: Tokens, j: int, table: SubjectTable, words: Words) -> Subject | None:
    """The person behind an age: "a 23-year-old clerk", "41-year-old Jo Hill"."""
    lower = tokens.lower
    end = j
    while end < len(tokens) and end - j < _NAME and tokens.words[end][0].isupper() and tokens.words[end][0].isalpha() and not tokens.title_case:
        end += 1
    role = _role(tokens, end, table, words)
    if end > j and (role == end or not words.is_human_class(words.noun_class(words.noun(lower[role - 1])))):
        return _subject(tokens, j, end, "apposition")
    return _subject(tokens, j, role, "role") if role > j else None  # "a 15-year-old Leeds girl" is no Ms. Leeds


def _role(tokens: Tokens, j: int, table: SubjectTable, words: Words) -> int:
    """Where the noun phrase ends that begins at token ``j`` and names a person or thing; ``j`` where none does."""
    lower = tokens.lower
    last = j
    if tokens.at(j) in table.openers:
        return j
    for k in range(j, min(len(tokens), j + _ROLE)):
        main = words.main(lower[k])
        if not lower[k][0].isalpha() and not (lower[k] == "-" and k > j and lower[k - 1] in table.halves):
            break
        noun = main == NOUN or not words.tags(lower[k])
        if noun and words.noun_class(words.noun(lower[k])) in table.time_classes:
            break
        if noun and lower[k] not in table.halves:
            last = k + 1
        elif main != ADJ and lower[k] not in table.halves and lower[k] != "-" and not (main == VERB and words.tags(lower[k]) & ADJ and last == j):
            break
    return last


def _owner(tokens: Tokens, i: int, table: SubjectTable, words: Words) -> tuple[Subject | None, bool] | None:
    """The owner in the figure's own phrase: "the mill's 60 hands", "its 2,300 workers"; a pronoun is marked as one."""
    lower = tokens.lower
    near = lower[max(0, i - _OWNED) : i]
    if table.possessives.isdisjoint(near) and "'" not in "".join(near):
        return None
    for k in range(i - 1, max(-1, i - 1 - _OWNED), -1):
        word = lower[k]
        if word in table.possessives:
            return _subject(tokens, k, k + 1, "possessive"), True
        if word.endswith(("'s", "s'")) or (word == "'" and k and lower[k - 1].endswith("s") and tokens.touches(k)):
            end = k + 1
            start = k if word != "'" else k - 1
            while start > 0 and end - start < _NAME and _in_name(tokens, start, words):
                start -= 1
            start -= start > 0 and lower[start - 1] in table.determiners
            if words.noun_class(words.noun(lower[k])) in table.time_classes:
                return None
            return _without_mark(_subject(tokens, start, end, "possessive")), False
        if not word[0].isalpha() or (words.main(word) not in (NOUN, ADJ, 0) and word not in table.passed):
            return None
    return None


def _part_of(tokens: Tokens, i: int, j: int, head: int | None, kind: Kind, table: SubjectTable, words: Words) -> Subject | None:
    """Of whom a share is one: "22 percent of the hens on the new feed", "Of Kell voters, 43 percent …, 21 percent …"."""
    if kind not in (Kind.PERCENT, Kind.SHARE):
        return None
    lower = tokens.lower
    if head is not None and head > j and lower[j] == "of":
        end = head + 1
        if tokens.at(end) in table.within:
            behind = next((k for k in range(end + 1, min(len(tokens), end + 2 + _NAME)) if not _of_phrase(lower[k], table, words)), len(tokens))
            end = behind if end + 1 < behind <= end + 1 + _NAME and words.main(lower[behind - 1]) in (NOUN, 0) else end
        start = j + 1 + (tokens.at(j + 1) in table.determiners or tokens.at(j + 1) == "the")
        return _subject(tokens, start, end, "part") if start < end else None
    if lower[0] not in ("of", "among"):
        return None
    end = next((k for k in range(1, min(i, _OWNED + 1)) if not _of_phrase(lower[k], table, words)), 0)
    start = 1 + (lower[1] in table.determiners or lower[1] == "the")
    return _subject(tokens, start, end, "part") if end > start and lower[end] == "," else None


def _of_phrase(word: str, table: SubjectTable, words: Words) -> bool:
    """Whether a word can belong to the name of a whole: a noun, an adjective, an article, a word that no table knows."""
    return word[0].isalpha() and (words.main(word) in (NOUN, ADJ, 0) or word == "the" or word in table.determiners)


def _without_mark(owner: Subject) -> Subject:
    """The owner without its apostrophe: "the mill's" is the mill."""
    text = owner.text.removesuffix("s") if owner.text[-2:] in ("'s", "’s") else owner.text
    text = text.rstrip("'’")
    return Subject(text, Span(owner.span.start, owner.span.end - len(owner.text) + len(text)), owner.how)


def _in_name(tokens: Tokens, start: int, words: Words) -> bool:
    """Whether the word before token ``start`` belongs to the same name or noun phrase."""
    before = tokens.words[start - 1]
    if tokens.words[start][0].isupper() and not tokens.title_case:
        return before[0].isupper() and before[0].isalpha()
    return before[0].isalpha() and words.main(tokens.lower[start - 1]) in (NOUN, ADJ, 0)
