"""The subject of a verb: before it, before an insertion, before the clause that tells more of it, or what an active verb deals with."""

from __future__ import annotations

from factcheck.extract.context import speakers, verb_groups
from factcheck.extract.context.speakers import printed
from factcheck.extract.tokens import Tokens
from factcheck.model import Span, Subject
from factcheck.tables.attribution import AttributionTable
from factcheck.tables.modality import modality_table
from factcheck.tables.subjects import SubjectTable, subject_table
from factcheck.tables.words import ADJ, AUX, NOUN, NUM, PARTICIPLE_ED, PARTICIPLE_ING, PAST, PREP, THIRD, VERB, Words

_NAME = 5  # words of a name
_CHAIN = 4  # verbs that are stepped back over: "agreed to try to sell"
_SENTENCE = 24  # words of a sentence in which its first verb is looked for
_ASIDE = 12  # words of what is put in between: "the cost, planners estimated on Monday, would be"
_ANTECEDENT = 12  # words of what a relative clause tells more of
_DASHES = frozenset("-–—")
_PUT_IN = 24  # words between two dashes
_HELPING = 4  # words between "who" and its verb: "who has since also raised"


def find(tokens: Tokens, verb: int, speech: AttributionTable, words: Words) -> tuple[Subject | None, bool]:
    """Return the subject of the verb at token ``verb`` and whether that is a pronoun.

    Back over infinitives and participles: "agreed to sell 40", "was accused of taking $300".
    """
    lower, table = tokens.lower, subject_table()
    for _ in range(_CHAIN):
        told = _told_more_of(tokens, verb, speech, table, words)
        if told is not None:
            return made(tokens, *told), False
        found = _accompanying(tokens, verb, table, words)
        if found is not None:
            return _made_of(tokens, *found, table, words)
        if _goes_on(tokens, verb, words):
            verb = next((k for k in range(verb - 2, -1, -1) if _conjugates(tokens, k, words)), -1)
            if verb < 1:
                break
            continue
        found = _before_origin(tokens, _behind_clause(lower, speakers.backward(tokens, verb, speech), table), table, words)
        if found is not None and not _verbal(tokens, found, table.clauses, words):
            return _made_of(tokens, *found, table, words)
        verb = next((k for k in range(verb - 1, max(-1, verb - 1 - _SENTENCE), -1) if words.main(lower[k]) in (VERB, AUX)), -1)
        if verb < 1:
            break
    return None, False


def _before_origin(tokens: Tokens, found: tuple[int, int] | None, table: SubjectTable, words: Words) -> tuple[int, int] | None:
    """The person of "Jo Hill, 41, of Leeds, was": what stands before "of" between commas, and before an age."""
    lower = tokens.lower
    if found is None or lower[found[0]] != "of" or found[0] < 2 or lower[found[0] - 1] != ",":
        return found
    end = found[0] - 1
    end -= 2 if end > 2 and lower[end - 1].isdecimal() and lower[end - 2] == "," else 0
    return antecedent(tokens, end, table, words) or found


def _accompanying(tokens: Tokens, verb: int, table: SubjectTable, words: Words) -> tuple[int, int] | None:
    """The subject of a verb that is not finite: "with Una sizzling at 43 degrees", "easy for someone to hurt dozens"."""
    lower = tokens.lower
    end = verb - (lower[verb - 1] == "to")
    opener = "for" if end < verb else "with" if words.tags(lower[verb]) & PARTICIPLE_ING else ""
    start = next((k for k in range(end - 1, max(-1, end - 2 - _NAME), -1) if lower[k] in ("for", "with")), -1) if opener else -1
    if start < 0 or lower[start] != opener or start + 1 >= end:
        return None
    apart = table.determiners | table.alone | table.anybody | {"the"}
    if not all(words.main(word) in (NOUN, ADJ, 0, NUM) or word in apart for word in lower[start + 1 : end]):
        return None
    last = lower[end - 1]
    somebody = last in table.anybody or tokens.words[end - 1][0].isupper() or words.is_human_class(words.noun_class(words.noun(last)))
    return (start + 1, end) if opener == "with" or somebody else None


def _goes_on(tokens: Tokens, verb: int, words: Words) -> bool:
    """Whether a participle behind a comma goes on with the clause before it: "Jo Hill has served for years, winning twice"."""
    word = tokens.lower[verb]
    return verb > 3 and tokens.lower[verb - 1] == "," and bool(words.tags(word) & PARTICIPLE_ING) and words.main(word) == VERB


def _conjugates(tokens: Tokens, k: int, words: Words) -> bool:
    """Whether token ``k`` is the verb of a clause, as far as its neighbours tell."""
    word = tokens.lower[k]
    return words.main(word) == AUX or (bool(words.tags(word) & (PAST | THIRD)) and verb_groups.is_verb(tokens, k, words))


def _conjugated(word: str, words: Words) -> bool:
    return words.main(word) == AUX or _finite(word, words)


def of_verb(tokens: Tokens, verb: int, speech: AttributionTable, words: Words) -> Subject | None:
    """Return the subject of the verb at token ``verb``; None for a pronoun, or where none can be had."""
    found, pronoun = find(tokens, verb, speech, words)
    return None if pronoun else found


def dealt(tokens: Tokens, verb: int, i: int, j: int, words: Words) -> Subject | None:
    """The one who gets what an active verb hands out: "the judge sentenced Jo Hill to eight years", "the poll put Jo Hill at 40 %" → Jo Hill."""
    lower, table = tokens.lower, subject_table()
    infinitive = words.verb(lower[verb])
    if infinitive in table.placing:
        return _placed(tokens, verb, i, j, table, words)
    if infinitive not in table.dealing or (verb and lower[verb - 1] in modality_table().be):
        return None
    end = next((k for k in range(verb + 1, i) if lower[k] == "to" or not lower[k][0].isalpha() or lower[k] in table.passed), i)
    if not verb + 1 < end <= verb + 1 + _NAME or lower[verb + 1] in table.pronouns:
        return None
    return made(tokens, verb + 1, end)


def taken_by(tokens: Tokens, j: int, words: Words) -> Subject | None:
    """Whom something took that long: "it took two hours for rescue crews to free her" → rescue crews."""
    lower, table = tokens.lower, subject_table()
    if tokens.at(j) != "for":
        return None
    end = next((k for k in range(j + 1, min(len(tokens), j + 2 + _NAME)) if lower[k] == "to" or not lower[k][0].isalnum()), j)
    return made(tokens, j + 1, end) if end > j + 1 and tokens.at(end) == "to" and lower[j + 1] not in table.pronouns else None


def made(tokens: Tokens, start: int, end: int, how: str = "clause") -> Subject:
    """The subject of these tokens."""
    return Subject(printed(tokens, start, end), Span(tokens.starts[start], tokens.ends[end - 1]), how)


def _made_of(tokens: Tokens, start: int, end: int, table: SubjectTable, words: Words) -> tuple[Subject | None, bool]:
    """A subject of what stands before a verb, without what only leads to it, and whether it is a pronoun."""
    lower = tokens.lower
    end -= end - start > 1 and words.main(lower[end - 1]) == AUX  # "flats are priced"
    start += lower[start] in table.leading and end - start > 1
    while start > 1 and tokens.touches(start) and lower[start - 1][0].isalnum() + (lower[start - 1] == "-"):
        start -= 1  # "her 12-year-old daughter"
    start -= start > 0 and lower[start - 1] in table.determiners and lower[start - 1] not in table.leading and lower[start] != "the"
    end = _before_participle(tokens, start, end, words)
    end -= end - start > 1 and lower[end - 1] in table.relatives  # "a ring that's 450 feet wide"
    if end - start > 1 and lower[end - 1] in table.alone and lower[end - 2] not in ("of", "and", "or"):
        start = end - 1  # "detectives determined she"
    name = next((k for k in range(start, end) if not tokens.words[k][0].isupper()), end)
    end = name if start < name < end and lower[name] == "," and lower[start] != "the" else end  # "Jo Hill, head of the brigade, said": the name
    if end - start == 1 and lower[start] in table.expletives:
        return None, False  # "there were six"
    if lower[start] in table.owning:  # "whose district is 35 percent": the district
        return (made(tokens, start + 1, end), False) if end - start > 1 else (None, False)
    human = words.is_human_class(words.noun_class(words.noun(lower[end - 1])))  # "her daughter" is one of her own, "its profit" is not
    if lower[start] in table.pronouns if end - start == 1 else lower[start] in table.possessives and not human:
        return made(tokens, start, end), True
    return (made(tokens, start, end), False) if not lower[start][0].isdecimal() else (None, False)


def _told_more_of(tokens: Tokens, verb: int, speech: AttributionTable, table: SubjectTable, words: Words) -> tuple[int, int] | None:
    """What a clause without a subject of its own is of: "Jo Hill, who has raised", "the fare, officials said, will rise", "the mounds, measuring"."""
    lower = tokens.lower
    k = verb
    while k > max(0, verb - _HELPING) and (lower[k - 1] in speech.skipped or lower[k - 1].endswith("ly") or words.main(lower[k - 1]) == AUX):
        k -= 1
    k -= k > 2 and lower[k - 1] in table.floating and lower[k - 2] in table.relatives  # "which all crossed"
    if k < 2:
        return None
    before = lower[k - 1]
    if before in table.relatives and (before != "that" or words.main(lower[k - 2]) in (NOUN, 0)):
        return _person_of(tokens, antecedent(tokens, _past_marks(lower, k - 1), table, words), before, table, words)
    if before in _DASHES and not tokens.touches(k - 1):
        return _between_dashes(tokens, k, table, words)
    if before != ",":
        opens = next((n for n in range(k - 1, max(0, k - _ASIDE), -1) if lower[n] == "whom"), 0)  # "Jo Hill, whom Forbes says is worth"
        aside = opens > 0 and lower[k - 1] in speech.verbs
        return antecedent(tokens, opens - (lower[opens - 1] == ","), table, words) if aside else None
    opens = next((n for n in range(k - 2, max(0, k - 2 - _ASIDE), -1) if lower[n] == ","), 0)
    opens *= not any(lower[n] in _DASHES and not tokens.touches(n) for n in range(opens + 1, k - 1))  # "ULVA, Tolm - The council said it won, taking"
    if opens and lower[opens + 1] not in table.relatives and not speech.verbs.keys().isdisjoint(lower[opens + 2 : k - 1]):
        return antecedent(tokens, opens, table, words)
    if k == verb and words.tags(lower[verb]) & PARTICIPLE_ING:  # of a phrase that opens the sentence: all that stands before the comma
        whole = antecedent(tokens, k - 1, table, words)
        put_in = whole is not None and not words.tags(lower[whole[0] - 1]) & PREP and _closed(tokens, verb, words)
        return whole if whole is not None and (whole[0] == 0 or put_in) else None
    closed = k == verb and words.tags(lower[verb]) & PARTICIPLE_ED and _closed(tokens, verb, words)
    return antecedent(tokens, k - 1, table, words) if closed else _put_in(tokens, k, verb, table, words)


def _past_marks(lower: list[str], end: int) -> int:
    """Where a phrase ends before a comma or dashes: "Jo Hill -- who killed three and injured 23"."""
    while end > 1 and (lower[end - 1] == "," or lower[end - 1] in _DASHES):
        end -= 1
    return end


def _between_dashes(tokens: Tokens, k: int, table: SubjectTable, words: Words) -> tuple[int, int] | None:
    """What stands before what two dashes put in: "the popularity of races — they take a day — has grown"."""
    lower = tokens.lower
    opens = next((n for n in range(k - 2, max(0, k - 2 - _PUT_IN), -1) if lower[n] in _DASHES and not tokens.touches(n)), 0)
    return antecedent(tokens, opens - (lower[opens - 1] == ","), table, words) if opens > 1 else None


def _put_in(tokens: Tokens, k: int, verb: int, table: SubjectTable, words: Words) -> tuple[int, int] | None:
    """What stands before a clause or a phrase between commas: "The plan, which comes after a review, is split", "Hill, after this, cannot say"."""
    lower = tokens.lower
    opens = next((n for n in range(k - 2, max(0, k - 2 - _PUT_IN), -1) if lower[n] == ","), 0)
    if not opens or words.tags(lower[verb]) & PARTICIPLE_ING or "," in lower[opens + 1 : k - 1]:
        return None
    short = k - opens <= _ASIDE // 2 and words.tags(lower[opens + 1]) & PREP
    return antecedent(tokens, opens, table, words) if short or lower[opens + 1] in table.relatives else None


def _person_of(
    tokens: Tokens, found: tuple[int, int] | None, relative: str, table: SubjectTable, words: Words
) -> tuple[int, int] | None:  # fmt: skip
    """What a clause is of that stands behind a place: "Jo Hill from Leeds who weighs", "a mill in Lund that makes"; an event before any phrase."""
    if found is None or found[0] < 2 or tokens.lower[found[0] - 1] not in table.where:
        return found
    befell = antecedent(tokens, found[0] - 1, table, words)
    if befell is not None and words.noun_class(words.noun(tokens.lower[befell[1] - 1])) in table.events:
        return befell  # "a shooting at a club that left 50 dead"
    if relative == "which":
        return found
    if not words.is_place(printed(tokens, *found)) and not words.plain_place_kind(printed(tokens, *found).lower()):
        return found
    return antecedent(tokens, found[0] - 1, table, words) or found


def _closed(tokens: Tokens, verb: int, words: Words) -> bool:
    """Whether what begins with a participle is put in between, and the verb of the clause follows: "the ferry, built in 1998, sank"."""
    closes = next((n for n in range(verb + 1, min(len(tokens), verb + _ASIDE)) if tokens.lower[n] == ","), len(tokens))
    return closes + 1 < len(tokens) and _conjugated(tokens.lower[closes + 1], words)


def antecedent(tokens: Tokens, end: int, table: SubjectTable, words: Words, first: int = 0) -> tuple[int, int] | None:
    """The noun phrase that ends before token ``end``, without the time behind it, from ``first`` on; the name before it where that is meant."""
    lower = tokens.lower
    while end > 2 and words.noun_class(words.noun(lower[end - 1])) in table.time_classes and lower[end - 2] in table.when:
        end -= 2  # "the flood last month that killed 80"
    start = end
    while start > first and end - start < _ANTECEDENT and _of_phrase(tokens, start, end, table, words):
        start -= 1
        if (lower[start] in table.determiners or lower[start] == "the") and (start == 0 or lower[start - 1] != "of"):
            break
    while start < end and (lower[start] == "of" or lower[start] in table.openers - table.articles - {"the"}):
        start += 1
    if start == end or words.main(lower[end - 1]) not in (NOUN, 0, ADJ, NUM):
        return None
    if start > 1 and lower[start] in table.articles and lower[start - 1] == ",":
        name = start - 1
        while name > 0 and start - name <= _NAME and tokens.words[name - 1][0].isupper() and tokens.words[name - 1][0].isalpha():
            name -= 1
        name += name == 0 and lower[0] in table.openers
        if name < start - 1 and not tokens.title_case:
            return name, start - 1
    return start, end


def _of_phrase(tokens: Tokens, start: int, end: int, table: SubjectTable, words: Words) -> bool:
    """Whether the word before token ``start`` goes with a noun phrase that ends before ``end``."""
    lower = tokens.lower
    word = lower[start - 1]
    if word in table.determiners or word == "the":
        return True
    if word == "of" or word == "'":
        return start < end
    if word == "-" or ((word[0].isdecimal() or words.main(word) == NUM) and start < end and lower[start] == "-"):
        return start < end and tokens.touches(start)  # "the 23-year-old winger"
    if not word[0].isalpha():
        return tokens.abbreviates(start - 1)
    if tokens.words[start - 1][0].isupper() and start > 1 and not tokens.title_case:
        return True
    return words.main(word) in (NOUN, ADJ, 0) or (start < end and words.main(word) == VERB and bool(words.tags(word) & (NOUN | ADJ)))


def _placed(tokens: Tokens, verb: int, i: int, j: int, table: SubjectTable, words: Words) -> Subject | None:
    """What is put at a number: "the poll put Jo Hill on 30 %, Ann Berg on 28 %", "the paper put the toll at 24"; the nearest before the figure."""
    lower = tokens.lower
    at = next((k for k in range(i - 1, max(verb, i - 4), -1) if lower[k] in table.placed), 0)
    if not at or not all(lower[k] in table.passed for k in range(at + 1, i)):
        return None
    found = antecedent(tokens, at, table, words, verb + 1)
    return made(tokens, *found) if found is not None and lower[found[0]] not in table.pronouns else None


def _before_participle(tokens: Tokens, start: int, end: int, words: Words) -> int:
    """Where a subject really ends: before the participle that says more of it ("members of the council preparing to vote")."""
    for k in range(start + 1, end):
        word = tokens.lower[k]
        if words.tags(word) & PARTICIPLE_ING and words.main(word) == VERB and words.main(tokens.lower[k - 1]) in (NOUN, 0):
            return k
    return end


def _behind_clause(lower: list[str], found: tuple[int, int] | None, table: SubjectTable) -> tuple[int, int] | None:
    """What stands behind the verb of saying in "authorities said the vessel"; all of it where there is none."""
    if found is None:
        return None
    cut = max((k for k in range(found[0], found[1] - 1) if lower[k] in table.clauses), default=found[0] - 1)
    return cut + 1, found[1]


def _verbal(tokens: Tokens, found: tuple[int, int], clauses: frozenset[str], words: Words) -> bool:
    """Whether what stands before a verb is no noun phrase but another verb: "agreed to", "accused of"."""
    start, end = found
    last = tokens.lower[end - 1]
    if any(words.main(w) == AUX or w in clauses for w in tokens.lower[start : end - 1]):
        return True  # a clause of its own
    opens = modality_table().objects_open
    acts = [k for k in range(start, end - 1) if _finite(tokens.lower[k], words)]
    if any(k == start or not words.tags(tokens.lower[k]) & PARTICIPLE_ED or tokens.lower[k + 1] in opens for k in acts):
        return True
    return last == "to" or (words.main(last) in (VERB, AUX) and not words.tags(last) & NOUN) or (end - start == 1 and words.main(last) in (VERB, AUX))


def _finite(word: str, words: Words) -> bool:
    """Whether a word is a verb in the past or the third person, and nothing else."""
    tags = words.tags(word)
    return words.main(word) == VERB and bool(tags & (PAST | THIRD)) and not tags & (ADJ | NOUN)
