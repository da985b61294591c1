"""Whose age one is: the name, by the words beside the age or the rest of the source, and the roles that the source gives that name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from factcheck.align.records.record import WORD, Line, Name, Person
from factcheck.model import Figure, Kind
from factcheck.tables.words import NOUN, Words

_ALIKE = 0.8  # share of the letters in which two spellings of a name agree: Synia and Syniah
_LONG, _LONGEST = 4, 32  # letters from which, and up to which, a name may be spelled in two ways
_NO_ROLE = frozenset(("person", "people-group", "casualty", "suspect"))  # classes of nouns that several people of a story share: "man", "victim"

Roles = Mapping[str, tuple[Name, ...]]  # role -> the names of those who have it in a source


NOBODY = Person()


def persons(words: Words, figures: Sequence[Figure], lines: Iterable[Line]) -> Mapping[str, Person]:
    """The person of each age of one source, by the id of the figure.

    A role alone ("the jockey, 56") is resolved where the source gives it to one name ("jockey Mara Toll"), an age alone ("the 56-year-old")
    where one name has that age.
    """
    ages = [f for f in figures if f.quantity.kind is Kind.AGE]
    if not ages:
        return {}
    roles = _roles(words, lines)
    found = {f.id: _beside(words, f, roles) for f in ages}
    by_age: dict[float, set[Name]] = {}
    for figure in ages:
        if found[figure.id].name and figure.quantity.low == figure.quantity.high:
            by_age.setdefault(float(figure.quantity.low), set()).add(found[figure.id].name)
    for figure in ages:
        person, names = found[figure.id], _distinct(by_age.get(float(figure.quantity.low), ()))
        if not person.name and len(names) == 1 and not tells_apart(words, person.roles) and figure.before[-1:] and figure.before[-1].lower() == "the":
            found[figure.id] = Person(names[0], person.roles)
    return found


def same_name(a: Name, b: Name) -> bool:
    """Whether two names can be one person's: every word of the shorter is in the other, or is another spelling of one there."""
    few, many = sorted((a, b), key=len)
    return bool(few) and all(_printed(name, many) for name in few)


def tells_apart(words: Words, roles: Iterable[str]) -> bool:
    """Whether one of some nouns for people is a role that few in a story have: "jockey", not "man"."""
    return any(words.noun_class(role) not in _NO_ROLE for role in roles)


def _beside(words: Words, figure: Figure, roles: Roles) -> Person:
    """The person by the words of the figure's subject."""
    if figure.subject is None:
        return NOBODY
    printed = [w for m in WORD.finditer(figure.subject.text.partition(",")[0]) if (w := m.group()).lower() != "s"]
    printed = [w for w in printed if not words.is_function(w.lower()) and not w[0].isdecimal()]
    human = [words.is_human_class(words.noun_class(words.noun(w.lower()))) for w in printed]
    name = frozenset(
        bare
        for k, (w, h) in enumerate(zip(printed, human, strict=True))
        if (bare := _bare(w)) and not (h and (w.islower() or any(_is_name(words, v) for v in printed[k + 1 :]))) and _is_name(words, w)
    )
    own = [words.noun(w.lower()) for w, h in zip(printed, human, strict=True) if h and _bare(w) not in name][-1:]
    if name:
        return Person(name, frozenset((*own, *(role for role, names in roles.items() if any(same_name(name, n) for n in names)))))
    held = _distinct(roles.get(own[0], ())) if tells_apart(words, own) else []
    return Person(held[0] if len(held) == 1 else frozenset(), frozenset(own))


def _is_name(words: Words, word: str) -> bool:
    return word[0].isupper() or not words.tags(word.lower())


def _bare(word: str) -> str:
    return word.lower().removesuffix("'s").removesuffix("’s")


def _roles(words: Words, lines: Iterable[Line]) -> Roles:
    """The nouns for a person that stand before a name: "jockey Mara Toll", at the start of a sentence with a capital of their own."""
    found: dict[str, list[Name]] = {}
    for line in lines:
        for first, last in line.named:
            role = ""
            while first < last - 1 and _is_role(words, line.shape[first]):
                role, first = words.noun(line.shape[first]), first + 1
            if not role and first and _is_role(words, line.shape[first - 1]) and line.spans[first][0] - line.spans[first - 1][1] == 1:
                role = words.noun(line.shape[first - 1])
            if role:
                found.setdefault(role, []).append(frozenset(_bare(w) for w in line.shape[first:last]))
    return {role: tuple(names) for role, names in found.items()}


def _is_role(words: Words, word: str) -> bool:
    noun = words.noun(word)
    return words.main(word) == NOUN and words.is_human_class(words.noun_class(noun)) and noun == word


def _distinct(names: Iterable[Name]) -> list[Name]:
    """One name for each person: the fullest."""
    kept: list[Name] = []
    for name in sorted(set(names), key=lambda n: (-len(n), sorted(n))):
        if not any(same_name(name, other) for other in kept):
            kept.append(name)
    return kept


def _printed(name: str, names: Name) -> bool:
    """Whether a name is among others, or one of them is another spelling of it."""
    if name in names:
        return True
    return _LONG <= len(name) <= _LONGEST and any(
        other[0] == name[0] and _LONG <= len(other) <= _LONGEST and SequenceMatcher(None, name, other, autojunk=False).ratio() >= _ALIKE
        for other in names
    )
