"""Verb groups: which word of "was not expected to enter" is the verb, and what the others make of it.

``ahead`` reads a group from its first auxiliary on, ``behind`` reads what stands before a verb that is already known.
"""

from __future__ import annotations

from typing import NamedTuple

from factcheck.extract.neighbours import several
from factcheck.extract.tokens import Tokens
from factcheck.model import Modality
from factcheck.tables.modality import ModalityTable, modality_table
from factcheck.tables.subjects import subject_table
from factcheck.tables.words import ADJ, ADV, AUX, BASE, NOUN, NUM, PARTICIPLE_ED, PARTICIPLE_ING, PAST, PLURAL, PREP, PRON, THIRD, VERB, Words

REACH = 9  # words that one group may span
_SUFFIXES = frozenset(("st", "nd", "rd", "th"))
_RANK = 5  # words between "first" and its infinitive, and before it
_HEDGE = 4  # words of a hedge before its number
_SUBJECT = 5  # words before a verb in which its subject may begin with "no"
_ENDS = frozenset((",", ".", ";", "and", "or"))  # behind a counted noun that might have been a verb
_SOURCES = frozenset(("from", "by", "per", "of"))  # the same
_WEIGHT = {Modality.DONE: 0, Modality.PLANNED: 1, Modality.EXPECTED: 2, Modality.CONDITIONAL: 3, Modality.DENIED: 4}


class Group(NamedTuple):
    """A verb group: the token of its verb, the verb's lemma, polarity, modality, and whether an auxiliary carries it."""

    at: int
    lemma: str
    negated: bool
    modality: Modality
    finite: bool


def stronger(a: Modality, b: Modality) -> Modality:
    """Return the modality that takes more away from "done"."""
    return a if _WEIGHT[a] >= _WEIGHT[b] else b


def lemma_at(tokens: Tokens, k: int, table: ModalityTable, words: Words) -> str:
    """Return the lemma of the verb at ``k``: behind "to" or a modal a base form is its own, and so is that of "lay off"."""
    word = tokens.lower[k]
    if not words.tags(word) & BASE:
        return words.verb(word)
    before = tokens.lower[k - 1] if k else ""
    if before == "to" or before in table.modals or (tokens.at(k + 1) in table.particles and word in table.laid):
        return word
    return words.verb(word)


def is_verb(tokens: Tokens, k: int, words: Words) -> bool:
    """Whether token ``k`` is used as a verb, as far as its forms and its neighbours tell."""
    lower = tokens.lower
    word = lower[k]
    tags = words.tags(word)
    table = modality_table()
    if not tags & VERB:  # "will reenter": no dictionary has it, and nothing else stands behind a modal
        return not tags and k > 0 and lower[k - 1] in table.modals and word.isalpha() and tokens.words[k] == word
    if word in table.no_verbs or (k and tokens.words[k] != word and _named(tokens, k)):
        return False
    before = lower[k - 1] if k else ""
    main = words.main(word)
    if tags & THIRD and k + 1 < len(lower) and words.tags(lower[k + 1]) & AUX:
        return False  # "two launches were searching"
    further = words.tags(tokens.at(k + 1))
    if tags & THIRD and tags & NOUN and further & PAST and not further & (NOUN | ADJ) and words.tags(before) & (NOUN | ADJ):
        return False  # "whose drug costs reached"
    if tags & THIRD and _plural_counted(tokens, k, main, tags, words):
        return False
    if before in table.nominal_before:
        return _behind_lead(tokens, k, before, main, tags, table, words)
    if main == VERB:
        return not _attributive(tokens, k, before, tags, table, words)
    return _other_as_verb(tokens, k, before, main, tags, table, words)


def _other_as_verb(tokens: Tokens, k: int, before: str, main: int, tags: int, table: ModalityTable, words: Words) -> bool:
    """Whether a word that is mostly something else is a verb here, by what stands beside it."""
    lower = tokens.lower
    if before == "to" or before in table.modals or before in table.do:
        return bool(tags & BASE)
    if tags & BASE and takes_side(tokens, k, words):
        return True
    if tags & PARTICIPLE_ING and before in table.be:
        particle = tokens.at(k + 1) in table.particles  # "is following up 700 contacts"; alone, "following" is a preposition
        if (particle or main != PREP) and _counts(tokens, k + 1 + particle, words):
            return True
    if before in table.frequency and tags & BASE:
        return tokens.at(k + 1) in table.objects_open or bool(words.tags(tokens.at(k + 1)) & PRON) or _counts(tokens, k + 1, words)
    if main == ADJ and tags & PARTICIPLE_ING:
        return before in table.joining and k + 1 < len(lower) and (_counts(tokens, k + 1, words) or lower[k + 1] in table.objects_open)
    if main == ADJ:
        return bool(tags & PARTICIPLE_ED and k + 1 < len(lower) and not words.tags(lower[k + 1]) & (NOUN | ADJ))
    return _noun_as_verb(tokens, k, before, tags, table, words) if main in (NOUN, ADV) and k + 1 < len(lower) and before else False


def _attributive(tokens: Tokens, k: int, before: str, tags: int, table: ModalityTable, words: Words) -> bool:
    """Whether a word that is mostly a verb belongs to a noun: "18 tagged sharks", "packing sustained winds", "a net yield of 5 per cent"."""
    after = tokens.at(k + 1)
    if not before or not after:
        return False
    number = before[:1].isdecimal() or words.main(before) == NUM
    if tags & PARTICIPLE_ED and number and after == "," and words.main(tokens.at(k + 2)) in (ADJ, VERB):
        return several(tokens.at(k + 3), words) and words.main(tokens.at(k + 3)) == NOUN  # "three masked, armed men"
    if tags & PARTICIPLE_ED and words.main(after) == NOUN:
        if number:
            return _counted_nouns(tokens, k + 1, words)
        if before.endswith("ly") and k > 1 and words.main(tokens.lower[k - 2]) == PREP:
            return bool(words.tags(after) & PLURAL)  # "in badly damaged homes"
        acting = words.main(before) == VERB and words.tags(before) & PARTICIPLE_ING
        return words.main(before) == ADJ or bool(acting and words.tags(after) & PLURAL)
    return bool(after == "of" and tags & NOUN and tags & BASE and words.main(before) == ADJ and before not in table.states)


def _counted_nouns(tokens: Tokens, k: int, words: Words) -> bool:
    """Whether the nouns from token ``k`` on can be what several are: "eight wounded soldiers"; not "eight needed hospital treatment"."""
    last = k
    while last + 1 < len(tokens) and words.main(tokens.lower[last + 1]) == NOUN and tokens.lower[last + 1][0].isalpha():
        last += 1
    return several(tokens.lower[last], words)


def _plural_counted(tokens: Tokens, k: int, main: int, tags: int, words: Words) -> bool:
    """Whether a word that may be a verb is what the number before it counts: "hire 1,500 engineers", "11 rebounds and", "212 commits from"."""
    before = tokens.lower[k - 1] if k else ""
    if main == NOUN and (before[:1].isdecimal() or words.main(before) == NUM):
        return True
    after = tokens.at(k + 1)
    if not before.isdecimal() or before == "1":
        return False
    return bool(tags & PLURAL and after in _ENDS) or (after in _SOURCES and not tokens.words[max(0, k - 2)][0].isupper())


def _named(tokens: Tokens, k: int) -> bool:
    """Whether a capital inside a sentence shows a name: "at Best Buy"; not in a headline, nor where a quotation begins."""
    return tokens.words[k][0].isupper() and not tokens.title_case and tokens.lower[k - 1] not in '"“‘:'


def _behind_lead(tokens: Tokens, k: int, before: str, main: int, tags: int, table: ModalityTable, words: Words) -> bool:
    """Whether a word behind an article, a pointing word or a preposition is a verb all the same: "that killed 24", "of spending $7", "by cutting"."""
    if before in table.relatives and tags & (PAST | PARTICIPLE_ED | THIRD) and k > 1:
        return not tags & NOUN or main == VERB or _counts(tokens, k + 1, words)
    if before == "those":
        return bool(tags & PARTICIPLE_ED)
    if not tags & PARTICIPLE_ING or before not in table.gerund_before:
        return False
    return main != NOUN or _counts(tokens, k + 1, words)


def _noun_as_verb(tokens: Tokens, k: int, before: str, tags: int, table: ModalityTable, words: Words) -> bool:
    """Whether a word that is mostly a noun or an adverb is a verb here: a quantity, or an article behind a plural, follows it."""
    lower = tokens.lower
    subject = words.tags(before)
    plural = (subject & PLURAL and words.main(before) == NOUN) or (not subject and before.endswith("s"))
    at = k + 2 if plural and tags & BASE and lower[k + 1] in table.particles else k + 1  # "feds haul in $2 million"
    counts = _counts(tokens, at, words) and words.main(lower[k]) == NOUN
    if before == ",":  # "killed two villagers, injured 40"
        return counts and bool(tags & (PAST | THIRD))
    if before in "\"“'‘;:-–—(":
        return False
    if tags & THIRD and lower[k + 1] in table.objects_open and words.main(tokens.at(k + 2)) == NOUN and _counts(tokens, k + 3, words):
        return bool(subject & NOUN)  # "the strike costs the port 2 million euros"
    if tags & THIRD and words.tags(lower[k + 1]) & PLURAL and words.main(lower[k + 1]) == NOUN and _counts(tokens, k + 2, words):
        return bool(subject & NOUN) and not subject & PLURAL  # "the plan costs taxpayers $40"
    if counts and before in table.joining:
        return True
    if counts and tags & PARTICIPLE_ING and (plural or words.main(before) == NOUN):
        return True  # "orders shielding millions": no verb of its own, and one may have gone before
    if counts:
        fits = (
            (subject & (NOUN | PRON) or not subject)
            if tags & (PAST | THIRD) or lower[k] in table.unchanged
            else (plural or tokens.title_case or before in table.collective or before in table.several)
        )
        return bool(fits) and not _finite_before(tokens, k - 1, table, words)
    return bool(plural and tags & BASE and lower[k + 1] in table.objects_open and not (k > 1 and lower[k - 2] in table.gerund_before - {"of"}))


def takes_side(tokens: Tokens, k: int, words: Words) -> bool:
    """Whether a word that is as often a noun is the verb of those before it: "46 percent support the ban"; not "12 percent support this week"."""
    table, subjects = modality_table(), subject_table()
    word, after = tokens.at(k), tokens.at(k + 1)
    if not k or not after or (word not in table.stances and word not in table.answers):
        return False
    before = tokens.lower[k - 1]
    if before in subjects.shares and _complements(after, word, table, words):
        several_of = True
    elif word in table.stances and after in table.objects_open:
        several_of = bool(words.main(before) == NOUN and words.tags(before) & PLURAL)
    else:
        return False
    timed = any(words.noun_class(words.noun(w)) in subjects.time_classes for w in tokens.lower[k + 2 : k + 4])  # "brought 40 back the next day"
    return several_of and not timed


def _complements(after: str, word: str, table: ModalityTable, words: Words) -> bool:
    """Whether what stands behind "40 percent say", "12 percent want" goes with a verb: "they", "more parks", "taxes"; no "in the matter", "rate"."""
    if after in table.objects_open or words.tags(after) & PRON:
        return True
    main = words.main(after)
    plural = main == NOUN and bool(words.tags(after) & PLURAL)
    return plural or (word in table.answers and (main == ADJ or after in table.answered)) or (word == "want" and after == "to")


def _finite_before(tokens: Tokens, k: int, table: ModalityTable, words: Words) -> bool:
    """Whether the clause has its verb already before token ``k``: "were seen in all groups under 75" has no "group" for a verb."""
    for m in range(k, max(-1, k - REACH), -1):
        word = tokens.lower[m]
        if word in table.stops_left or word in table.joining:
            return False
        if word in table.auxiliaries or (words.main(word) == VERB and words.tags(word) & (PAST | THIRD)):
            return True
    return False


def _counts(tokens: Tokens, k: int, words: Words) -> bool:
    """Whether a quantity begins at token ``k``, behind its hedge."""
    stepped = modality_table().stepped
    for m in range(k, min(len(tokens), k + _HEDGE)):
        word = tokens.lower[m]
        if word[0].isdecimal() or word in "$£€" or words.main(word) == NUM:
            return True
        if word not in stepped or (word == "at" and tokens.at(m + 1) not in stepped):
            return False
    return False


class _Reader:
    """What the auxiliaries of one group have said so far."""

    __slots__ = ("copula", "modal", "modality", "negated", "to")

    def __init__(self) -> None:
        self.modality = Modality.DONE
        self.negated = False
        self.copula = -1  # token of the last form of "be"
        self.to = False
        self.modal = False

    def takes(self, word: str, k: int, table: ModalityTable) -> bool:
        """Take in a word that is part of the group and not its verb; False for any other."""
        if word in table.modals:
            self.modality = stronger(self.modality, table.modals[word])
            self.modal = True
        elif word in table.negations:
            self.negated = True
        elif word == "to":
            if self.copula == k - 1:
                self.modality = stronger(self.modality, Modality.PLANNED)
            self.to = True
        elif word in table.be:
            self.copula = k
            self.to = False  # "known to have been near": what follows is no infinitive
        else:
            return word in table.have or word in table.do
        return True

    def group(self, at: int, lemma: str) -> Group:
        return Group(at, lemma, self.negated, self.modality, finite=True)


def ahead(tokens: Tokens, start: int, table: ModalityTable, words: Words) -> Group | None:
    """Read the group whose first auxiliary or verb is token ``start``; None where no verb or state follows it."""
    lower = tokens.lower
    read = _Reader()
    for k in range(start, min(len(lower), start + REACH)):
        word = lower[k]
        if read.takes(word, k, table):
            continue
        if read.copula >= 0 and (word in table.states or (word in ("on", "in") and read.copula == k - 1)):
            return _state(lower, k, read, table)
        tags = words.tags(word)
        lemma = lemma_at(tokens, k, table, words) if tags & VERB else word
        passed = table.catenative.get(lemma)
        if passed is not None and _complement(lower, k + 1, words):
            read.modality = stronger(read.modality, passed)
        elif (
            (words.main(word) != ADV or (k == start and takes_side(tokens, k, words)))
            and tags & VERB
            and _is_head(word, tags, k == start, read, words)
        ):
            return _completed(tokens, k, lemma, read, table, words)
        elif not tags & ADV and not word.endswith("ly"):
            return read.group(k, word) if word in table.measures else None
    return None


def _completed(tokens: Tokens, k: int, lemma: str, read: _Reader, table: ModalityTable, words: Words) -> Group:
    """Return the group of the verb at ``k``, or of the state that completes it: "are feared dead", "remain missing", "stay shut"."""
    follows = tokens.at(k + 1)
    if lemma == "get":  # "were getting badly hurt", "got killed"
        at = k + 1 + follows.endswith("ly")
        passive = words.tags(tokens.at(at)) & PARTICIPLE_ED and words.main(tokens.at(at)) == VERB
        return read.group(at, words.verb(tokens.lower[at])) if passive else read.group(k, lemma)
    if lemma in table.completed:
        if follows in table.states:
            return read.group(k + 1, table.states[follows])
        if words.tags(follows) & PARTICIPLE_ED and lemma in table.light and not tokens.at(k + 2).endswith("s"):
            return read.group(k + 1, words.verb(follows))
    return read.group(k, lemma)


def _is_head(word: str, tags: int, first: bool, read: _Reader, words: Words) -> bool:
    """Whether a word that can be a verb is the verb of the group: "have died", but not "have power"."""
    inflected = tags & (PARTICIPLE_ED | PARTICIPLE_ING) or (read.modal and tags & BASE)
    return bool(first or read.to or inflected or words.main(word) == VERB)


def _state(lower: list[str], k: int, read: _Reader, table: ModalityTable) -> Group | None:
    """Return the state behind a copula: "were missing", "were on board"."""
    if lower[k] in table.states:
        return read.group(k, table.states[lower[k]])
    return read.group(k + 1, table.states["aboard"]) if lower[k + 1 : k + 2] == ["board"] else None


def behind(tokens: Tokens, k: int, table: ModalityTable, words: Words) -> tuple[bool, Modality]:
    """Return polarity and modality that the words before the verb at token ``k`` give it."""
    lower = tokens.lower
    read = _Reader()
    gerund = bool(words.tags(lower[k]) & PARTICIPLE_ING)
    for m in range(k - 1, max(-1, k - REACH), -1):
        word = lower[m]
        if read.to and word in table.be:
            read.modality = stronger(read.modality, Modality.PLANNED)
        if word == "to":
            read.to = True
        elif read.takes(word, m, table):
            read.to = read.to and word not in table.modals
        elif read.to or gerund:
            tags = words.tags(word)
            passed = table.catenative.get(words.verb(word) if tags & VERB else word)
            if read.to and word in table.plan_nouns and lower[m - 1 : m] == ["no"]:
                return read.negated, Modality.DENIED
            if passed is None or (gerund and not read.to and passed is Modality.DONE):
                if read.to:
                    read.modality = stronger(read.modality, _infinitive(lower, m, k, table, words))
                break
            read.modality = stronger(read.modality, passed)
            read.to, gerund = False, bool(tags & PARTICIPLE_ING)
        elif word not in table.inside and not word.endswith("ly") and (not words.tags(word) & ADV or words.tags(word) & (NOUN | PAST)):
            break
    return read.negated or _denied(tokens, k, table, words), read.modality


def _denied(tokens: Tokens, k: int, table: ModalityTable, words: Words) -> bool:
    """Whether the subject of the verb at ``k`` is none at all: "no survey has found 12 wolves", "nobody sold 40"."""
    if table.no_subject.isdisjoint(tokens.lower[max(0, k - _SUBJECT) : k]):
        return False
    for m in range(k - 1, max(-1, k - 1 - _SUBJECT), -1):
        word = tokens.lower[m]
        if word in table.no_subject:
            return word != "no" or words.main(tokens.lower[m + 1]) in (NOUN, ADJ)
        if not word[0].isalpha() or (word in table.stops_left and m < k - 1):
            return False
    return False


def _infinitive(lower: list[str], m: int, k: int, table: ModalityTable, words: Words) -> Modality:
    """Return what an infinitive at token ``k`` means when token ``m`` before its "to" is no verb: purpose, plan, denial or outcome."""
    if lower[m] in table.plan_nouns:
        return Modality.PLANNED
    ranked = _ranked(lower, m, table, words)
    if ranked is not None:
        return ranked
    for n in range(m - 1, max(-1, m - 5), -1):  # "forced 500 people to leave"
        tags = words.tags(lower[n])
        passed = table.catenative.get(words.verb(lower[n])) if tags & VERB and words.main(lower[n]) == VERB else None
        if passed is not None:
            return passed
    return Modality.DONE if words.verb(lower[k]) in table.results else Modality.PLANNED


def _ranked(lower: list[str], m: int, table: ModalityTable, words: Words) -> Modality | None:
    """Return what an infinitive says of the noun at ``m`` that it tells apart: "the 20th film to take $1 billion" did, "will be the first" will."""
    for n in range(m, max(-1, m - _RANK), -1):
        word = lower[n]
        if word in table.ranks or word in _SUFFIXES or (word.endswith("est") and words.main(word) == ADJ):
            return Modality.DONE if set(table.modals).isdisjoint(lower[max(0, n - _RANK) : n]) else Modality.PLANNED
        if not word[0].isalnum() or words.main(word) not in (NOUN, ADJ, 0):
            return None
    return None


def _complement(lower: list[str], k: int, words: Words) -> bool:
    """Whether a verb complement begins at token ``k``: "to …" or an -ing form, an adverb between allowed."""
    for m in range(k, min(len(lower), k + 3)):
        word = lower[m]
        if word == "to":
            return True
        tags = words.tags(word)
        if tags & PARTICIPLE_ING and words.main(word) == VERB:
            return True
        if not tags & ADV and not word.endswith("ly"):
            return False
    return False
