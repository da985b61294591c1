"""The gazetteer of ``rules/lexicon/places.tsv``: countries, states, regions, capitals, big cities, and the adjectives that go with them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from factcheck.errors import RuleError

_SHORT = 3  # letters of an alias that in lower case is another word: "us", "uk"


@dataclass(frozen=True, slots=True)
class Places:
    """``kinds`` maps a name as printed to its kind, ``aliases`` one to the preferred name, ``demonyms`` a lower-case adjective to its place."""

    kinds: dict[str, str]
    aliases: dict[str, str]
    demonyms: dict[str, str]
    plain: dict[str, str]  # name in lower case -> kind, for copy without capitals
    openings: frozenset[str]  # first words of those
    within: dict[str, str]  # a city or state, an adjective or inhabitant → its country

    def kind(self, name: str) -> str:
        """Return country, state, region, capital or city, "demonym" for an adjective or inhabitant, else ""."""
        return self.kinds.get(self.aliases.get(name, name), "")


def load_places(path: Path) -> Places:
    """Read lines ``name<TAB>kind<TAB>place``; the place is the one that an alias or demonym stands for, or the country around a city or state.

    Raises:
        RuleError: the file cannot be read or a line has other fields.
    """
    try:
        rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    except OSError as error:
        raise RuleError(str(path), f"cannot be read: {error.strerror}", remedy="run scripts/compile_words.py or reinstall factcheck") from error
    for number, row in enumerate(rows, 1):
        if len(row) != 3:
            raise RuleError(f"{path}:{number}", f"{len(row)} fields", expected="name, kind, place, with tabs between")
    kinds = {name: kind for name, kind, _ in rows if kind != "alias"}
    plain = {name.lower(): kind for name, kind in kinds.items() if kind != "demonym"}
    plain.update((name.lower(), kinds.get(place, "")) for name, kind, place in rows if kind == "alias" and len(name) > _SHORT)
    return Places(
        plain=plain,
        openings=frozenset(name.split(" ", 1)[0] for name in plain),
        kinds=kinds,
        aliases={name: place for name, kind, place in rows if kind == "alias"},
        within={name: place for name, kind, place in rows if kind != "alias"},
        demonyms={name.lower(): place for name, kind, place in rows if kind == "demonym"},
    )
