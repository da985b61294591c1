"""What happens to, or with, the counted thing: the verb, deverbal noun or adjective that governs a figure.

Two candidates are read, one on each side of the figure's noun phrase, and never beyond its clause: the verb of which the figure is the object
("killed 14 miners") and the one of which it is the subject ("14 miners were killed", "14 dead", "people trapped"). The choice is in ``_choose``.
"""

from __future__ import annotations

from typing import NamedTuple

from factcheck.extract.context import clauses, verb_groups
from factcheck.extract.context.phrased import phrased
from factcheck.extract.context.verb_groups import Group
from factcheck.extract.tokens import Tokens
from factcheck.model import Modality, Predicate, Span
from factcheck.tables.modality import ModalityTable, modality_table
from factcheck.tables.roles import role_table
from factcheck.tables.words import BASE, NOUN, NUM, PARTICIPLE_ED, PARTICIPLE_ING, PAST, PLURAL, PREP, THIRD, VERB, Words

_LEFT = 12  # words before a figure in which its verb may stand
_RIGHT = 10
_FARTHEST = 36  # words behind a figure that a list and its verb may take
_SUBJECT = 9  # words before a verb in which its subject may stand
_LIST = 7  # words that an item of a list may have after its number

_THEMSELVES = frozenset(("they", "he", "she"))  # who is asked, in what they say of themselves


class _Side(NamedTuple):
    """One candidate: its verb group, what sort of construction it is, and how it touches the figure."""

    group: Group
    sort: str  # left: "object", "noun", "copula"; right: "finite", "verb", "participle", "relative", "state", "infinitive"
    adjacent: bool = True  # nothing but fillers between
    crossed: bool = False  # a comma or "and" stands between


def find(tokens: Tokens, i: int, j: int, head: int | None, words: Words) -> tuple[Predicate | None, Modality]:
    """Return what governs the figure ``tokens[i:j]`` with counted noun ``head``, and whether it is done.

    None where neither side has a verb, state or event noun that says more than "be" or "say". Bounded look-around.
    """
    table = modality_table()
    verbal = j - i == 1 and words.main(tokens.lower[i]) == VERB
    if verbal and words.tags(tokens.lower[i]) & (PAST | THIRD | PARTICIPLE_ING):  # "the number more than doubled"
        negated, modality = verb_groups.behind(tokens, i, table, words)
        return _said(tokens, Group(i, words.verb(tokens.lower[i]), negated, modality, finite=True), head, words), modality
    left = _left(tokens, i, table, words)
    right = _right(tokens, head + 1 if head is not None and head >= j else j, table, words)
    side = _chosen(tokens, left, right, table, words)
    state = _counted_state(tokens, head, j, side, left, table)
    if state is not None:
        return Predicate(state, words.predicate_class(state), False, Span(tokens.starts[head or 0], tokens.ends[head or 0])), clauses.modality_before(
            tokens, i, table
        )
    event = _event(tokens, i, left, side, table, words)
    if event is not None:
        return event
    if side is None:
        group = clauses.verb_of(tokens, i, head + 1 if head is not None and head >= j else j, table, words)
        if group is None:
            return None, clauses.modality_before(tokens, i, table)
        modality = verb_groups.stronger(group.modality, clauses.modality_before(tokens, i, table))
        return _said(tokens, group, head, words), modality
    modality = verb_groups.stronger(_made_of(tokens, side, left, table), clauses.modality_before(tokens, i, table))
    return _said(tokens, side.group, head, words), modality


def _chosen(tokens: Tokens, left: _Side | None, right: _Side | None, table: ModalityTable, words: Words) -> _Side | None:
    """Return the side that governs the figure, by what it says and by what its clause is."""
    side = _choose(left, right, table)
    if left is not None and right is not None and left.crossed and _accompanies(tokens, left, right, words):
        side = right
    if side is not right or side is None:
        return side
    if left is not None and left.sort == "object" and not left.crossed and clauses.tells_more(tokens, left.group, table, words):
        return left
    if side.group.lemma in table.staying and side.sort == "participle":
        main = clauses.behind(tokens, side.group.at + 1, table, words)  # "40 families living in the valley received"
        side = _Side(main, "finite") if main is not None else side
    if side.group.lemma in table.speech:
        side = _answered(tokens, side, table, words) or side
    return side


def _made_of(tokens: Tokens, side: _Side, left: _Side | None, table: ModalityTable) -> Modality:
    """Return whether what the chosen side says is done, by its own words and by those of the verb before the figure."""
    group = side.group
    passive = tokens.lower[group.at - 1] in table.be if group.at else False
    if side is left and side.sort == "object" and group.lemma in table.outlook and not passive:
        return verb_groups.stronger(group.modality, table.outlook[group.lemma])
    if side is left or left is None:
        return group.modality
    if left.sort == "copula" and side.sort == "state":
        return verb_groups.stronger(group.modality, left.group.modality)  # "it will be 37 metres high"
    if side.sort == "infinitive":
        return verb_groups.stronger(group.modality, table.catenative.get(left.group.lemma, Modality.DONE))
    return group.modality


def _said(tokens: Tokens, group: Group, head: int | None, words: Words) -> Predicate:
    people = head is None or words.is_human_class(words.noun_class(words.noun(tokens.lower[head])))
    lemma = phrased(tokens, group.at, group.lemma, modality_table(), people=people)
    return Predicate(lemma, words.predicate_class(lemma), group.negated, Span(tokens.starts[group.at], tokens.ends[group.at]))


def _accompanies(tokens: Tokens, left: _Side, right: _Side, words: Words) -> bool:
    """Whether both verbs are participles behind "with": "with 41 members defying the whip and a further 17 abstaining"."""
    acting = right.sort == "participle" and words.tags(tokens.lower[left.group.at]) & PARTICIPLE_ING
    return bool(acting) and "with" in tokens.lower[max(0, left.group.at - _LEFT) : left.group.at]


def _answered(tokens: Tokens, said: _Side, table: ModalityTable, words: Words) -> _Side | None:
    """Return what those who were asked say of themselves: "43 percent said they farm" → farm; None where they say something else."""
    k = said.group.at + 1
    k += tokens.at(k) == "that"
    if tokens.at(k) not in _THEMSELVES:
        return None
    group = verb_groups.ahead(tokens, k + 1, table, words)
    return _Side(group, "finite") if group is not None else None


def _counted_state(tokens: Tokens, head: int | None, j: int, side: _Side | None, left: _Side | None, table: ModalityTable) -> str | None:
    """Return the state that the counted noun itself names, where no verb says more: "left 19 dead", "33 dead and 100 injured"."""
    if head is None or head != j or (side is not None and side is not left):
        return None
    event = table.stated_nouns.get(tokens.lower[head])
    if event is None or (left is not None and not left.crossed and left.group.lemma not in table.light and left.sort != "copula"):
        return None
    return event


def _choose(left: _Side | None, right: _Side | None, table: ModalityTable) -> _Side | None:
    if left is None or right is None:
        only = left or right
        return None if only is None or only.group.lemma == "be" or (only is left and only.group.lemma in table.empty) else only
    lemma = left.group.lemma
    if right.group.lemma == "be":  # "12 died and 30 were in hospital": the clause has a verb of its own, and it says nothing
        return None if left.crossed or lemma in table.speech else left
    if right.crossed:
        return left if lemma not in table.empty else right
    if left.sort == "copula" or lemma in table.speech:
        return right
    if left.crossed:
        return right if right.sort in ("finite", "verb", "state") else left
    if lemma in table.light:
        return right if right.sort != "infinitive" or lemma in table.catenative else left
    if right.sort == "infinitive" and lemma in table.catenative:
        return right
    if right.sort == "finite" or (right.sort == "verb" and not left.adjacent):
        return left if left.adjacent and left.sort != "noun" else right
    return left


def _left(tokens: Tokens, i: int, table: ModalityTable, words: Words) -> _Side | None:
    """Return the verb, or the noun with "of", of which the figure is the object."""
    lower = tokens.lower
    fillers = table.fillers
    k = i - 1
    while k >= max(0, i - _LEFT) and (lower[k] in fillers or lower[k] in "$£€(" or lower[k : k + 2] == ["close", "to"]):
        k -= 1  # the bracket of a conversion, too: what governs the first value governs it
    noun: _Side | None = None
    if k >= 0 and k + 1 < i and lower[k + 1] == "of":
        noun = _of_noun(tokens, k, table, words)
        if noun is not None and (noun.group.lemma in table.events.values() or _deverbal(tokens, k, table, words)):
            return noun
    side = _governor(tokens, k, i, table, words)
    if (
        k >= 0
        and lower[k] in table.governors
        and (not k or lower[k - 1] not in table.not_governing)
        and (side is None or side.group.lemma in table.light)
    ):
        return _Side(Group(k, lower[k], False, Modality.DONE, finite=False), "object")
    return side or noun


def _governor(tokens: Tokens, k: int, i: int, table: ModalityTable, words: Words) -> _Side | None:
    """Return the first verb before token ``k`` in the clause of the figure at ``i``; a list of quantities is passed through."""
    lower = tokens.lower
    adjacent = True
    crossed = False
    for m in range(k, max(-1, i - 1 - _LEFT), -1):
        word = lower[m]
        if tokens.abbreviates(m):
            continue
        if word in table.connectives or (word == ":" and lower[m + 1][0].isdecimal() and lower[m - 1][0].isdecimal()):
            continue
        if word in table.stops_left or word in table.modals or (word == "," and (lower[m + 1] == "with" or not _listed(lower, m, table, words))):
            return None
        if word in (",", "and", "or", "but"):
            crossed = True
        elif word in table.auxiliaries:
            return _auxiliary(tokens, m, adjacent, crossed, table, words)
        elif verb_groups.is_verb(tokens, m, words):
            negated, modality = verb_groups.behind(tokens, m, table, words)
            lemma = verb_groups.lemma_at(tokens, m, table, words)
            return _Side(Group(m, lemma, negated, modality, finite=False), "object", adjacent, crossed)
        elif word not in table.particles:
            adjacent = adjacent and word in table.fillers
    return None


def _auxiliary(tokens: Tokens, m: int, adjacent: bool, crossed: bool, table: ModalityTable, words: Words) -> _Side | None:
    """Return "have" or the copula as a verb of its own; None for an auxiliary that has lost its verb."""
    word = tokens.lower[m]
    negated, modality = verb_groups.behind(tokens, m, table, words)
    if word in table.have and word != "having":
        return _Side(Group(m, "have", negated, modality, finite=True), "object", adjacent, crossed)
    if word in table.be:
        return _Side(Group(m, "be", negated, modality, finite=True), "copula", adjacent, crossed)
    return None


def _of_noun(tokens: Tokens, k: int, table: ModalityTable, words: Words) -> _Side | None:
    """Return the noun of "a death toll of 14", "the killing of 14", "a fee of $24m" as a predicate."""
    word = tokens.lower[k]
    lemma = words.noun(word)
    event = table.events.get(lemma)
    if event is None:
        if not words.tags(word) & NOUN:
            return None
        named = words.predicate_class(lemma) or words.predicate_class(words.verb(word))
        if not named and word in table.deeds:
            named, event = word, words.verb(word)
            return _Side(Group(k, event, False, Modality.DONE, finite=False), "noun")
        if not named:
            return None
        event = lemma if words.predicate_class(lemma) else words.verb(word)
    return _Side(Group(k, event, False, Modality.DONE, finite=False), "noun")


def _deverbal(tokens: Tokens, k: int, table: ModalityTable, words: Words) -> bool:
    """Whether the noun of "the release of 12 hostages", "the killing of 14" is the deed itself, and no set of what is counted."""
    word = tokens.lower[k]
    if words.noun_class(words.noun(word)) not in table.deed_classes and word not in table.deeds:
        return False
    return k > 0 and (tokens.lower[k - 1] in table.nominal_before or tokens.lower[k - 1].endswith("'s"))


def _event(tokens: Tokens, i: int, left: _Side | None, side: _Side | None, table: ModalityTable, words: Words) -> tuple[Predicate, Modality] | None:
    """Return the event that the subject names where the verb only moves its count: "the death toll rose to 14" → die."""
    if left is None or (side is not left and not (side is None and left.sort == "copula")):
        return None
    lower = tokens.lower
    group = left.group
    verb = lower[group.at]
    roles = role_table()
    moved = left.sort != "copula" and group.lemma not in table.light
    if moved and verb not in roles.changes and verb not in roles.movers:
        return None
    begin = group.at
    while begin > max(0, group.at - _SUBJECT) and lower[begin - 1] not in table.stops_left and lower[begin - 1] != ",":
        begin -= 1
    for k in (*range(group.at + 1, i), *range(group.at - 1, begin - 1, -1)):
        event = table.events.get(lower[k]) or table.events.get(words.noun(lower[k]))
        if event is not None and not (moved and event in table.unmoved):  # "prices rose": nothing else happened
            modality = verb_groups.stronger(group.modality, clauses.modality_before(tokens, i, table))
            return Predicate(event, words.predicate_class(event), group.negated, Span(tokens.starts[k], tokens.ends[k])), modality
    return None


def _listed(lower: list[str], comma: int, table: ModalityTable, words: Words) -> bool:
    """Whether a comma stands in a list of quantities ("61 homes, 27 barns and five shops") and does not end the clause."""
    near = lower[max(0, comma - _LIST) : comma]
    return any(word[0].isdecimal() or words.main(word) == NUM or word in table.numberish for word in near)


def _right(tokens: Tokens, end: int, table: ModalityTable, words: Words) -> _Side | None:
    """Return the verb or state of which the figure is the subject; quantities that share it are passed over."""
    lower = tokens.lower
    k = end + 1 if lower[end : end + 1] == [")"] else end
    limit = min(len(lower), end + _FARTHEST)
    stop = min(limit, end + _RIGHT)
    crossed = False
    while k < stop:
        word = lower[k]
        if word in ("and", ",", "or", "(") or word in table.stops_right:
            k, listed = _past(lower, k, table, words)
            if k < 0:
                return None
            crossed = crossed or listed
            stop = min(limit, k + _RIGHT)
            continue
        side = _relative(tokens, k, table, words) if word in table.relatives and k <= end + 1 else _right_at(tokens, k, end, table, words)
        if side is not None:
            return side._replace(crossed=crossed)
        if word in table.relatives and k > end + 1:
            return None
        k += 1
    return None


def _past(lower: list[str], k: int, table: ModalityTable, words: Words) -> tuple[int, bool]:
    """Return the token behind a separator of a list, a bracket or an insertion, and whether it was a list; -1 where the clause ends."""
    if lower[k] in ("and", ",", "or") and _counts(lower, k + 1, table, words):
        return k + 1, True
    if lower[k] in ("and", "or") and k + 2 < len(lower) and words.main(lower[k + 1]) == NOUN and lower[k + 2] in table.auxiliaries:
        return k + 2, False  # "12 brothers and sisters were held"
    return (_closing(lower, k, table), False) if lower[k] in (",", "(") else (-1, False)


def _relative(tokens: Tokens, k: int, table: ModalityTable, words: Words) -> _Side | None:
    group = verb_groups.ahead(tokens, k + 1, table, words)
    return _Side(group, "relative") if group is not None else None


def _counts(lower: list[str], k: int, table: ModalityTable, words: Words) -> bool:
    """Whether a quantity begins within three words of token ``k``, and no verb before it: not "…, injured 40"."""
    for w in lower[k : k + 3]:
        if w[0].isdecimal() or words.main(w) == NUM or w in table.counting:
            return True
        tags = words.tags(w)
        if tags & (PAST | THIRD | PARTICIPLE_ING) and w not in table.fillers and (words.main(w) == VERB or tags & PAST):
            return False
    return False


def _right_at(tokens: Tokens, k: int, end: int, table: ModalityTable, words: Words) -> _Side | None:
    lower = tokens.lower
    word = lower[k]
    if word in table.auxiliaries:
        group = verb_groups.ahead(tokens, k, table, words)
        if group is None and word in table.be and k <= end + 1:
            group = Group(k, phrased(tokens, k, "be", table, people=True), False, Modality.DONE, finite=True)
        return _Side(group, "finite") if group is not None else None
    if word in table.states or word in table.measures:
        return _stated(lower, k, end, table) or _verb_at(tokens, k, end, table, words)
    if word == "to" and k - end < 2 and k + 1 < len(lower) and words.tags(lower[k + 1]) & BASE and words.main(lower[k + 1]) != NOUN:
        group = verb_groups.ahead(tokens, k + 1, table, words)
        return _Side(group._replace(modality=verb_groups.stronger(group.modality, Modality.PLANNED)), "infinitive") if group is not None else None
    return _verb_at(tokens, k, end, table, words)


def _stated(lower: list[str], k: int, end: int, table: ModalityTable) -> _Side | None:
    """Return the state of "14 dead", "37 still missing", "128 metres high"; not in "550 Marines aboard was expected to", whose verb comes yet."""
    word = lower[k]
    if word in table.measures:
        open_end = k + 1 >= len(lower) or not lower[k + 1][0].isalpha() or lower[k + 1] in table.stops_right
        return _Side(Group(k, word, False, Modality.DONE, finite=False), "state") if k == end and open_end else None
    if (lower[k + 1 : k + 2] and lower[k + 1] in table.auxiliaries) or (k - end >= 3 and lower[k - 1] not in table.before_states):
        return None
    return _Side(Group(k, table.states[word], False, Modality.DONE, finite=False), "state")


def _verb_at(tokens: Tokens, k: int, end: int, table: ModalityTable, words: Words) -> _Side | None:
    if not verb_groups.is_verb(tokens, k, words):
        return None
    word = tokens.lower[k]
    tags = words.tags(word)
    before = words.tags(tokens.lower[k - 1])
    if tags & BASE and not tags & (PAST | THIRD | PARTICIPLE_ED) and k > end and not before & PLURAL and tokens.lower[k - 1] not in table.pronominal:
        if tokens.lower[k - 1] not in table.frequency or words.main(word) not in (VERB, NOUN):
            return None  # "$1,900 at best buy"
        group = verb_groups.ahead(tokens, k, table, words)
        return _Side(group, "verb") if group is not None else None  # "never report it"
    if k == end and tags & THIRD and not tags & (PAST | BASE) and _many(tokens.lower[k - 1], words):
        return None  # "7.3 million visits": what is many takes no "-s"
    if tags & PARTICIPLE_ING:
        return None if before & PREP else _Side(Group(k, words.verb(word), False, Modality.DONE, finite=False), "participle")
    if tags & (PAST | PARTICIPLE_ED) or (
        tags & (THIRD | BASE) and (before & (NOUN | PLURAL | NUM) or not before or tokens.lower[k - 1] in table.pronominal) and not tags & PREP
    ):
        group = verb_groups.ahead(tokens, k, table, words)
        passive = tokens.at(k + 1) in _AGENTS and tags & PARTICIPLE_ED  # "convicted on Tuesday of 11 charges brought against him"
        sort = "participle" if passive or (tags & PARTICIPLE_ED and not tags & PAST) else "verb"
        return _Side(group, sort) if group is not None else None
    return None


_AGENTS = frozenset(("against", "by"))


def _closing(lower: list[str], k: int, table: ModalityTable) -> int:
    """Return the token behind a bracket or an insertion between commas, where an auxiliary follows it; -1 otherwise."""
    closer = ")" if lower[k] == "(" else ","
    for m in range(k + 1, min(len(lower) - 1, k + _RIGHT)):
        if lower[m] == closer:
            return m + 1 if closer == ")" or lower[m + 1] in table.auxiliaries else -1
        if lower[m] in ".;:":
            return -1
    return -1


def _many(word: str, words: Words) -> bool:
    """Whether a word is a number above one."""
    return word not in ("1", "one") and (word[0].isdecimal() or words.main(word) == NUM)
