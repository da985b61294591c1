"""Verb groups: which word of "was not expected to enter" is the verb, and what the others make of it.

``ahead`` reads a group from its first auxiliary on, ``behind`` reads what stands before a verb that is already known.
"""

from __future__ import annotations

from typing import NamedTuple

from factcheck.extract.tokens import Tokens
from factcheck.model import Modality
from factcheck.tables.context import ModalityTable
from factcheck.tables.words import ADJ, ADV, BASE, NOUN, NUM, PARTICIPLE_ED, PARTICIPLE_ING, PAST, VERB, Words

REACH = 9  # words that one group may span
_WEIGHT = {Modality.DONE: 0, Modality.PLANNED: 1, Modality.EXPECTED: 2, Modality.CONDITIONAL: 3, Modality.DENIED: 4}
_LEADS = frozenset("the a an of his her its their our this that these those my in on at by from with no".split())


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
    if before in _LEADS:
        return bool(tags & PARTICIPLE_ING and before in ("of", "by", "from", "with", "in", "on") and main != NOUN)
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


def ahead(tokens: Tokens, start: int, table: ModalityTable, words: Words) -> Group | None:
    """Read the group whose first auxiliary or verb is token ``start``; None where no verb or state follows it."""
    lower = tokens.lower
    modality = Modality.DONE
    negated = False
    copula = -1
    to = modal = False
    for k in range(start, min(len(lower), start + REACH)):
        word = lower[k]
        if word in table.modals:
            modality = stronger(modality, table.modals[word])
            modal = True
        elif word in table.negations:
            negated = True
        elif word == "to":
            if copula == k - 1:
                modality = stronger(modality, Modality.PLANNED)
            to = True
        elif word in table.be:
            copula = k
        elif word in table.have or word in table.do:
            continue
        elif word in table.states and copula >= 0:
            return Group(k, table.states[word], negated, modality, finite=True)
        elif word in ("on", "in") and copula == k - 1:
            return Group(k + 1, table.states["aboard"], negated, modality, finite=True) if lower[k + 1 : k + 2] == ["board"] else None
        else:
            tags = words.tags(word)
            lemma = words.verb(word) if tags & VERB else word
            passed = table.catenative.get(lemma)
            if passed is not None and _complement(lower, k + 1, words):
                modality = stronger(modality, passed)
                continue
            if words.main(word) == ADV or (word.endswith("ly") and not tags & VERB):
                continue
            if tags & VERB and (words.main(word) == VERB or to or k == start or tags & (PARTICIPLE_ED | PARTICIPLE_ING) or (modal and tags & BASE)):
                return Group(k, lemma, negated, modality, finite=True)
            if tags & ADV:
                continue
            return Group(k, word, negated, modality, finite=True) if word in table.measures else None
    return None


def behind(tokens: Tokens, k: int, table: ModalityTable, words: Words) -> tuple[bool, Modality]:
    """Return polarity and modality that the words before the verb at token ``k`` give it."""
    lower = tokens.lower
    modality = Modality.DONE
    negated = False
    to = False
    gerund = bool(words.tags(lower[k]) & PARTICIPLE_ING)
    for m in range(k - 1, max(-1, k - REACH), -1):
        word = lower[m]
        if word == "to":
            to = True
            continue
        if word in table.modals:
            modality = stronger(modality, table.modals[word])
        elif word in table.negations:
            negated = True
        elif word in table.be:
            if to:
                modality = stronger(modality, Modality.PLANNED)
        elif word not in table.have and word not in table.do:
            tags = words.tags(word)
            if to or gerund:
                lemma = words.verb(word) if tags & VERB else word
                passed = table.catenative.get(lemma)
                if passed is not None:
                    modality = stronger(modality, passed)
                    if gerund and not to and passed is Modality.DONE and lemma not in ("begin", "start", "continue", "keep", "stop"):
                        break
                    to, gerund = False, bool(tags & PARTICIPLE_ING)
                    continue
                if to:
                    modality = stronger(modality, _infinitive(lower, m, k, table, words))
                break
            if not (tags & ADV or word.endswith("ly")) or tags & (NOUN | PAST) and not word.endswith("ly"):
                break
        to = False if word in table.modals else to
    else:
        return negated, modality
    return negated, modality


def _infinitive(lower: list[str], m: int, k: int, table: ModalityTable, words: Words) -> Modality:
    """Return what an infinitive at token ``k`` means when token ``m`` before its "to" is no verb: purpose, plan, denial or outcome."""
    if lower[m] in table.plan_nouns:
        return Modality.DENIED if lower[m - 1 : m] == ["no"] else Modality.PLANNED
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
