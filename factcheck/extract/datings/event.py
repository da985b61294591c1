"""What a time dates: the verb of its clause, or the noun at which it stands ("Tuesday's vote", "the vote on Tuesday")."""

from __future__ import annotations

from typing import NamedTuple

from factcheck.extract.context import verb_groups
from factcheck.extract.context.verb_groups import Group
from factcheck.extract.tokens import Tokens
from factcheck.tables.datings import dating_table
from factcheck.tables.modality import ModalityTable, modality_table
from factcheck.tables.words import ADJ, ADV, BASE, NOUN, PARTICIPLE_ED, PARTICIPLE_ING, PAST, PLURAL, PREP, THIRD, VERB, Words

_BACK = 24  # words of one clause before a time
_ON = 18  # and behind it
_PHRASE = 4  # words of a noun phrase behind a time


class Event(NamedTuple):
    """The verb of a time's clause, whether the time is no event's (somebody said something, a picture was taken, a text was put up), and its noun."""

    verb: Group | None
    spoken: bool
    noun: str


def event_of(tokens: Tokens, first: int, start: int, end: int, words: Words, *, full: bool) -> Event:
    """Return the event that ``tokens[start:end]`` dates; ``first`` is the token at which its phrase begins, preposition included.

    ``full``: the time prints weekday, day and year, as captions of pictures do.
    """
    table = modality_table()
    attributive = _attributive(tokens, start, end, table, words)
    opens = first == 0 or tokens.lower[first - 1] in (",", "and", "but", '"', "“", ":", ";", ")")
    if attributive:  # "the July 12 wreck killed two": of the verb only as its subject, or where it tells of it
        verb = _ahead(tokens, end, table, words) if _is_subject(tokens, start, table, words) else _that_told(tokens, end, table, words)
    else:
        verb = (_ahead(tokens, end, table, words) if opens else None) or _behind(tokens, first, table, words) or _ahead(tokens, end, table, words)
    stamp = _stamped(tokens, first, end, attributive, verb) or (full and _pictured(tokens, words))
    noun = attributive or _noun(tokens, first, table, words) or (_told_of(tokens, first, verb, table, words) if verb is not None else "")
    return Event(verb, stamp or (verb is not None and _reports(verb.lemma, table, words)), noun)


def _reports(verb: str, table: ModalityTable, words: Words) -> bool:
    """Whether a verb tells that something was said, and its time is that of the saying."""
    return verb in table.speech or verb in dating_table().reporting or words.predicate_class(verb) == "say"


def _stamped(tokens: Tokens, first: int, end: int, noun: str, verb: Group | None) -> bool:
    """Whether a time dates the text or a picture: "Updated: March 10", "in this March 10 photo"."""
    table = dating_table()
    near = tokens.at(first - 1) if tokens.at(first - 1) not in (":", "on", "at") else tokens.at(first - 2)
    pictured = noun in table.pictures or not table.pictures.isdisjoint(tokens.lower[end : end + 2])  # "this Oct. 12 file photo"
    return pictured or near in table.stamps or (verb is not None and verb.lemma in table.stamps)


def _pictured(tokens: Tokens, words: Words) -> bool:
    """Whether the first verb of the sentence stands in the present, as in the caption of a picture: "A woman speaks with an officer …"."""
    for k in range(1, min(len(tokens), _ON)):
        tags = words.tags(tokens.lower[k])
        if tags & (PAST | THIRD | BASE) and not tags & PARTICIPLE_ING and verb_groups.is_verb(tokens, k, words):
            return not tags & PAST and bool(tags & THIRD or words.tags(tokens.lower[k - 1]) & PLURAL)
    return False


def _behind(tokens: Tokens, first: int, table: ModalityTable, words: Words) -> Group | None:
    """The nearest verb before the time in its clause."""
    lower = tokens.lower
    for k in range(first - 1, max(-1, first - 1 - _BACK), -1):
        word = lower[k]
        if tokens.abbreviates(k):
            continue
        if word in table.stops_left and not (words.tags(word) & PREP) and word not in table.connectives:
            return None
        if word in table.be or word in table.have:  # "was a draft choice in 1978": nothing else happened
            modality = verb_groups.behind(tokens, k, table, words)[1]  # "will be on Sunday"
            return Group(k, "be" if word in table.be else "have", False, modality, finite=True)
        if word in table.auxiliaries:
            continue
        if verb_groups.is_verb(tokens, k, words) or (k == first - 1 and _lasts(tokens, k, words)):
            negated, modality = verb_groups.behind(tokens, k, table, words)
            return Group(k, verb_groups.lemma_at(tokens, k, table, words), negated, modality, finite=False)
    return None


def _lasts(tokens: Tokens, k: int, words: Words) -> bool:
    """Whether a word that is mostly a noun says when something begins or ends: "his term ends in 2019", "the lease officially ends in May"."""
    word, before = tokens.lower[k], tokens.lower[k - 1] if k else ""
    phase = words.predicate_class(words.verb(word)) in dating_table().phases and words.tags(word) & THIRD
    subject = words.main(before) == ADV or (words.main(before) == NOUN and not words.tags(before) & PLURAL)
    return bool(phase and subject)


def _ahead(tokens: Tokens, end: int, table: ModalityTable, words: Words) -> Group | None:
    """The first finite verb behind a time that opens its clause; a participle behind a noun only where nothing else is finite."""
    lower = tokens.lower
    begin = end + (tokens.at(end) == ",")
    passed = -1  # "a man accused of arson died", but "the council voted to close"
    for k in range(begin, min(len(lower), begin + _ON)):
        word = lower[k]
        if (word in ".;:" and not tokens.abbreviates(k)) or (word == "," and passed >= 0):
            break
        if word in table.auxiliaries:
            return verb_groups.ahead(tokens, k, table, words)
        tags = words.tags(word)
        if not tags & (PAST | THIRD) or not verb_groups.is_verb(tokens, k, words):
            continue
        if tags & PARTICIPLE_ED and not tags & THIRD and words.tags(tokens.at(k + 1)) & PREP and words.main(lower[k - 1]) == NOUN:
            passed = k if passed < 0 else passed
            continue
        return verb_groups.ahead(tokens, k, table, words)
    return verb_groups.ahead(tokens, passed, table, words) if passed >= 0 else None


def _attributive(tokens: Tokens, start: int, end: int, table: ModalityTable, words: Words) -> str:
    """The event before which the time stands like an adjective: "the Friday vote", "Tuesday's special election"; "" where it does not."""
    lower = tokens.lower
    owned = lower[end - 1].endswith("'s")
    if not owned and not (start and lower[start - 1] in table.nominal_before and not words.tags(lower[start - 1]) & PREP):
        return ""
    head = ""
    begin = end + (tokens.at(end) == ",")
    for k in range(begin, min(len(lower), begin + _PHRASE)):
        tags = words.tags(lower[k])
        if not lower[k][0].isalpha() or (tags and not tags & (NOUN | ADJ)) or lower[k] in table.auxiliaries or words.main(lower[k]) == VERB:
            break
        if words.main(lower[k]) == NOUN or not tags:
            head = words.noun(lower[k])
    return head


def _that_told(tokens: Tokens, end: int, table: ModalityTable, words: Words) -> Group | None:
    """The verb that tells of an event behind its noun: "for the July 12 crash that killed two"."""
    near = range(end, min(len(tokens.lower), end + _PHRASE))
    that = next((k for k in near if tokens.lower[k] in ("that", "which")), None)
    return _ahead(tokens, that + 1, table, words) if that is not None else None


def _is_subject(tokens: Tokens, start: int, table: ModalityTable, words: Words) -> bool:
    """Whether the noun phrase of an attributive time opens its clause."""
    k = start - 1
    while k >= 0 and (tokens.lower[k] in table.nominal_before or words.main(tokens.lower[k]) in (ADJ, NOUN)):
        if words.tags(tokens.lower[k]) & PREP:
            return False
        k -= 1
    return k < 0 or tokens.lower[k] in (",", ";", ":", '"', "“", "and", "but", "when", "after", "before", "as", "that")


def _noun(tokens: Tokens, first: int, table: ModalityTable, words: Words) -> str:
    """The event noun behind which the time stands: "the vote on Tuesday"; "" where a verb before it may own the time, or it is no event."""
    lower, k = tokens.lower, first - 1
    named = k > 0 and tokens.words[k][0].isupper() and not tokens.title_case  # "in Bam in December 2003"
    if k < 1 or named or not lower[k][0].isalpha() or words.main(lower[k]) != NOUN:
        return ""
    noun = words.noun(lower[k])
    of = next((m for m in range(k - 1, max(0, k - 1 - _PHRASE), -1) if lower[m] == "of"), 0)
    if of and not is_event(noun, words):  # "the collapse of the bridge on Jan. 9"
        k, noun = of - 1, words.noun(lower[of - 1])
    if not is_event(noun, words):
        return ""
    for m in range(k - 1, max(-1, k - 1 - _PHRASE), -1):
        if words.tags(lower[m]) & PREP or lower[m] in (",", ";", ":", '"', "“", "that"):
            return noun
        if lower[m] in table.auxiliaries or verb_groups.is_verb(tokens, m, words):
            return ""  # "overturned the conviction in 2012"
    return noun if k <= _PHRASE else ""


def _told_of(tokens: Tokens, first: int, verb: Group, table: ModalityTable, words: Words) -> str:
    """The event that stands before a verb which only says that it happens: "the vote on the bridge was on Tuesday", "the trial took place in May"."""
    lower, at = tokens.lower, verb.at
    if not 0 < at < first or not (verb.lemma in table.be or verb.lemma in dating_table().happening) or lower[at - 1] in ("to", "there", "it"):
        return ""
    if not all(words.main(w) == ADV or w in table.auxiliaries or w in ("place", "held") for w in lower[at + 1 : first]):
        return ""  # "the attack was his second in 2019": what it was, not when
    start = next((k + 1 for k in range(at - 1, max(-1, at - 1 - _ON), -1) if lower[k] in (",", ";", ":", '"', "“", "and", "but", "that")), 0)
    if at - start > _ON or any(words.main(w) == VERB and not words.tags(w) & (NOUN | ADJ) for w in lower[start:at]):
        return ""
    end = next((k for k in range(start + 1, at) if words.tags(lower[k]) & PREP), at)
    while end > start and words.main(lower[end - 1]) != NOUN and (lower[end - 1] in table.auxiliaries or words.main(lower[end - 1]) == ADV):
        end -= 1  # "the vote will probably be"
    noun = words.noun(lower[end - 1]) if end > start and words.tags(lower[end - 1]) & NOUN and lower[end - 1][0].isalpha() else ""
    return noun if noun and is_event(noun, words) else ""


def is_event(noun: str, words: Words) -> bool:
    """Whether a noun, as a lemma, names something that happens."""
    table = dating_table()
    return noun not in table.no_events and (words.noun_class(noun) in table.event_classes or bool(words.predicate_class(noun)))
