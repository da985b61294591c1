"""What happens at a time, as verbs: of its clause, of the noun at which it stands, of the sentence that it takes up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from factcheck.align.records.record import Context
from factcheck.model import Dating, Grain
from factcheck.tables.datings import dating_table
from factcheck.tables.occasions import occasion_table
from factcheck.tables.words import PARTICIPLE_ING, PAST, VERB, load_words

STATES = ("be", "have")  # verbs with which nothing happens
_SERVED = "serve"  # what somebody did who "was mayor from 1991 to 2003"
_WORD = re.compile(r"[^\W\d_]+")
_ENDINGS = (
    ("ation", "ate"),
    ("ation", "e"),
    ("ion", "e"),
    ("ion", ""),
    ("ment", ""),
    ("al", "e"),
    ("al", ""),
    ("ure", "e"),
    ("ance", ""),
    ("ence", ""),
)
_LONG = 7  # letters of a noun that is made of a verb


def of_event(dating: Dating) -> bool:
    """Whether a dating dates an event that others may date: not when somebody said something, or was something."""
    happens = dating.predicate is not None and (dating.predicate.lemma not in STATES or _in_office(dating))
    return not dating.spoken and (happens or bool(dating.event))


def taken_up(known: Context, dated: Mapping[str, Dating]) -> dict[str, frozenset[str]]:
    """The verbs of the sentence before, for datings that only say when that happened: "The bus slid into a ditch. The accident was on Thursday"."""
    words, table, found = known.words, occasion_table(), dict[str, frozenset[str]]()
    firsts = {e.source.id: e for e in known.extractions}
    for d in dated.values():
        if d.event in table.generic and d.sentence > 0 and (d.predicate is None or d.predicate.lemma in dating_table().happening | {"be"}):
            e = firsts[d.source]
            before = e.layout.sentences[d.sentence - 1]
            said = (w.lower() for w in _WORD.findall(e.text, before.start, before.end))
            found[d.id] = frozenset(words.verb(w) for w in said if words.main(w) == VERB and words.tags(w) & PAST)
    return found


def _in_office(dating: Dating) -> bool:
    """Whether a span of years says from when to when somebody was something: "was mayor from 1991 to 2003"."""
    return dating.until is not None and dating.grain is Grain.YEAR and dating.predicate is not None and dating.predicate.lemma == "be"


@lru_cache(maxsize=4096)
def deeds_of(dating: Dating) -> frozenset[str]:
    """What happens, as verbs: the verb of the clause, and the verb of the noun at which the time stands."""
    words = load_words()
    table = dating_table()  # "the trial took place", "the concert took place"; "the blast ripped through the mill"
    light = {*STATES, *(table.happening if dating.event else ()), *(table.befalling if dating.event in table.disasters else ())}
    found = ({dating.predicate.lemma.lower()} if dating.predicate is not None else set()) - light
    if dating.event and words.predicate_class(next(iter(found), "")) == "start":
        found = set()  # "the trial opened": the trial
    if _in_office(dating):
        found.add(_SERVED)
    if dating.event and (deed := _deed_of(dating.event)):
        found.add(deed)
    found |= _at_once(dating)
    return frozenset(found or ({dating.event} - {""}))


def _deed_of(noun: str) -> str:
    """The verb of an event's noun: "death", "die"; "evacuation", "evacuate"; "" where there is none."""
    words, told = load_words(), occasion_table().nouns.get(noun)
    if told is not None:
        return told
    if words.tags(noun) & VERB:
        return words.verb(noun)
    stems = [noun.removesuffix(end) + verb for end, verb in _ENDINGS if noun.endswith(end) and len(noun) > _LONG]
    return next((verb for verb in stems if words.tags(verb) & VERB), "")


def _at_once(dating: Dating) -> set[str]:
    """What happened at the same moment: "was killed when a car hit her on Tuesday", "crashed on Monday, killing four"."""
    if dating.predicate is None or dating.grain.rank > Grain.DAY.rank:
        return set()
    words, before, after = load_words(), [w.lower() for w in dating.before], [w.lower() for w in dating.after]
    said = [*before, ",", *after]
    verbs = {words.verb(w) for k, w in enumerate(said) if k and said[k - 1] == "," and _is_deed(w, PARTICIPLE_ING)}
    for when in ("when", "as"):
        if when in before[1:]:  # the time is that of the clause behind: what stands right before it happened then
            told = [w for w in before[: before.index(when)] if _is_deed(w, PAST)]
            verbs |= {words.verb(w) for w in told[-1:]}
        elif when in after and not any(_is_deed(w, PAST) for w in after[: after.index(when)]):  # not "of the wounds he suffered when he was shot"
            told = [w for w in after[after.index(when) :] if _is_deed(w, PAST)]
            verbs |= {words.verb(w) for w in told[:1]}
    return verbs


def _is_deed(word: str, form: int) -> bool:
    words = load_words()
    telling = words.main(word) == VERB and words.tags(word) & form and words.predicate_class(words.verb(word)) not in (None, "", "say")
    return bool(telling) and words.verb(word) not in STATES
