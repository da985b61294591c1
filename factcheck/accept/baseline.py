"""``factcheck-baseline.yaml``: an entry for each accepted finding, sorted by id, with the reason why.

scheme: factcheck/v2
findings:
  - id: "5c1e07aa0b1c"
    rule: "value-conflict"
    quote: "about 275 troops / 257 troops"
    reason: "two letters of two days"
    by: "desk"               # may be left out
    until: "2026-12-31"      # may be left out; the last day on which the entry counts
    scheme: "factcheck/v1"   # only of an entry that `factcheck baseline migrate` has found no finding for
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factcheck.errors import ConfigError, ErrorGroup, FactcheckError, RuleError
from factcheck.files import read_file
from factcheck.model.identity import SCHEME, is_id
from factcheck.tables.yamlfile import Places, parse_yaml

_REQUIRED = ("id", "rule", "reason")
_KEYS = ("id", "rule", "quote", "reason", "by", "until", "scheme")
OLD_SCHEME = "factcheck/v1"
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_HEAD = "# Findings that somebody looked at and accepted. `factcheck baseline write --reason …` adds, `factcheck baseline prune` removes.\n"


@dataclass(frozen=True, slots=True)
class Entry:
    """One accepted finding."""

    id: str
    rule: str
    reason: str
    quote: str = ""
    by: str = ""
    until: str = ""  # ISO 8601 date, "" for ever
    scheme: str = ""  # that its id is of, "" for today's

    @property
    def old(self) -> bool:
        """Whether its id is of an old scheme, by which no finding of today is named."""
        return bool(self.scheme)

    def expired(self, today: str | None) -> bool:
        """Whether its last day has passed; never where no day is told."""
        return bool(self.until and today and today > self.until)


def read_baseline(path: Path, *, to_migrate: bool = False) -> tuple[Entry, ...]:
    """Return the entries of a baseline, sorted by id; none where there is no such file.

    ``to_migrate`` takes a file of the old scheme too, its entries marked as such.

    Raises:
        ErrorGroup: entries that do not validate, each with line and column.
        ConfigError: the file cannot be read or is of another scheme, and, where it is the old one, how to turn it over.
    """
    try:
        raw = read_file(path, ConfigError)
    except FileNotFoundError:
        return ()
    return parse_baseline(raw, path, to_migrate=to_migrate)


def parse_baseline(raw: bytes, path: Path, *, to_migrate: bool = False) -> tuple[Entry, ...]:
    """The same of what a baseline holds; ``path`` is its place in errors."""
    data = parse_yaml(raw, str(path))
    if not isinstance(data, dict) or not isinstance(data.get("findings") or [], list):
        raise ConfigError(str(path), "is no baseline", expected="a mapping with scheme and findings")
    scheme = data.get("scheme")
    if scheme not in ((SCHEME, OLD_SCHEME) if to_migrate else (SCHEME,)):
        anew = "turn it over, reasons kept: `factcheck baseline migrate PATH…`" if scheme == OLD_SCHEME else "write the baseline anew"
        raise ConfigError(str(path), f"ids of scheme {scheme!r}", expected=SCHEME, remedy=anew)
    found = data.get("findings") or []
    places = Places(raw, str(path))
    errors = [e for n, entry in enumerate(found) for e in _mistakes(places, n, entry)]
    errors += _twice(places, found)
    if errors:
        raise ErrorGroup(str(path), f"{len(errors)} mistake{'s' * (len(errors) > 1)} in the baseline", errors=tuple(errors))
    of_file = {"scheme": OLD_SCHEME} if scheme == OLD_SCHEME else {}
    return tuple(sorted((Entry(**{k: str(v) for k, v in (of_file | entry).items()}) for entry in found), key=lambda e: e.id))


def _twice(places: Places, entries: list[Any]) -> Iterator[FactcheckError]:
    seen: set[str] = set()
    for number, entry in enumerate(entries):
        name = entry.get("id") if isinstance(entry, dict) else None
        if not isinstance(name, str):
            continue
        if name in seen:
            yield RuleError(places.of("findings", number, "id"), f"id {name} stands there twice")
        seen.add(name)


def _mistakes(places: Places, number: int, entry: Any) -> list[FactcheckError]:
    if not isinstance(entry, dict):
        return [RuleError(places.of("findings", number), "is no entry", expected="id, rule, quote, reason")]
    missing = [key for key in _REQUIRED if not isinstance(entry.get(key), str) or not entry[key].strip()]
    found: list[FactcheckError] = [RuleError(places.of("findings", number), f"no {k}", expected=f'{k}: "…" in quotes') for k in missing]
    for key, value in entry.items():
        place = ("findings", number, str(key))
        if key not in _KEYS:
            found.append(RuleError(places.of(*place), f"unknown key '{key}'", expected=", ".join(_KEYS)))
        elif key == "id" and isinstance(value, str) and value and not is_id(value):
            found.append(RuleError(places.of(*place), f"'{value}' is no id", expected="12 hex digits"))
        elif key == "scheme" and value != OLD_SCHEME:
            found.append(RuleError(places.of(*place), f"unknown scheme '{value}'", expected=f"{OLD_SCHEME}, or none for {SCHEME}"))
        elif key == "until" and not _DATE.fullmatch(str(value)):
            found.append(RuleError(places.of(*place), f"'{value}' is no date", expected='"YYYY-MM-DD"'))
    return found


def format_baseline(entries: Iterable[Entry]) -> str:
    """The text of a baseline: one layout, sorted by id, so that a diff shows only what changed."""
    lines = [f"{_HEAD}scheme: {SCHEME}"]
    body = []
    for entry in sorted(entries, key=lambda e: e.id):
        fields = [(k, getattr(entry, k)) for k in _KEYS]
        written = [f"{k}: {json.dumps(v, ensure_ascii=False)}" for k, v in fields if v or k in _REQUIRED]
        body.append("  - " + "\n    ".join(written))
    lines += ["findings:", *body] if body else ["findings: []"]
    return "\n".join(lines) + "\n"
