"""What a time dates: the verb of its clause, or the noun at which it stands ("Tuesday's vote", "the vote on Tuesday")."""

from __future__ import annotations

from typing import NamedTuple

from factcheck.extract.context import verb_groups
from factcheck.extract.context.phrased import phrased
from factcheck.extract.context.verb_groups import Group
from factcheck.extract.tokens import Tokens
from factcheck.model import Modality
from factcheck.tables.datings import MADE, dating_table
from factcheck.tables.modality import ModalityTable, modality_table
from factcheck.tables.words import ADJ, ADV, BASE, NOUN, PARTICIPLE_ED, PARTICIPLE_ING, PAST, PLURAL, PREP, THIRD, VERB, Words

_BACK = 24  # words of one clause before a time
_ON = 18  # and behind it
_PHRASE = 4  # words of a noun phrase behind a time
_FRONT = 8  # words of a phrase that opens a clause
_OBJECT = 6  # words behind a verb in which the head of its object stands
_PHRASED = 3  # words behind a verb that make another of it
_HANDLE = 4  # tokens before a date in which the name of an account stands
_THAT = 5  # words behind "found" before its "that"
_OPENS = (",", ";", ":", '"', "“", "and", "but", "that", "when", "after", "before", "as")  # words behind which a subject begins


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
    opens = first == 0 or tokens.lower[first - 1] in (",", "and", "but", '"', "“", ":", ";", ")") or _fronted(tokens, first, end, words)
    verb: Group | None
    meant = _meanwhile(tokens, first, end, table, words) or _granted(tokens, first, end, table, words)
    if meant is not None:
        verb = meant
    elif attributive:  # "the July 12 wreck killed two": of the verb only as its subject, or where it tells of it
        verb = _ahead(tokens, end, table, words) if _is_subject(tokens, start, table, words) else _that_told(tokens, end, table, words)
    else:
        verb = (_ahead(tokens, end, table, words) if opens else None) or _behind(tokens, first, table, words) or _ahead(tokens, end, table, words)
    stamp = _stamped(tokens, first, end, attributive, verb) or (full and _pictured(tokens, words))
    noun = attributive or _noun(tokens, first, table, words)
    own = noun and not attributive and verb is not None and (verb.at >= end or noun in dating_table().spoken_deeds)
    if own and verb is not None and _reports(tokens, verb, table, words):
        verb = None  # "her death on Saturday was announced by her gallery"
    if verb is not None and verb.at < first and not attributive:
        later, aim = _aim(tokens, verb, first, table, words)
        verb, noun = (None, aim) if later else (verb, noun)
    if verb is not None:
        noun = noun or _told_of(tokens, first, verb, table, words) or _held(tokens, first, verb, table, words)
        verb = verb._replace(lemma=_phrased(tokens, verb, table), modality=_scheduled(tokens, verb, table, words))
    return Event(verb, stamp or (verb is not None and _reports(tokens, verb, table, words)), noun)


def _reports(tokens: Tokens, verb: Group, table: ModalityTable, words: Words) -> bool:
    """Whether a verb tells that something was said, and its time is that of the saying."""
    lemma = verb.lemma
    if lemma in dating_table().deeds_too and "that" not in tokens.lower[verb.at + 1 : verb.at + 1 + _THAT]:
        return False  # "the body was found on Tuesday"; "the study, out on Tuesday, found that"
    return lemma in table.speech or lemma in dating_table().reporting or words.predicate_class(lemma) == "say"


def _phrased(tokens: Tokens, verb: Group, table: ModalityTable) -> str:
    """What a verb says with the words behind it: who steps down resigns, who is found guilty is convicted."""
    told_as, key, found = dating_table().told_as, verb.lemma, ""
    for word in tokens.lower[verb.at + 1 : verb.at + 1 + _PHRASED]:
        key = f"{key}-{word}"
        found = told_as.get(key, found)
    return found or phrased(tokens, verb.at, verb.lemma, table, people=False)


def _scheduled(tokens: Tokens, verb: Group, table: ModalityTable, words: Words) -> Modality:
    """The modality of a verb; in the present it tells what is to be: "the hall opens on 1 September", "the vote is on Tuesday"."""
    word = tokens.lower[verb.at]
    present = word in ("is", "are") if word in table.be else bool(words.tags(word) & THIRD and not words.tags(word) & PAST)
    if verb.modality is Modality.DONE and present and verb.lemma != MADE and not tokens.title_case:
        return Modality.PLANNED
    return verb.modality


def _meanwhile(tokens: Tokens, first: int, end: int, table: ModalityTable, words: Words) -> Group | None:
    """What broke in on what was going on: "were driving to the prison at about 5 a.m. when two of the men overpowered them"."""
    if tokens.at(end) != "when":
        return None
    going = _behind(tokens, first, table, words)
    if going is None or not (going.lemma in table.be or words.tags(tokens.lower[going.at]) & PARTICIPLE_ING):
        return None
    return _ahead(tokens, end + 1, table, words)


def _stamped(tokens: Tokens, first: int, end: int, noun: str, verb: Group | None) -> bool:
    """Whether a time dates the text or a picture: "Updated: March 10", "in this March 10 photo"."""
    table = dating_table()
    if tokens.at(first - 1) == ")" and any(w.startswith("@") for w in tokens.lower[max(0, first - _HANDLE) : first]):
        return True  # a post that is quoted: "Orla Bence (@orlabence) May 4, 2026"
    near = tokens.at(first - 1) if tokens.at(first - 1) not in (":", "on", "at") else tokens.at(first - 2)
    pictured = noun in table.pictures or not table.pictures.isdisjoint(tokens.lower[end : end + 2])  # "this Oct. 12 file photo"
    stamped = near in table.stamps or (verb is not None and verb.lemma in table.stamps - table.pictures)
    around = tokens.lower[max(0, (verb.at if verb is not None else first) - _BACK) : end]
    return pictured or (stamped and table.issued.isdisjoint(around))  # "its report, published on Tuesday", is no stamp of the text


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
        if tokens.abbreviates(k) or (word == ":" and k and lower[k - 1][0].isdecimal() and lower[k + 1][0].isdecimal()):
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
    table = dating_table()
    if word == "dates" and tokens.at(k + 1) in table.made_before | table.made:
        return True
    phase = (words.predicate_class(words.verb(word)) in table.phases or words.verb(word) in table.lasting) and words.tags(word) & THIRD
    subject = words.main(before) == ADV or (words.main(before) == NOUN and not words.tags(before) & PLURAL)
    return bool(phase and subject)


def _granted(tokens: Tokens, first: int, end: int, table: ModalityTable, words: Words) -> Group | None:
    """What is to be done by a day until which there is time: "bidders have until 30 June to submit offers"."""
    before = tokens.lower[first - 1] if first else ""
    if not (tokens.at(first) in dating_table().until and before in table.have and tokens.at(end) == "to" and words.tags(tokens.at(end + 1)) & BASE):
        return None
    return Group(end + 1, tokens.lower[end + 1], False, Modality.PLANNED, finite=False)


def _fronted(tokens: Tokens, first: int, end: int, words: Words) -> bool:
    """Whether a time ends a phrase that opens its clause: "filed a suit, and after a trial in May, a jury ruled"."""
    if tokens.at(end) != ",":
        return False
    for k in range(first - 1, max(0, first - 1 - _FRONT), -1):
        if verb_groups.is_verb(tokens, k, words):
            return False
        if tokens.lower[k] in ("and", "but") and tokens.lower[k - 1] == ",":
            return bool(words.tags(tokens.lower[k + 1]) & PREP)
    return False


def _ahead(tokens: Tokens, end: int, table: ModalityTable, words: Words) -> Group | None:
    """The first finite verb behind a time that opens its clause; a participle behind a noun only where nothing else is finite."""
    lower = tokens.lower
    begin = end + (tokens.at(end) == ",")
    passed = -1  # "a man accused of arson died", but "the council voted to close"
    aside = False  # inside of what tells more of the subject: "a man who had fled was caught"
    for k in range(begin, min(len(lower), begin + _ON)):
        word = lower[k]
        if (word in ".;:" and not tokens.abbreviates(k)) or (word == "," and passed >= 0):
            break
        aside = aside or (word in ("who", "which", "that") and passed < 0 and k > begin and words.main(lower[k - 1]) == NOUN)
        if word in table.auxiliaries:
            if aside:
                continue
            return verb_groups.ahead(tokens, k, table, words)
        tags = words.tags(word)
        if not tags & (PAST | THIRD) or not verb_groups.is_verb(tokens, k, words):
            continue
        participle = tags & PARTICIPLE_ED and not tags & THIRD and word not in dating_table().only_past
        if aside or (participle and words.tags(tokens.at(k + 1)) & PREP and words.main(lower[k - 1]) == NOUN):
            aside, passed = False, k if passed < 0 else passed
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
    if named:  # "the arrest of Orla Bence on Monday", "the flood on the Serre in June"
        of = next((m for m in range(k - 1, max(0, k - 1 - _PHRASE), -1) if not tokens.words[m][0].isupper() and lower[m] != "the"), 0)
        named = of < 2 or lower[of] not in dating_table().placing or not _happens(lower[of - 1], words)
        k = k if named else of - 1
    if k < 1 or named or not lower[k][0].isalpha() or words.main(lower[k]) != NOUN:
        return ""
    noun = words.noun(lower[k])
    of = next((m for m in range(k - 1, max(0, k - 1 - _PHRASE), -1) if lower[m] == "of"), 0)
    if of and not is_event(noun, words):  # "the collapse of the bridge on Jan. 9"
        k, noun = of - 1, words.noun(lower[of - 1])
    if not is_event(noun, words) or lower[k - 1] in ("of", "with", "for", "by"):  # "found guilty of fraud on Friday"
        return ""
    for m in range(k - 1, max(-1, k - 1 - _PHRASE), -1):
        if words.tags(lower[m]) & PREP or lower[m] in (",", ";", ":", '"', "“", "that"):
            return noun
        if lower[m] in table.auxiliaries or verb_groups.is_verb(tokens, m, words):
            return ""  # "overturned the conviction in 2012"
    return noun if k <= _PHRASE else ""


def _happens(noun: str, words: Words) -> bool:
    """Whether a word before a phrase of place names what happens there, and is no verb: "the crash near Ostrow", not "were killed in Bam"."""
    return words.main(noun) == NOUN and noun[0].isalpha() and is_event(words.noun(noun), words)


def _told_of(tokens: Tokens, first: int, verb: Group, table: ModalityTable, words: Words) -> str:
    """The event before a verb which only says that it happens, or begins: "the vote on the bridge was on Tuesday", "the tremor hit at 4:52"."""
    lower, at, dated = tokens.lower, verb.at, dating_table()
    befalls = verb.lemma in dated.befalling
    happens = verb.lemma in table.be or verb.lemma in dated.happening or words.predicate_class(verb.lemma) == "start"
    # "The attack was his second in 2019" says what it was, not when; "the quake hit the coast at dawn" says when.
    happens = happens and all(words.main(w) == ADV or w in table.auxiliaries or w in ("place", "held") for w in lower[at + 1 : first])
    if befalls and lower[at - 1] in ("that", "which"):  # "the quake that struck the coast at dawn", "the blaze, which started at 3am"
        at -= 2 if lower[at - 2] == "," else 1
    elif befalls and lower[at - 1] == ",":  # "the quake, which was felt for miles, struck at dawn"
        at = next((k for k in range(at - 2, max(0, at - 2 - _ON), -1) if lower[k] == ","), at)
    if not 0 < at < first or not (happens or befalls) or lower[at - 1] in ("to", "there", "it"):
        return ""
    start = next((k + 1 for k in range(at - 1, max(-1, at - 1 - _ON), -1) if lower[k] in _OPENS), 0)
    if at - start > _ON or any(words.main(w) == VERB and not words.tags(w) & (NOUN | ADJ) for w in lower[start:at]):
        return ""
    end = next((k for k in range(start + 1, at) if words.tags(lower[k]) & PREP), at)
    while end > start and words.main(lower[end - 1]) != NOUN and (lower[end - 1] in table.auxiliaries or words.main(lower[end - 1]) == ADV):
        end -= 1  # "the vote will probably be"
    noun = words.noun(lower[end - 1]) if end > start and words.tags(lower[end - 1]) & NOUN and lower[end - 1][0].isalpha() else ""
    if not happens and noun not in dated.disasters:
        return ""
    return noun if noun and is_event(noun, words) else ""


def _held(tokens: Tokens, first: int, verb: Group, table: ModalityTable, words: Words) -> str:
    """The event behind a verb, which somebody holds or begins: "will hold its election for mayor on May 12", "began a strike on Monday"."""
    dating, lower = dating_table(), tokens.lower
    if verb.at >= first or not (verb.lemma in dating.holding or words.predicate_class(verb.lemma) == "start"):
        return ""
    for k in range(verb.at + 1, min(first, verb.at + 1 + _OBJECT)):
        if not lower[k][0].isalpha() or words.tags(lower[k]) & PREP or lower[k] in table.stops_left:
            break
        if words.main(lower[k]) == NOUN and words.main(tokens.at(k + 1)) != NOUN:
            noun = words.noun(lower[k])
            return noun if words.noun_class(noun) in dating.event_classes and noun not in dating.no_events else ""
    return ""


def _aim(tokens: Tokens, verb: Group, first: int, table: ModalityTable, words: Words) -> tuple[bool, str]:
    """Whether a deed came before the time, which is that of something else, and the noun of that: "wrote to him ahead of his visit on Monday"."""
    lower = tokens.lower
    for k in range(first - 1, verb.at, -1):
        opened = lower[k] in dating_table().ahead_of
        if not opened and not (lower[k] == "of" and lower[k - 1] in ("ahead", "advance")):
            continue
        end = next((m for m in range(k + 1, first) if words.tags(lower[m]) & PREP or not lower[m][0].isalpha()), first)
        noun = words.noun(lower[end - 1]) if end > k + 1 and words.main(lower[end - 1]) == NOUN else ""
        return (True, noun) if noun and is_event(noun, words) else (False, "")
    return False, ""


def is_event(noun: str, words: Words) -> bool:
    """Whether a noun, as a lemma, names something that happens."""
    table = dating_table()
    named = words.noun_class(noun) in table.event_classes or bool(words.predicate_class(noun))
    return noun in table.disasters or (named and noun not in table.no_events)
