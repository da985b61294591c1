"""From the names of files to ids of sources, each file with one of its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from factcheck.files import printable

_WORD = re.compile(r"[^\W_]+")
_SLUG = 60  # characters of a name made of a title, or the word before


def normal(name: str) -> str:
    """Names as one system writes them: some store é as one character, some as two."""
    return unicodedata.normalize("NFC", name)


def identifier(name: str) -> str:
    r"""The id that a name asks for.

    >>> identifier("cafe\u0301.txt") == "caf\u00e9.txt", identifier("a\udcff.txt")
    (True, 'a\\xff.txt')
    """
    return printable(normal(name))


def identifiers(names: Iterable[str]) -> dict[str, str]:
    r"""An id for each name, whatever their order. Of names that ask for one id, the one that is spelt so has it; the others are escaped.

    Names for which even that gives one id share it: whoever asks must refuse them.

    >>> identifiers(["caf\u00e9.txt", "cafe\u0301.txt"]) == {"caf\u00e9.txt": "caf\u00e9.txt", "cafe\u0301.txt": r"cafe\u0301.txt"}
    True
    """
    asked: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        asked.setdefault(identifier(name), []).append(name)
    found = {}
    for wanted, group in asked.items():
        for name in group:
            found[name] = wanted if len(group) == 1 or name == wanted else _escaped(name)
    return found


def slugs(titles: Sequence[str]) -> list[str]:
    """A short name for each of several articles in a file, no two alike: the words of its title, or its number where it has none.

    >>> slugs(["Toll rises to 1,700!", "", "Toll rises to 1,700", "Überfall in Köln"])
    ['toll-rises-to-1-700', '2', 'toll-rises-to-1-700-2', 'überfall-in-köln']
    """
    wanted = []
    for number, title in enumerate(titles, 1):
        words = "-".join(_WORD.findall(normal(title).lower()))
        short = words if len(words) <= _SLUG else words[: words.rfind("-", 0, _SLUG + 1) if "-" in words[:_SLUG] else _SLUG]
        wanted.append(short or str(number))
    return distinct(wanted)


def distinct(wanted: Iterable[str]) -> list[str]:
    """Names, no two alike: the second that asks for one has "-2" behind it.

    >>> distinct(["a", "a", "a-2", "b"])
    ['a', 'a-2', 'a-2-2', 'b']
    """
    found: list[str] = []
    taken: dict[str, int] = {}
    for asked in map(identifier, wanted):
        name = asked
        while name in taken:
            taken[asked] += 1
            name = f"{asked}-{taken[asked]}"
        taken[name] = 1
        found.append(name)
    return found


def _escaped(name: str) -> str:
    return printable(name).encode("ascii", "backslashreplace").decode("ascii")
