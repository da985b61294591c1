"""Reads ``rules/checks/*.yaml`` into rules: everything validated, all mistakes reported together, each with file, line and column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from difflib import get_close_matches
from functools import cache, cached_property
from pathlib import Path
from string import Formatter
from typing import Any

from factcheck.check.kinds import kinds
from factcheck.check.rule import Example, Parameter, Rule
from factcheck.errors import ErrorGroup, FactcheckError, RuleError
from factcheck.files import is_folder, printable, read_file
from factcheck.model import Severity
from factcheck.paths import rules_root
from factcheck.tables.yamlfile import Places, parse_yaml, place_of

_TEXTS = ("id", "kind", "severity", "summary", "message", "explanation", "source")
_KEYS = (*_TEXTS, "parameters", "yields", "examples")
_EXAMPLE_KEYS = ("texts", "published", "lineage", "outlet", "draft")


def load_rules(folders: Sequence[str | Path] = (), severity_overrides: Mapping[str, Severity] | None = None) -> tuple[Rule, ...]:
    """Return the shipped rules and those of ``folders``, sorted by id; a rule of a later folder replaces one of the same id.

    Raises:
        ErrorGroup: at least one rule does not validate; ``errors`` holds every mistake as a ``RuleError`` in the order of files and lines.
    """
    errors: list[FactcheckError] = list(_shipped()[1])
    rules = {r.id: r for r in _shipped()[0]}
    for folder in map(Path, folders):
        rules.update((r.id, r) for r in _read_folder(folder, errors))
    unknown = [name for name in severity_overrides or () if name not in rules]
    errors.extend(RuleError("severity", f"unknown rule '{name}'", expected=_nearest(name, sorted(rules))) for name in unknown)
    if errors:
        raise ErrorGroup("rules", f"{len(errors)} mistake{'s' * (len(errors) > 1)}", errors=tuple(errors))
    overrides = severity_overrides or {}
    return tuple(replace(r, severity=overrides[i]) if i in overrides else r for i, r in sorted(rules.items()))


@cache
def _shipped() -> tuple[tuple[Rule, ...], tuple[FactcheckError, ...]]:
    """The rules that come with the package, and what is wrong with them: read once in a process, as its lexicons are."""
    errors: list[FactcheckError] = []
    return tuple(_read_folder(rules_root() / "checks", errors)), tuple(errors)


def _read_folder(folder: Path, errors: list[FactcheckError]) -> list[Rule]:
    rules: dict[str, Rule] = {}
    for path in _listed(folder, errors):
        try:
            data = parse_yaml(read_file(path, RuleError), str(path))
        except FileNotFoundError:
            errors.append(RuleError(str(path), "a link that leads nowhere", expected="a rule file"))
            continue
        except RuleError as error:
            errors.append(error)
            continue
        reader = _Reader(path)
        rule = reader.rule(data)
        errors.extend(reader.errors)
        if rule is None:
            continue
        if rule.id in rules:
            errors.append(RuleError(place_of(path, "id"), f"second rule '{rule.id}'", expected="an id that no other file of the folder has"))
        rules[rule.id] = rule
    return list(rules.values())


def _listed(folder: Path, errors: list[FactcheckError]) -> list[Path]:
    """The rule files of a folder, sorted; hidden ones too."""
    if not is_folder(folder):
        errors.append(RuleError(printable(str(folder)), "no such folder", expected="a folder of rule files (*.yaml)"))
        return []
    try:
        return sorted(p for p in folder.iterdir() if p.name.endswith(".yaml"))
    except OSError as error:
        errors.append(RuleError(printable(str(folder)), f"cannot be read: {error.strerror}", remedy="check its permissions"))
        return []


def _nearest(word: str, known: Sequence[str]) -> str:
    """The likeliest intended word, else all of them."""
    close = get_close_matches(word, known, 1)
    return f"'{close[0]}'" if close else ", ".join(known)


class _Reader:
    """Reads one file and keeps every mistake it meets."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.errors: list[FactcheckError] = []

    @cached_property
    def _places(self) -> Places:
        return Places(self.path.read_bytes(), str(self.path))

    def wrong(self, found: str, *keys: str | int, expected: str = "", remedy: str = "") -> None:
        self.errors.append(RuleError(self._places.of(*keys), found, expected=expected, remedy=remedy))

    def rule(self, data: Any) -> Rule | None:
        if not isinstance(data, dict):
            self.wrong("no mapping", expected=f"the keys {', '.join(_KEYS)}")
            return None
        self._known(data, _KEYS)
        texts = {key: self._text(data, key) for key in _TEXTS}
        severity = self._choice(texts["severity"], tuple(s.value for s in Severity), "severity")
        kind = self._choice(texts["kind"], tuple(sorted(kinds())), "kind")
        parameters = self._parameters(data.get("parameters", {}), kind)
        if kind:
            self._message(texts["message"], kind)
        yields = data.get("yields", False)
        if not isinstance(yields, bool):
            self.wrong(f"'yields' is {yields!r}", "yields", expected="true or false")
        flags, passes = self._examples(data.get("examples"))
        if self.errors:
            return None
        return Rule(
            texts["id"], kind, Severity(severity), texts["summary"], texts["message"], texts["explanation"], texts["source"],
            parameters, flags, passes, self.path.name, bool(yields),
        )  # fmt: skip

    def _known(self, data: Mapping[Any, Any], keys: Sequence[str], *at: str | int) -> None:
        for key in data:
            if key not in keys:
                self.wrong(f"unknown key '{key}'", *at, str(key), expected=_nearest(str(key), keys))

    def _text(self, data: Mapping[str, Any], key: str) -> str:
        value = data.get(key)
        if key not in data:
            self.wrong(f"no '{key}'", expected=f"a text under '{key}'")
        elif not isinstance(value, str) or not value.strip():
            self.wrong(f"'{key}' is no text", key, expected="a text")
        return " ".join(value.split()) if isinstance(value, str) else ""

    def _choice(self, value: str, allowed: Sequence[str], key: str) -> str:
        if value in allowed:
            return value
        if value:
            self.wrong(f"unknown {key} '{value}'", key, expected=_nearest(value, allowed))
        return ""

    def _parameters(self, data: Any, kind: str) -> tuple[tuple[str, Parameter], ...]:
        if not kind:
            return ()
        if not isinstance(data, dict):
            self.wrong("'parameters' is no mapping", "parameters", expected="names with values")
            return ()
        wanted = kinds()[kind].parameters
        self._known(data, tuple(wanted), "parameters")
        read: list[tuple[str, Parameter]] = []
        for name, described in wanted.items():
            sort, _, default = described.partition("=")
            if name not in data and default:
                read.append((name, Decimal(default)))
                continue
            if name not in data:
                self.wrong(f"no parameter '{name}'", "parameters", expected=f"'{name}', {_SORTS[sort]}")
                continue
            value = _as(sort, data[name])
            if value is None:
                self.wrong(f"parameter '{name}' is {data[name]!r}", "parameters", name, expected=_SORTS[sort])
            else:
                read.append((name, value))
        return tuple(read)

    def _message(self, message: str, kind: str) -> None:
        known = kinds()[kind].fields
        try:
            used = [name for _, name, _, _ in Formatter().parse(message) if name is not None]
        except ValueError as error:
            self.wrong(f"message cannot be read: {error}", "message", expected="{field} with both braces")
            return
        for name in used:
            if name not in known:
                self.wrong(f"unknown field '{{{name}}}' in the message", "message", expected=_nearest(name, sorted(known)))

    def _examples(self, data: Any) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
        if not isinstance(data, dict):
            self.wrong(
                "no 'examples'", expected="'examples' with 'flags' and 'passes'", remedy="a rule must show what it flags and what it lets pass"
            )
            return (), ()
        self._known(data, ("flags", "passes"), "examples")
        return self._example_list(data, "flags"), self._example_list(data, "passes")

    def _example_list(self, data: Mapping[str, Any], key: str) -> tuple[Example, ...]:
        items = data.get(key)
        if not isinstance(items, list) or not items:
            self.wrong(
                f"no examples under '{key}'", "examples", key, expected="at least one", remedy="a rule must show what it flags and what it lets pass"
            )
            return ()
        found = [self._example(item, "examples", key, number) for number, item in enumerate(items)]
        return tuple(e for e in found if e is not None)

    def _example(self, item: Any, *at: str | int) -> Example | None:
        fields = {"texts": item} if isinstance(item, list) else item
        if not isinstance(fields, dict):
            self.wrong("an example of another shape", *at, expected="a list of texts, one a source, or a mapping with 'texts'")
            return None
        self._known(fields, _EXAMPLE_KEYS, *at)
        texts = fields.get("texts")
        if not isinstance(texts, list) or not texts or not all(isinstance(t, str) for t in texts):
            self.wrong("an example without texts", *at, expected="a list of texts, one a source")
            return None
        lists: dict[str, tuple[str | None, ...]] = {}
        for key in ("published", "lineage", "outlet"):
            values = fields.get(key, [])
            if not isinstance(values, list) or (values and len(values) != len(texts)):
                self.wrong(f"'{key}' does not fit the texts", *at, key, expected=f"a list of {len(texts)}")
                return None
            lists[key] = tuple(str(v) if v is not None else None for v in values)
        draft = fields.get("draft")
        if draft is not None and not (isinstance(draft, int) and 0 <= draft < len(texts)):
            self.wrong("'draft' is no index of a text", *at, "draft", expected=f"0 to {len(texts) - 1}")
            return None
        return Example(tuple(texts), lists["published"], lists["lineage"], lists["outlet"], draft)


_SORTS = {"number": "a number", "word": "a word", "words": "words with blanks between", "flag": "true or false"}


def _as(sort: str, value: Any) -> Parameter | None:
    if sort == "number":
        return Decimal(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else None
    if sort == "flag":
        return value if isinstance(value, bool) else None
    if not isinstance(value, str):
        return None
    return frozenset(value.split()) if sort == "words" else value
