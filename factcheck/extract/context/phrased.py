"""What a verb says together with a word behind it: who is found guilty is convicted, who is taken to hospital is hospitalised."""

from __future__ import annotations

from factcheck.extract.tokens import Tokens
from factcheck.tables.modality import ModalityTable

_BEHIND = 12  # words behind a verb in which the word may stand that makes it another
_BEHIND_BE = 5  # of what says nothing by itself: "six were against it", "nine are still in hospital"
_FROM_JOINT = 4  # words from "to" or "in" to "hospital"
_ENDS = frozenset('.;:?!"“”')


def phrased(tokens: Tokens, at: int, lemma: str, table: ModalityTable, *, people: bool) -> str:
    """The lemma that says in one word what the verb at ``at`` says with a word behind it in its clause; the lemma itself for nearly all.

    ``people``: whether people are counted, or nothing is named.
    """
    for phrase in table.phrases.get(lemma, ()):
        if phrase.people and not people:
            continue  # "sent 40 ventilators to a hospital"
        joint = -_FROM_JOINT if phrase.joints else at
        for k in range(at + 1, min(len(tokens.lower), at + (_BEHIND_BE if lemma == "be" else _BEHIND))):
            word = tokens.lower[k]
            if word in _ENDS or word in table.relatives or word in table.no_phrase or (word == "," and tokens.at(k + 1) in ("and", "but")):
                break
            if word in phrase.joints:
                joint = k
            elif word in phrase.words and (not phrase.joints or k - joint <= _FROM_JOINT):
                return phrase.lemma
    return lemma
