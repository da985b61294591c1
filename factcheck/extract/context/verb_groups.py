"""Verb groups: which word of "was not expected to enter" is the verb, and what the others make of it.

``ahead`` reads a group from its first auxiliary on, ``behind`` reads what stands before a verb that is already known.
"""

from __future__ import annotations

from typing import NamedTuple

from factcheck.extract.tokens import Tokens
from factcheck.model import Modality
from factcheck.tables.modality import ModalityTable, modality_table
from factcheck.tables.words import ADJ, ADV, AUX, BASE, NOUN, NUM, PARTICIPLE_ED, PARTICIPLE_ING, PAST, THIRD, VERB, Words

REACH = 9  # words that one group may span
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


def is_verb(tokens: Tokens, k: int, words: Words) -> bool:
    """Whether token ``k`` is used as a verb, as far as its forms and its neighbours tell."""
    lower = tokens.lower
    word = lower[k]
    tags = words.tags(word)
    if not tags & VERB:
        return False
    before = lower[k - 1] if k else ""
    main = words.main(word)
    if tags & THIRD and k + 1 < len(lower) and words.tags(lower[k + 1]) & AUX:
        return False  # "two launches were searching"
    if before in modality_table().nominal_before:
        return bool(tags & PARTICIPLE_ING and before in modality_table().gerund_before and main != NOUN)
    if main == VERB:
        return not (tags & PARTICIPLE_ED and k + 1 < len(lower) and before and words.main(before) in (ADJ, NUM) and words.main(lower[k + 1]) == NOUN)
    if before == "to":
        return bool(tags & BASE)
    if main == ADJ:
        return bool(tags & PARTICIPLE_ED and k + 1 < len(lower) and not words.tags(lower[k + 1]) & (NOUN | ADJ))
    if main == NOUN and k + 1 < len(lower) and before and before not in "\"“',:;-–—(":
        follows = lower[k + 1]
        counts = follows[0].isdigit() or follows in "$£€" or words.main(follows) == NUM or lower[k + 1 : k + 3] in (["at", "least"], ["more", "than"])
        return counts and (before in ("and", "or", "but") or bool(words.tags(before) & NOUN or not words.tags(before)))
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
        lemma = words.verb(word) if tags & VERB else word
        passed = table.catenative.get(lemma)
        if passed is not None and _complement(lower, k + 1, words):
            read.modality = stronger(read.modality, passed)
        elif words.main(word) != ADV and tags & VERB and _is_head(word, tags, k == start, read, words):
            return read.group(k, lemma)
        elif not tags & ADV and not word.endswith("ly"):
            return read.group(k, word) if word in table.measures else None
    return None


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
        elif not word.endswith("ly") and (not words.tags(word) & ADV or words.tags(word) & (NOUN | PAST)):
            break
    return read.negated, read.modality


def _infinitive(lower: list[str], m: int, k: int, table: ModalityTable, words: Words) -> Modality:
    """Return what an infinitive at token ``k`` means when token ``m`` before its "to" is no verb: purpose, plan, denial or outcome."""
    if lower[m] in table.plan_nouns:
        return Modality.PLANNED
    for n in range(m - 1, max(-1, m - 5), -1):  # "forced 500 people to leave"
        tags = words.tags(lower[n])
        passed = table.catenative.get(words.verb(lower[n])) if tags & VERB and words.main(lower[n]) == VERB else None
        if passed is not None:
            return passed
    return Modality.DONE if words.verb(lower[k]) in table.results else Modality.PLANNED


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
