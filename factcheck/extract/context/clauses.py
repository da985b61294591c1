"""The verb of a figure's clause where none stands near it: "a group of 90 teachers from two schools has sent", "told a crowd of 600".

``predicate`` reads what touches a figure. Here its clause is walked through: back over prepositional phrases and lists to the verb that has the
figure's phrase among its objects or adjuncts, or, where the clause has none before the figure, on to the finite verb whose subject its phrase
belongs to. What stands between two commas is passed over on the way; any other comma ends the search: a clause of its own may begin there.
And what the words before make of the clause: a condition, a denial.
"""

from __future__ import annotations

from factcheck.extract.context import verb_groups
from factcheck.extract.context.verb_groups import Group
from factcheck.extract.tokens import Tokens
from factcheck.model import Modality
from factcheck.tables.modality import ModalityTable
from factcheck.tables.roles import role_table
from factcheck.tables.words import ADV, BASE, NOUN, PARTICIPLE_ED, PARTICIPLE_ING, PAST, PLURAL, PREP, PRON, THIRD, VERB, Words

_BACK = 30  # words of one clause before a figure
_ON = 30  # and behind it
_INSERTED = 16  # words between two commas
_OPENS = 12  # words before a figure in which its clause may open
_SET_RIGHT = frozenset((",", ";", "–", "—", "-", "and", "but", "("))  # before "not" and the number that is wrong


def verb_of(tokens: Tokens, i: int, end: int, table: ModalityTable, words: Words) -> Group | None:
    """Return the verb group of the clause in which ``tokens[i:end]``, a figure with its noun, stands; None where none says more than "be"."""
    return _before(tokens, i, table, words) or behind(tokens, end, table, words)


def _before(tokens: Tokens, i: int, table: ModalityTable, words: Words) -> Group | None:
    """The nearest verb before token ``i`` in its clause; None where an auxiliary has lost its verb, or the verb only reports."""
    lower = tokens.lower
    begin = i - 1 - (tokens.at(i - 1) in table.spans)  # "released after three years"
    for k in range(begin, max(-1, begin - _BACK), -1):
        word = lower[k]
        if tokens.abbreviates(k) or word in table.connectives or (word == "," and not _clause_opens(tokens, k + 1, table, words)):
            continue
        if word == "," or word in table.stops_left or word in table.auxiliaries:
            return None
        if verb_groups.is_verb(tokens, k, words):
            lemma = verb_groups.lemma_at(tokens, k, table, words)
            if (lemma in table.empty or lemma in table.speech) and lemma != "tell":  # "told a crowd of 600"
                return None
            negated, modality = verb_groups.behind(tokens, k, table, words)
            return Group(k, lemma, negated, modality, finite=False)
    return None


def _clause_opens(tokens: Tokens, k: int, table: ModalityTable, words: Words) -> bool:
    """Whether a noun phrase with a verb of its own begins at token ``k``: not ", from 14 to 8", ", compared with 8", ", Stacey, and her sons"."""
    word = tokens.at(k)
    return not (words.tags(word) & PREP or word in {"and", "or"} | role_table().compare or tokens.words[k][0].isupper())


def behind(tokens: Tokens, end: int, table: ModalityTable, words: Words) -> Group | None:
    """The first finite verb behind token ``end`` of which what stands there is the subject; insertions and relative clauses are passed over."""
    lower = tokens.lower
    k = end
    last = min(len(lower), end + _ON)
    while k < last:
        word = lower[k]
        if word == ",":
            k = _past_insertion(tokens, k, table, words)
            if k < 0:
                return None
            continue
        if word in table.stops_left and word in "()":
            return None
        if word in table.stops_right and word not in ("and", "or") and not tokens.abbreviates(k):
            return None
        if word in table.auxiliaries or _finite(tokens, k, table, words):
            group = verb_groups.ahead(tokens, k, table, words)
            return group if group is not None and group.lemma not in table.empty else None
        if word in table.relatives:
            return None
        k += 1
    return None


def _past_insertion(tokens: Tokens, comma: int, table: ModalityTable, words: Words) -> int:
    """The token behind what stands between the comma and another one, where the verb follows at once; -1 where none does."""
    for k in range(comma + 1, min(len(tokens) - 1, comma + 1 + _INSERTED)):
        if tokens.lower[k] == "," and (tokens.lower[k + 1] in table.auxiliaries or _finite(tokens, k + 1, table, words)):
            return k + 1
        if tokens.lower[k] in ".;:" and not tokens.abbreviates(k):
            return -1
    return -1


def _finite(tokens: Tokens, k: int, table: ModalityTable, words: Words) -> bool:
    """Whether token ``k`` is a verb with a subject before it; not the participle of "professors connected to the school"."""
    lower = tokens.lower
    tags = words.tags(lower[k])
    if not tags & (PAST | THIRD | BASE) or tags & PARTICIPLE_ING or not verb_groups.is_verb(tokens, k, words):
        return False
    if tags & PARTICIPLE_ED and words.tags(tokens.at(k + 1)) & PREP and words.main(lower[k - 1]) == NOUN:
        return False
    before = words.tags(lower[k - 1])
    return bool(tags & (PAST | THIRD)) or bool(before & (PLURAL | PRON))


def tells_more(tokens: Tokens, group: Group, table: ModalityTable, words: Words) -> bool:
    """Whether the verb before a figure is that of a clause about the subject: "a man who fled from a jail 48 years ago was found"."""
    if group.lemma in table.light or group.lemma in table.speech:
        return False
    k = group.at
    while k > 0 and (tokens.lower[k - 1] in table.auxiliaries or words.tags(tokens.lower[k - 1]) & ADV):
        k -= 1
    return k > 1 and tokens.lower[k - 1] in table.relatives and words.main(tokens.lower[k - 2]) != VERB


def modality_before(tokens: Tokens, i: int, table: ModalityTable) -> Modality:
    """Return what the clause before the figure makes of it: a condition, or a denial whose clause this is."""
    lower = tokens.lower
    if tokens.at(i - 1) == "not" and tokens.at(i - 2) in _SET_RIGHT:
        return Modality.DENIED  # "to say 1,200, not 12,000"
    for k in range(i - 1, max(-1, i - 1 - _OPENS), -1):
        word = lower[k]
        if word in table.conditions:
            return Modality.CONDITIONAL
        if word == "that" and k and lower[k - 1] in table.denials:
            return Modality.DENIED
        if word in ",;:.":
            break
    return Modality.CONDITIONAL if lower and lower[0] in table.conditions and i < _OPENS else Modality.DONE
