"""``*.factcheck.yaml``: what somebody expects of a story, as data.

story: corpora/port            # a folder, or a list of files; from the folder of this file
draft: draft.md                # may be left out: the sources have to support all its figures
fail-on: warning               # may be left out, as may select, ignore, rules and baseline
facts:                         # noun, label or id of a fact, and what the sources say of it
  Marines: 550                 # a source states just this
  people killed: at least 1,700
  special operations: [50, 100]
  Hafra: {agrees-with: 29 km}  # is, is-not, at-least, more-than, at-most, less-than, agrees-with, not-contradicting, agreed; with source
when:                          # event, or label or id of an occasion, and the time that the sources give
  vote: Tuesday                # a source prints just this
  Bence served: {agrees-with: 1967 to 1979}   # is, is-not, agrees-with; with source
allow:                         # findings that somebody looked at
  - rule: hedge-drift          # or id
    fact: people killed        # may be left out
    reason: the militia's own words differ
coverage:                      # at least so many
  sources: 4
  figures: 30
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factcheck.config import nearest
from factcheck.errors import ErrorGroup, FactcheckError, RuleError
from factcheck.files import read_file
from factcheck.model import Severity
from factcheck.tables.yamlfile import Places, parse_yaml

KEYS = ("story", "draft", "rules", "select", "ignore", "baseline", "fail-on", "facts", "when", "allow", "coverage")
COUNTS = ("sources", "figures", "facts", "aligned", "lineages")
OPERATORS = {"is": "==", "is-not": "!=", "at-least": ">=", "more-than": ">", "at-most": "<=", "less-than": "<", "agrees-with": "agrees with"}
QUESTIONS = (*OPERATORS, "not-contradicting", "agreed")
TIMES = ("is", "is-not", "agrees-with")
_ALLOW = ("rule", "id", "fact", "reason")


@dataclass(frozen=True, slots=True)
class Expected:
    """One question to a fact: ``question`` is one of ``QUESTIONS``."""

    question: str
    value: Any


@dataclass(frozen=True, slots=True)
class FactExpectation:
    """What is expected of one fact. ``plain`` where the file gives a value and no question, so that an update may replace it."""

    name: str
    line: int
    expected: tuple[Expected, ...]
    source: str | None = None
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Allowance:
    """A finding that may be there, and why."""

    line: int
    reason: str
    rule: str = ""
    id: str = ""
    fact: str = ""

    @property
    def name(self) -> str:
        """The finding that is meant, in few words."""
        return " ".join(x for x in (self.id or self.rule, self.fact) if x)


@dataclass(frozen=True, slots=True)
class Expectations:
    """One file. ``options`` are those of the marker; lines count from 1."""

    path: Path
    paths: tuple[str, ...]
    options: tuple[tuple[str, Any], ...]
    facts: tuple[FactExpectation, ...]
    allow: tuple[Allowance, ...]
    coverage: tuple[tuple[str, int, int], ...]  # count, minimum, line
    story_line: int = 1
    when: tuple[FactExpectation, ...] = ()


def read_expectations(path: Path) -> Expectations:
    """Read and validate one file.

    Raises:
        ErrorGroup: every mistake in it with line and column.
        RuleError: it cannot be read or is no YAML.
    """
    raw = read_file(path, RuleError)
    data = parse_yaml(raw, str(path))
    if not isinstance(data, dict):
        raise RuleError(str(path), "is no file of expectations", expected="a mapping with story, and facts, allow or coverage")
    reader = _Reader(path, data, Places(raw, str(path)))
    found = reader.read()
    if reader.errors:
        if len(reader.errors) == 1:
            raise reader.errors[0]
        raise ErrorGroup(str(path), f"{len(reader.errors)} mistakes in the expectations", errors=tuple(reader.errors))
    return found


class _Reader:
    """Reads one file and gathers its mistakes."""

    def __init__(self, path: Path, data: dict[str, Any], places: Places) -> None:
        self.path, self.data, self._places = path, data, places
        self.errors: list[FactcheckError] = []

    def read(self) -> Expectations:
        for key in self.data:
            if key not in KEYS:
                self._wrong((key,), f"unknown key '{key}'", nearest(str(key), KEYS))
        story = self.data.get("story")
        paths = [story] if isinstance(story, str) else story
        if not isinstance(paths, list) or not paths or not all(isinstance(p, str) for p in paths):
            self._wrong(("story",), "no story named", "story: a folder of sources, or a list of files")
            paths = []
        return Expectations(
            self.path,
            tuple(paths),
            tuple(self._options()),
            tuple(self._fact(name, value) for name, value in self._mapping("facts").items()),
            tuple(self._allowances()),
            tuple(self._minima()),
            self._line("story"),
            tuple(self._time(name, value) for name, value in self._mapping("when").items()),
        )

    def _options(self) -> list[tuple[str, Any]]:
        found = []
        for key in ("draft", "rules", "select", "ignore", "baseline", "fail-on"):
            value = self.data.get(key)
            if value is None:
                continue
            listed = key in ("rules", "select", "ignore") and isinstance(value, list) and all(isinstance(v, str) for v in value)
            if not (isinstance(value, str) or listed):
                self._wrong((key,), f"{value!r} is no text", "a text" + (" or a list of texts" if key in ("rules", "select", "ignore") else ""))
            elif key == "fail-on" and value not in [s.value for s in Severity]:
                self._wrong((key,), f"unknown severity {value!r}", "note, warning or error")
            else:
                found.append((key.replace("-", "_"), value))
        return found

    def _fact(self, name: str, given: Any) -> FactExpectation:
        line = self._line("facts", name)
        if not isinstance(given, dict):
            self._check_value(("facts", name), "is", given)
            return FactExpectation(str(name), line, (Expected("is", _value(given)),))
        known = (*QUESTIONS, "source")
        for key, value in given.items():
            if key not in known:
                self._wrong(("facts", name, key), f"unknown question '{key}'", nearest(str(key), known))
            else:
                self._check_value(("facts", name, key), key, value)
        asked = tuple(Expected(k, _value(v)) for k, v in given.items() if k in QUESTIONS)
        if not asked:
            self._wrong(("facts", name), "nothing is asked of this fact", "a value, or one of " + ", ".join(QUESTIONS))
        return FactExpectation(str(name), line, asked, given.get("source"), plain=False)

    def _time(self, name: str, given: Any) -> FactExpectation:
        """What is expected of the time of an event."""
        line = self._line("when", name)
        asked = given if isinstance(given, dict) else {"is": given}
        for key, value in asked.items():
            if key not in (*TIMES, "source"):
                self._wrong(("when", name, key), f"unknown question '{key}'", nearest(str(key), (*TIMES, "source")))
            elif key != "source":
                self._check_time(("when", name, key) if isinstance(given, dict) else ("when", name), value)
        questions = tuple(Expected(k, str(v)) for k, v in asked.items() if k in TIMES)
        if not questions:
            self._wrong(("when", name), "nothing is asked of this event", "a time, or one of " + ", ".join(TIMES))
        return FactExpectation(str(name), line, questions, asked.get("source"), plain=False)

    def _check_time(self, keys: tuple[str, ...], value: Any) -> None:
        from factcheck.api.when import read_time

        try:
            read_time(str(value))
        except ValueError as error:
            self._wrong(keys, str(error), "")

    def _check_value(self, keys: tuple[str, ...], question: str, value: Any) -> None:
        if question in ("source", "agreed"):
            sources = (value is True and question == "agreed") or (isinstance(value, list) and all(isinstance(v, str) for v in value))
            if not (sources or (question == "source" and isinstance(value, str))):
                self._wrong(keys, f"{value!r} names no source", "the id of a source" if question == "source" else "true, or a list of source ids")
            return
        from factcheck.api.values import plain, read_value

        try:
            if read_value and isinstance(plain(_value(value)), str) and isinstance(value, str):
                read_value(value)
        except (TypeError, ValueError) as error:
            self._wrong(keys, str(error), "")

    def _allowances(self) -> list[Allowance]:
        given = self.data.get("allow") or []
        if not isinstance(given, list):
            self._wrong(("allow",), "is no list", "a list of rule or id, with reason")
            return []
        found = []
        for number, entry in enumerate(given):
            texts = isinstance(entry, dict) and all(isinstance(v, str) for v in entry.values())
            if not texts or not (entry.get("rule") or entry.get("id")) or not str(entry.get("reason") or "").strip():
                self._wrong(("allow", number), "names no finding or no reason", "rule or id, and reason, as texts")
                continue
            unknown = next((k for k in entry if k not in _ALLOW), None)
            if unknown is not None:
                self._wrong(("allow", number, unknown), f"unknown key '{unknown}'", nearest(unknown, _ALLOW))
                continue
            found.append(Allowance(self._line("allow", number), **entry))
        return found

    def _minima(self) -> list[tuple[str, int, int]]:
        found = []
        for name, least in self._mapping("coverage").items():
            if name not in COUNTS:
                self._wrong(("coverage", name), f"unknown count '{name}'", nearest(str(name), COUNTS))
            elif not isinstance(least, int) or isinstance(least, bool) or least < 0:
                self._wrong(("coverage", name), f"{least!r} is no count", "a whole number: at least so many")
            else:
                found.append((name, least, self._line("coverage", name)))
        return found

    def _mapping(self, key: str) -> Mapping[str, Any]:
        found = self.data.get(key) or {}
        if isinstance(found, dict):
            return found
        self._wrong((key,), "is no mapping", "lines such as " + ("Marines: 550" if key == "facts" else "figures: 30"))
        return {}

    def _wrong(self, keys: tuple[str | int, ...], found: str, expected: str) -> None:
        self.errors.append(RuleError(self._places.of(*keys), found, expected=expected))

    def _line(self, *keys: str | int) -> int:
        return (self._places.line(*keys) or (1, 1))[0]


def _value(given: Any) -> Any:
    """Ranges as tuples, so that everything can be hashed."""
    return tuple(given) if isinstance(given, list) else given
