"""Rare physical units, as a second reader: quantulum3's unit table for single symbols ("14 mGy"), its parser for compounds ("20 J/m^2").

The table is read as a file, since importing the package costs seconds; the parser is imported only when a candidate looks like a compound of
symbols, and sees nothing but that candidate, short, with its digits replaced by a one. Units that it makes up are refused.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from factcheck.extract.tokens import Tokens
from factcheck.extract.units.match import UnitMatch
from factcheck.model import Kind

_COMPOUND = re.compile(r"[A-Za-zµμΩ°]{1,4}[²³]?(?:\^?-?[23])?(?:[/·*][A-Za-zµμΩ°]{1,4}[²³]?(?:\^?-?[23])?){1,3}")
LONGEST_SYMBOL = 4  # letters of one symbol: "mGy", "kPa"
_LONGEST = 20
_PREFIXES = {"G": "giga", "M": "mega", "k": "kilo", "m": "milli", "µ": "micro", "μ": "micro", "n": "nano", "p": "pico", "T": "tera"}
_PLAIN = frozenset(("dimensionless", "currency", "unknown", "time"))


@cache
def _table() -> dict[str, tuple[str, str]]:
    """Symbol -> (canonical name, entity), for symbols of two and more letters that one unit has to itself."""
    spec = find_spec("quantulum3")
    if spec is None or spec.origin is None:
        return {}
    rows = json.loads((Path(spec.origin).parent / "units.json").read_text(encoding="utf-8"))
    table: dict[str, list[tuple[str, str]]] = {}
    for name, row in rows.items():
        entity = row.get("entity", "unknown")
        if entity in _PLAIN:
            continue
        for symbol in row.get("symbols", ()):
            table.setdefault(symbol, []).append((name, entity))
            for prefix in row.get("prefixes", ()):
                if prefix in _PREFIXES:
                    table.setdefault(prefix + symbol, []).append((_PREFIXES[prefix] + name, entity))
    return {symbol: found[0] for symbol, found in table.items() if len(found) == 1 and len(symbol) > 1 and symbol.isalpha()}


def find_rare(tokens: Tokens, j: int) -> UnitMatch | None:
    """Find a unit that the project's own table lacks, at token ``j``; None for ordinary words."""
    word = tokens.words[j]
    if len(word) > LONGEST_SYMBOL or not (word[0].isalpha() or word[0] in "µμΩ") or not tokens.words[j - 1][-1:].isdecimal():
        return None
    if j + 2 < len(tokens.words) and tokens.words[j + 1] in ("/", "^", "·", "²", "³") and tokens.touches(j + 1):
        return find_compound(tokens, j)
    if word.islower() or word.isupper() or (j + 1 < len(tokens.words) and tokens.touches(j + 1) and tokens.words[j + 1][0].isalnum()):
        return None
    found = _table().get(word)
    return None if found is None else UnitMatch(found[0], found[1], j + 1, Kind.MEASURE, f"quantulum3:{word}", symbol=True)


def find_compound(tokens: Tokens, j: int) -> UnitMatch | None:
    """Read a compound of symbols ("W/m²", "J/m^2") that begins at token ``j`` through quantulum3's parser."""
    end = j + 1
    while end < len(tokens) and tokens.touches(end) and end - j < 10:
        end += 1
    text = "".join(tokens.words[j:end])
    match = _COMPOUND.match(text)
    if match is None or len(match.group()) > _LONGEST:
        return None
    parsed = _parse(match.group())
    if parsed is None:
        return None
    width, stop = 0, j
    while stop < end and width < match.end():
        width += len(tokens.words[stop])
        stop += 1
    return UnitMatch(parsed[0], parsed[1], stop, Kind.MEASURE, f"quantulum3:{match.group()}", symbol=True)


@lru_cache(maxsize=512)
def _parse(symbol: str) -> tuple[str, str] | None:
    """Name and entity of a compound by quantulum3's parser; None where it finds none, more than one, or makes one up."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns that its classifier is not installed, and we do without it
        from quantulum3 import parser

        found = parser.parse(f"1 {symbol}")
    if len(found) != 1 or found[0].value != 1 or found[0].span[1] < len(symbol) + 1:
        return None
    name, entity = found[0].unit.name, found[0].unit.entity.name
    if not isinstance(name, str) or entity in ("dimensionless", "currency"):
        return None
    return name, entity if entity != "unknown" else f"[{name}]"
