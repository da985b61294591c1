"""The hand-written classes and synonyms of nouns and predicates: ``nouns.yaml``, ``predicates.yaml`` and ``synonyms.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factcheck.errors import RuleError
from factcheck.tables.yamlfile import place_of, read_yaml

_KEYS = frozenset({"parent", "why", "example", "words", "heads", "human", "apart"})


@dataclass(frozen=True, slots=True)
class Families:
    """One lexicon of classes.

    ``cls`` maps a lemma to its class, ``parents`` a class to the class above it ("" at the top), ``heads`` a lemma to the class that it names
    as a whole ("person" → "person"); ``human`` and ``apart`` hold the classes so marked; ``lemmas`` maps a surface to its lemma where the word
    tables would say otherwise.
    """

    cls: dict[str, str]
    parents: dict[str, str]
    heads: dict[str, str]
    human: frozenset[str]
    apart: frozenset[str]
    lemmas: dict[str, str]

    def chain(self, name: str) -> tuple[str, ...]:
        """Return a class and all above it, nearest first."""
        found: list[str] = []
        while name and name not in found:
            found.append(name)
            name = self.parents.get(name, "")
        return tuple(found)

    def broader(self, a: str, b: str) -> bool:
        """Whether two different classes have a class above them in common that does not keep them apart."""
        above = self.chain(b)
        common = next((name for name in self.chain(a) if name in above), "")
        return bool(common) and common not in self.apart


def load_families(path: Path) -> Families:
    """Read one file of classes.

    Raises:
        RuleError: an unknown key, a class without ``why`` or ``example``, an unknown parent, or a word in two classes; with line and column.
    """
    data: dict[str, Any] = read_yaml(path)
    classes: dict[str, dict[str, Any]] = data["classes"]
    cls: dict[str, str] = {}
    heads: dict[str, str] = {}
    for name, entry in classes.items():
        _check(path, name, entry, classes)
        for word in f"{entry.get('heads', '')} {entry.get('words', '')}".split():
            if cls.setdefault(word, name) != name:
                raise RuleError(place_of(path, "classes", name), f"{word!r} stands in {cls[word]!r} and {name!r}", remedy="keep it in one")
        heads.update(dict.fromkeys(entry.get("heads", "").split(), name))
    return Families(
        cls=cls,
        parents={name: entry.get("parent", "") for name, entry in classes.items()},
        heads=heads,
        human=frozenset(name for name, entry in classes.items() if entry.get("human")),
        apart=frozenset(name for name, entry in classes.items() if entry.get("apart")),
        lemmas={surface: lemma for lemma, surfaces in data.get("lemmas", {}).items() for surface in surfaces.split()},
    )


def _check(path: Path, name: str, entry: dict[str, Any], classes: dict[str, dict[str, Any]]) -> None:
    unknown = sorted(set(entry) - _KEYS)
    if unknown:
        raise RuleError(place_of(path, "classes", name, unknown[0]), f"unknown key {unknown[0]!r}", expected=", ".join(sorted(_KEYS)))
    if not entry.get("why") or not entry.get("example"):
        raise RuleError(place_of(path, "classes", name), f"class {name!r} without why or example", remedy="say why it exists and give a pair")
    parent = entry.get("parent", "")
    if parent and parent not in classes:
        raise RuleError(place_of(path, "classes", name, "parent"), f"unknown parent {parent!r}", expected="a class of this file")


def load_kindred(path: Path) -> dict[str, frozenset[int]]:
    """Return each verb with the numbers of the rows of ``kindred`` that it stands in.

    Raises:
        RuleError: no list of rows, or a row of fewer than two verbs.
    """
    rows = read_yaml(path).get("kindred")
    if not isinstance(rows, list) or not all(isinstance(row, str) and len(row.split()) > 1 for row in rows):
        raise RuleError(place_of(path, "kindred"), "'kindred' is no list of rows of verbs", expected="rows of two verbs or more")
    found: dict[str, set[int]] = {}
    for number, row in enumerate(rows):
        for verb in row.split():
            found.setdefault(verb, set()).add(number)
    return {verb: frozenset(numbers) for verb, numbers in found.items()}


def load_synonyms(path: Path) -> dict[str, frozenset[str]]:
    """Return each word with the names of the groups in which it stands for the same thing as the others.

    Raises:
        RuleError: a group of fewer than two words.
    """
    groups: dict[str, list[str]] = {}
    for name, words in read_yaml(path)["groups"].items():
        members = words.split()
        if len(members) < 2:
            raise RuleError(place_of(path, "groups", name), f"group {name!r} of {len(members)} words", expected="two or more")
        for word in members:
            groups.setdefault(word, []).append(name)
    return {word: frozenset(names) for word, names in groups.items()}
