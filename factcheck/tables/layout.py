"""The words that tell where sentences end and what is the furniture of an article: ``abbreviations.yaml`` and ``boilerplate.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from factcheck.errors import RuleError
from factcheck.paths import rules_root
from factcheck.tables.yamlfile import place_of, read_yaml

_JOINS = ("name", "number", "ends", "before")
_SECTIONS = ("boilerplate", "bylines", "captions", "corrections")


@dataclass(frozen=True, slots=True)
class Stops:
    """What a full stop after a word means. Words are lower case, without the final stop.

    ``joins`` maps an abbreviation to its class of joining, ``followers`` to the words before which a capital does not end the sentence.
    """

    joins: dict[str, str]
    followers: dict[str, frozenset[str]]
    starters: frozenset[str]
    speech: re.Pattern[str]  # one to four capitalised words and a verb of saying


@dataclass(frozen=True, slots=True)
class Phrases:
    """Literal phrases in lower case with straight marks, looked for at the start of a paragraph or anywhere in it."""

    starts: tuple[str, ...]
    contains: tuple[str, ...]

    def match(self, folded: str) -> bool:
        """Whether one of the phrases stands in ``folded``, the paragraph in lower case with straight marks.

        >>> Phrases(("photo",), ()).match("photographs of 12 men")
        False
        """
        if folded.startswith(self.starts):
            for phrase in self.starts:
                if folded.startswith(phrase) and not (phrase[-1].isalpha() and folded[len(phrase) : len(phrase) + 1].isalnum()):
                    return True
        for phrase in self.contains:  # noqa: SIM110 - a generator would cost as much as the search, once a paragraph
            if phrase in folded:
                return True
        return False


@dataclass(frozen=True, slots=True)
class Furniture:
    """What tells furniture from copy in a paragraph of at most ``longest`` characters."""

    longest: int
    boilerplate: Phrases
    bylines: Phrases
    captions: Phrases
    corrections: Phrases  # what makes an editor's note part of the copy: it takes back what the copy said
    dates: frozenset[str]
    teaser_heads: frozenset[str]  # in lower case, without a colon
    teaser_classes: frozenset[str]  # words in the class of an HTML element


@cache
def stops() -> Stops:
    """Return the abbreviations shipped with factcheck."""
    return load_stops(rules_root() / "lexicon" / "abbreviations.yaml")


@cache
def furniture() -> Furniture:
    """Return the furniture shipped with factcheck."""
    return load_furniture(rules_root() / "lexicon" / "boilerplate.yaml")


def load_stops(path: Path) -> Stops:
    """Read one file of abbreviations.

    Raises:
        RuleError: a class without why, example or words, an unknown way of joining, or a word in two classes; with line and column.
    """
    data: dict[str, Any] = _mapping(path, ("classes", "starters", "speech"))
    joins: dict[str, str] = {}
    followers: dict[str, frozenset[str]] = {}
    for name, entry in data["classes"].items():
        for key in ("why", "example", "words"):
            if not entry.get(key):
                raise RuleError(place_of(path, "classes", name), f"class {name!r} without {key}")
        if entry.get("joins") not in _JOINS:
            raise RuleError(place_of(path, "classes", name, "joins"), f"unknown way of joining {entry.get('joins')!r}", expected=", ".join(_JOINS))
        for word in entry["words"].split():
            if joins.setdefault(word, entry["joins"]) != entry["joins"]:
                raise RuleError(place_of(path, "classes", name), f"{word!r} stands in two classes", remedy="keep it in one")
            followers[word] = frozenset(entry.get("followers", "").split())
    verbs = "|".join(re.escape(verb) for verb in sorted(data["speech"].split()))
    speech = re.compile(rf"(?:[A-Z][\w.'’-]{{0,30}}\s{{1,3}}){{0,4}}(?:{verbs})\b")
    return Stops(joins, followers, frozenset(data["starters"].split()), speech)


def load_furniture(path: Path) -> Furniture:
    """Read one file of furniture.

    Raises:
        RuleError: a missing or misspelt section; with line and column.
    """
    data = _mapping(path, ("longest", *_SECTIONS, "teasers", "dates"))
    found = []
    for name in _SECTIONS:
        section: dict[str, Any] = data[name]
        unknown = sorted(set(section) - {"example", "starts", "contains"})
        if unknown:
            raise RuleError(place_of(path, name, unknown[0]), f"unknown key {unknown[0]!r}", expected="example, starts or contains")
        found.append(Phrases(tuple(section.get("starts", ())), tuple(section.get("contains", ()))))
    teasers: dict[str, Any] = data["teasers"]
    for key in sorted(set(teasers) ^ {"example", "heads", "classes"}):
        found_or_not = "unknown" if key in teasers else "missing"
        raise RuleError(place_of(path, "teasers", key), f"{found_or_not} key {key!r}", expected="example, heads, classes")
    return Furniture(
        longest=int(data["longest"]),
        boilerplate=found[0],
        bylines=found[1],
        captions=found[2],
        corrections=found[3],
        dates=frozenset(data["dates"].split()),
        teaser_heads=frozenset(teasers["heads"]),
        teaser_classes=frozenset(teasers["classes"].split()),
    )


def _mapping(path: Path, keys: tuple[str, ...]) -> dict[str, Any]:
    data: dict[str, Any] = read_yaml(path)
    for key in sorted(set(data) ^ set(keys)):
        raise RuleError(place_of(path, key), f"{'unknown' if key in data else 'missing'} key {key!r}", expected=", ".join(keys))
    return data
