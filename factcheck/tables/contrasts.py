"""``contrasts.yaml``: sets of words that exclude one another."""

from __future__ import annotations

from functools import cache

from factcheck.errors import RuleError
from factcheck.tables.fields import read_lexicon
from factcheck.tables.yamlfile import place_of


@cache
def contrast_members() -> dict[str, tuple[int, str]]:
    """The set and the member that a word stands for: "men" → (1, "man"). A word is in one set only.

    Raises:
        RuleError: a row is no text, or a word stands in two sets.
    """
    return _members("sets")


@cache
def opposed_verbs() -> dict[str, tuple[int, str]]:
    """The same for verbs, as lemmas: "favour" → (0, "support").

    Raises:
        RuleError: a row is no text, or a verb stands in two rows.
    """
    return _members("verbs")


def _members(key: str) -> dict[str, tuple[int, str]]:
    path, data = read_lexicon("contrasts")
    rows = data.get(key)
    if not isinstance(rows, list) or not all(isinstance(row, str) for row in rows):
        raise RuleError(place_of(path, key), f"{key} is {rows!r}", expected="a list of rows of words")
    members: dict[str, tuple[int, str]] = {}
    for number, row in enumerate(rows):
        for forms in row.split():
            first, *_ = forms.split("=")
            for word in forms.split("="):
                if word in members:
                    raise RuleError(place_of(path, key, number), f"{word!r} stands in two rows", expected="each word once")
                members[word] = (number, first)
    return members


@cache
def extents() -> dict[str, str]:
    """The way of measuring a length that a word stands for: "wide" and "across" → "width".

    Raises:
        RuleError: the row is no text.
    """
    return _row("extents")


@cache
def sizes() -> dict[str, str]:
    """The one way in which a thing, or a class of things ("@vessel"), has a length: "tower" → "height".

    Raises:
        RuleError: the row is no text.
    """
    return {thing: way for thing, way in _row("sizes").items() if thing != way}


@cache
def reaches() -> dict[str, str]:
    """The whole that a word stands for: "nationwide" → "national".

    Raises:
        RuleError: the row is no text.
    """
    return _row("reaches")


@cache
def levels() -> frozenset[str]:
    """What is told of a whole country or of the world: "average", "rate".

    Raises:
        RuleError: the row is no text.
    """
    return frozenset(_row("levels"))


@cache
def others() -> frozenset[str]:
    """Words by which one of two like things is told: "larger", "rival".

    Raises:
        RuleError: the row is no text.
    """
    return frozenset(_row("others"))


def _row(key: str) -> dict[str, str]:
    """Words of one row, each with the first of those that say the same."""
    path, data = read_lexicon("contrasts")
    row = data.get(key)
    if not isinstance(row, str):
        raise RuleError(place_of(path, key), f"{key} is {row!r}", expected="a row of words")
    return {word: forms.split("=")[0] for forms in row.split() for word in forms.split("=")}


@cache
def stances() -> dict[str, dict[tuple[str, ...], str]]:
    """The side that the words behind a verb tell: vote → ("in", "favour") → "for".

    Raises:
        RuleError: the entry is no mapping of rows, or a word tells no side.
    """
    path, data = read_lexicon("contrasts")
    rows = data.get("stances")
    if not isinstance(rows, dict) or not all(isinstance(row, str) for row in rows.values()):
        raise RuleError(place_of(path, "stances"), f"stances is {rows!r}", expected="verb: rows of WORDS=SIDE")
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for verb, row in rows.items():
        pairs = [entry.partition("=") for entry in row.split()]
        if any(side not in ("for", "against") for _, _, side in pairs):
            raise RuleError(place_of(path, "stances", verb), f"{row!r} has another side", expected="for or against")
        found[str(verb)] = {tuple(phrase.split("_")): side for phrase, _, side in pairs}
    return found
