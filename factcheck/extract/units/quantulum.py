"""Rare physical units out of quantulum3's tables: single symbols ("14 mGy"), and compounds of symbols put together as it names them ("20 J/m^2").

The tables are read as files. Its parser is not used: building it costs more than a second in each process, the first time that a text has
"5 N/mm2", and what it made of a compound was its symbols looked up one by one, which is a table here.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from factcheck.extract.tokens import Tokens
from factcheck.extract.units.match import UnitMatch
from factcheck.model import Kind
from factcheck.tables.units import Units

_COMPOUND = re.compile(r"[A-Za-zµμΩ°]{1,4}[²³]?(?:\^?-?[23])?(?:[/·*][A-Za-zµμΩ°]{1,4}[²³]?(?:\^?-?[23])?){1,3}")
_PART = re.compile(r"([/·*]?)([A-Za-zµμΩ°]+)(?:([²³])|\^?(-?)([23]))?")
LONGEST_SYMBOL = 4  # letters of one symbol: "mGy", "kPa"
_LONGEST = 20
_PREFIXES = {"G": "giga", "M": "mega", "k": "kilo", "m": "milli", "µ": "micro", "μ": "micro", "n": "nano", "p": "pico", "T": "tera"}
_PLAIN = frozenset(("dimensionless", "currency", "unknown"))
_POWERS = {1: "", 2: "square ", 3: "cubic "}


@cache
def _file(name: str) -> dict[str, Any]:
    """One table of quantulum3, read as a file, since importing the package costs seconds; empty where it is not installed."""
    spec = find_spec("quantulum3")
    if spec is None or spec.origin is None:
        return {}
    data: dict[str, Any] = json.loads((Path(spec.origin).parent / name).read_text(encoding="utf-8"))
    return data


@cache
def _symbols() -> dict[str, tuple[str, str]]:
    """Symbol -> (canonical name, entity), for symbols that one unit has to itself, with and without a prefix."""
    table: dict[str, dict[str, str]] = {}
    for name, row in _file("units.json").items():
        entity = row.get("entity", "unknown")
        if entity in _PLAIN:
            continue
        for symbol in row.get("symbols") or ():
            table.setdefault(symbol, {})[name] = entity
            for prefix in (row.get("prefixes") or ()) if entity != "time" else ():  # "Gy" is a gray, and no billion years
                if prefix in _PREFIXES:
                    table.setdefault(prefix + symbol, {})[_PREFIXES[prefix] + name] = entity
    return {symbol: next(iter(found.items())) for symbol, found in table.items() if len(found) == 1}


def find_rare(tokens: Tokens, j: int, units: Units) -> UnitMatch | None:
    """Find a unit that the project's own table lacks, at token ``j``; None for ordinary words."""
    word = tokens.words[j]
    if len(word) > LONGEST_SYMBOL or not (word[0].isalpha() or word[0] in "µμΩ") or not tokens.words[j - 1][-1:].isdecimal():
        return None
    if j + 2 < len(tokens.words) and tokens.words[j + 1] in ("/", "^", "·", "²", "³") and tokens.touches(j + 1):
        return find_compound(tokens, j, units)
    if word.islower() or word.isupper() or (j + 1 < len(tokens.words) and tokens.touches(j + 1) and tokens.words[j + 1][0].isalnum()):
        return None
    found = _symbols().get(word) if len(word) > 1 and word.isalpha() else None
    return None if found is None or found[1] == "time" else UnitMatch(found[0], found[1], j + 1, Kind.MEASURE, f"quantulum3:{word}", symbol=True)


def find_compound(tokens: Tokens, j: int, units: Units) -> UnitMatch | None:
    """Read a compound of symbols ("W/m²", "J/m^2") that begins at token ``j``."""
    end = j + 1
    while end < len(tokens) and tokens.touches(end) and end - j < 10:
        end += 1
    text = "".join(tokens.words[j:end])
    match = _COMPOUND.match(text)
    if match is None or len(match.group()) > _LONGEST:
        return None
    parsed = compound(match.group(), tuple(units.parts.items()))
    if parsed is None:
        return None
    width, stop = 0, j
    while stop < end and width < match.end():
        width += len(tokens.words[stop])
        stop += 1
    return UnitMatch(parsed[0], parsed[1], stop, Kind.MEASURE, f"quantulum3:{match.group()}", symbol=True)


@lru_cache(maxsize=512)
def compound(text: str, parts: tuple[tuple[str, str], ...]) -> tuple[str, str] | None:
    """Name and entity of a compound of symbols as quantulum3 names it; None where a symbol is none. What stands behind a slash is below it.

    ``parts`` are the symbols that mean one unit in a compound and several, or a word, elsewhere, with its name.
    """
    names, dimensions = [], Counter[str]()
    below = False
    for joint, symbol, raised, minus, plain in _PART.findall(text):
        found = _part(symbol, dict(parts))
        below = below or joint == "/"
        if found is None or (minus and below):  # "m/s-1" says it twice
            return None
        power = {"²": 2, "³": 3}.get(raised, int(plain or 1))
        sign = -1 if below or minus else 1
        names.append(f"{'per ' if sign < 0 else ''}{_POWERS[power]}{found[0]}")
        dimensions[found[1]] += sign * power
    name = " ".join(names)
    known = _file("units.json").get(name)
    if known is not None:
        return name, known["entity"]
    key = tuple(sorted((base, power) for base, power in dimensions.items() if power))
    return name, _entities().get(key, f"[{name}]")


def _part(symbol: str, parts: dict[str, str]) -> tuple[str, str] | None:
    name = parts.get(symbol)
    if name is None:
        return _symbols().get(symbol)
    rows = _file("units.json")
    base = next((name.removeprefix(p) for p in _PREFIXES.values() if name.removeprefix(p) in rows), "")
    row = rows.get(name) or rows.get(base)
    return None if row is None else (name, row.get("entity", "unknown"))


@cache
def _entities() -> dict[tuple[tuple[str, int], ...], str]:
    """Entity by its dimensions and their powers, as it is defined and with each dimension taken apart once; not where there are several."""
    named = {name: [(d["base"], d["power"]) for d in row.get("dimensions", ())] for name, row in _file("entities.json").items()}
    found: dict[tuple[tuple[str, int], ...], set[str]] = {}
    for name, dimensions in named.items():
        apart = Counter[str]()
        for base, power in dimensions:
            for inner, raised in named.get(base) or [(base, 1)]:
                apart[inner] += raised * power
        for key in (tuple(sorted(dimensions)), tuple(sorted(apart.items()))):
            if key:
                found.setdefault(key, set()).add(name)
    return {key: next(iter(names)) for key, names in found.items() if len(names) == 1}
