"""What a run is told: flag over environment over file over default, each value with the place it came from.

The file is ``factcheck.toml``, or the table ``[tool.factcheck]`` of ``pyproject.toml``; the nearest one up the tree counts, ``factcheck.toml``
first where both stand in one folder, and nothing is merged from farther up. Paths in a file are relative to its folder.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from factcheck.documents import read_toml
from factcheck.errors import ConfigError
from factcheck.files import is_file, printable, read_file, real
from factcheck.model import ERRORS, WANTING, FailOn, Limits, Severity

BASELINE = "factcheck-baseline.yaml"  # counts wherever it lies beside the configuration, or in the working folder
COMMAND_LINE = "command line"  # where a flag comes from
_FILES = ("factcheck.toml", "pyproject.toml")
_PREFIX = "FACTCHECK_"
_TABLES = ("severity", "per_source", "limits")  # settings that only a file can hold
_MACHINE = ("cache_size", "engine", "scheduler")  # settings that no file can hold
_FOR_TESTS = (
    "FACTCHECK_SHARED",
    "FACTCHECK_UPDATE_GOLDEN",
    "FACTCHECK_AXE",
    "FACTCHECK_EXPLORE",
    "FACTCHECK_RECOGNIZERS",
    "FACTCHECK_COMPILE",
    "FACTCHECK_COMPILED",
)  # of our own tests and benches, and of the build
ENGINES = ("local", "dask")  # as the room that does the work calls them
_PATHS = ("sources", "draft", "rules", "baseline")  # keys whose values are paths


@dataclass(frozen=True, slots=True)
class PerSource:
    """Settings for the sources whose id matches a glob."""

    path: str
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of one run. ``origins`` names for each key where its value came from."""

    sources: tuple[str, ...] = ()  # paths to check where the command line names none
    draft: str | None = None
    rules: tuple[str, ...] = ()  # folders of rules besides the shipped ones
    select: tuple[str, ...] = ()  # rule ids; empty: all
    ignore: tuple[str, ...] = ()
    fail_on: FailOn = ERRORS
    baseline: str | None = None
    locale: str = "en"
    format: str = "terminal"
    jobs: int = 0  # 0: as many as the work is worth
    engine: str = "local"  # where check and scan have it done: here, or by workers of Dask
    scheduler: str | None = None  # whose workers those are; None: of a cluster on this machine. Told by nobody but the user: texts go there
    cache: bool | None = None  # keep what was read for the next run; None: from the command line yes, from Python no
    cache_size: int = 1_000_000_000  # bytes that it may have; told by the environment only, since it is the machine's and no project's
    severity: tuple[tuple[str, Severity], ...] = ()  # overrides by rule id, sorted
    per_source: tuple[PerSource, ...] = ()
    follow_links: bool = False  # read what a link in a folder leads to outside of it
    limits: Limits = field(default_factory=Limits)
    today: str | None = None  # ISO 8601 date with which the baseline's ``until`` is compared; None: no entry expires
    file: str | None = None  # the configuration file, if there is one
    origins: tuple[tuple[str, str], ...] = field(default=(), compare=False)

    @property
    def cache_room(self) -> int | None:
        """The most bytes that the cache may have, or None where nothing is kept."""
        return self.cache_size if self.cache else None

    def place(self, name: str) -> str:
        """Where a setting was made, for an error about it: "factcheck.toml: sources", "FACTCHECK_SELECT"; its name alone where a flag made it."""
        origin = dict(self.origins).get(name, "default")
        if origin in ("default", COMMAND_LINE):
            return key_of(name)
        return origin if origin.startswith(_PREFIX) else f"{origin}: {key_of(name)}"

    def with_flags(self, **flags: Any) -> Config:
        """Return the settings with those flags that were given (not None, not empty) in front of all else."""
        given = {k: v for k, v in flags.items() if v is not None and v != ()}
        origins = dict(self.origins) | dict.fromkeys(given, COMMAND_LINE)
        return replace(self, **given, origins=tuple(origins.items()))


def key_of(name: str) -> str:
    """The name of a setting as files spell it."""
    return name.replace("_", "-")


KEYS = tuple(f.name for f in fields(Config) if f.name not in {"file", "today", "origins"})


def load_config(start: Path, environ: Mapping[str, str]) -> Config:
    """Return the settings for a run in the folder ``start``.

    Raises:
        ConfigError: a file, key or value that makes no sense; the place names file and key.
    """
    found = find_file(start)
    config = Config(origins=tuple((name, "default") for name in KEYS))
    if found is not None:
        config = _from_file(config, *found)
    return _from_environment(config, environ)


def find_file(start: Path) -> tuple[Path, dict[str, Any]] | None:
    """Return the nearest configuration file at or above a folder with its table, or None."""
    for folder in (real(start), *real(start).parents):
        for name in _FILES:
            path = folder / name
            if not is_file(path):
                continue
            data = _read_toml(path)
            table = data if name == "factcheck.toml" else _ours(data, path)
            if table is not None:
                return path, table
    return None


def _ours(data: dict[str, Any], path: Path) -> dict[str, Any] | None:
    """The table ``[tool.factcheck]`` of a pyproject.toml; None where it has none."""
    place = printable(os.path.relpath(path))
    tool = data.get("tool", {})
    if not isinstance(tool, dict):
        raise ConfigError(f"{place}: tool", f"{_brief(tool)} is no table", expected="[tool.factcheck]")
    table = tool.get("factcheck")
    if table is not None and not isinstance(table, dict):
        raise ConfigError(f"{place}: tool.factcheck", f"{_brief(table)} is no table", expected="[tool.factcheck] with a setting a line")
    return table


def _brief(value: object) -> str:
    """A value of a file for an error: not all of a long one."""
    text = repr(value)
    return text if len(text) <= _LONG else f"{text[:_LONG]} …"


_LONG = 100  # characters
_DIGITS = 19  # of a number of the environment, more than any has that makes sense


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return read_toml(read_file(path, ConfigError), printable(str(path)), ConfigError)
    except FileNotFoundError as error:
        raise ConfigError(str(path), "has just gone away", remedy="run again") from error


def _from_file(config: Config, path: Path, table: dict[str, Any]) -> Config:
    shown = printable(os.path.relpath(path))
    values: dict[str, Any] = {}
    for key, raw in table.items():
        name = _name(key, f"{shown}: {key}")
        if name in _MACHINE:
            remedy = f"set FACTCHECK_{name.upper()} in the environment"
            raise ConfigError(f"{shown}: {key}", "is for the machine to say, not for a project", remedy=remedy)
        value = _value(name, raw, f"{shown}: {key}")
        values[name] = _anchored(value, path.parent) if name in _PATHS else value
    origins = dict(config.origins) | dict.fromkeys(values, shown)
    return replace(config, **values, file=shown, origins=tuple(origins.items()))


def _from_environment(config: Config, environ: Mapping[str, str]) -> Config:
    _refuse_unknown(environ)
    values: dict[str, Any] = {}
    origins = dict(config.origins)
    for name in KEYS:
        variable = f"FACTCHECK_{name.upper()}"
        raw = environ.get(variable)
        if not raw or name in _TABLES:
            continue
        plain: Any = raw
        if name in {"sources", "rules"}:
            plain = raw.split(os.pathsep)
        elif name in {"select", "ignore"}:
            plain = [part.strip() for part in raw.split(",") if part.strip()]
        elif name in _NUMBERS:
            plain = int(raw) if raw.isascii() and raw.isdecimal() and len(raw) < _DIGITS else raw
        elif name in {"follow_links", "cache"}:
            plain = {"true": True, "1": True, "false": False, "0": False}.get(raw.lower(), raw)
        values[name] = _value(name, plain, variable)
        origins[name] = variable
    return replace(config, **values, origins=tuple(origins.items()))


def _refuse_unknown(environ: Mapping[str, str]) -> None:
    """Refuse a variable that looks like a setting and is none: a typing mistake would change nothing and say nothing."""
    known = tuple(f"{_PREFIX}{name.upper()}" for name in KEYS if name not in _TABLES)
    for variable in sorted(v for v in environ if v.startswith(_PREFIX) and v not in known and v not in _FOR_TESTS):
        if variable in {f"{_PREFIX}{name.upper()}" for name in _TABLES}:
            raise ConfigError(variable, "is a table, which no variable can hold", remedy="set it in factcheck.toml")
        raise ConfigError(variable, "unknown variable", expected=nearest(variable, known), remedy="or unset it")


def _name(key: str, place: str) -> str:
    name = key.replace("-", "_")
    if name in KEYS and "_" not in key:
        return name
    raise ConfigError(place, f"unknown setting '{key}'", expected=nearest(key, tuple(key_of(k) for k in KEYS)))


def nearest(word: str, known: tuple[str, ...]) -> str:
    """What a mistyped or shortened word was most likely meant to be, or all that it may be.

    >>> nearest("jsn", ("json", "html")), nearest("md", ("markdown", "html")), nearest("", ("json", "html"))
    ("'json'", "'markdown'", 'one of json, html')
    """
    from difflib import get_close_matches

    close = get_close_matches(word, known, n=1) or [k for k in known if _shortens(word, k)]
    return f"'{close[0]}'" if len(close) == 1 else "one of " + ", ".join(known)


def _shortens(word: str, whole: str) -> bool:
    """Whether a word is another with letters left out, its first one kept: "md" for "markdown"."""
    letters = iter(whole)
    return len(word) > 1 and word[0] == whole[:1] and all(c in letters for c in word)


_NUMBERS = {"jobs": ("number of jobs", 0), "cache_size": ("number of bytes", 1)}  # what they count, and the least


def _number(raw: Any, place: str, counted: str, least: int) -> int:
    if isinstance(raw, int) and not isinstance(raw, bool) and raw >= least:
        return raw
    raise ConfigError(place, f"{_brief(raw)} is no {counted}", expected=f"{least} or more")


def _value(name: str, raw: Any, place: str) -> Any:
    if name in {"sources", "rules", "select", "ignore"}:
        return _strings(raw, place)
    if name == "fail_on":
        return fail_on(raw, place)
    if name in _NUMBERS:
        return _number(raw, place, *_NUMBERS[name])
    if name == "severity":
        return _severities(raw, place)
    if name == "limits":
        return _limits(raw, place)
    if name in {"follow_links", "cache"}:
        return _yes_or_no(raw, place)
    if name == "per_source":
        return _per_source(raw, place)
    if name == "engine" and raw not in ENGINES:
        raise ConfigError(place, f"unknown engine {_brief(raw)}", expected=" or ".join(ENGINES))
    if not isinstance(raw, str) or not raw:
        raise ConfigError(place, f"{_brief(raw)} is no text", expected="a text in quotes")
    return locale(raw, place) if name == "locale" else raw


def locale(raw: str, place: str) -> str:
    """Check that a locale is one whose numbers can be read, and write it with a hyphen.

    Raises:
        ConfigError: its language is not known.
    """
    from factcheck.model.locales import LANGUAGES, is_known

    if not is_known(raw):
        language = raw.replace("_", "-").partition("-")[0].lower()
        raise ConfigError(place, f"unknown locale '{raw}'", expected=nearest(language, LANGUAGES), remedy='or language and country, as in "en-GB"')
    return raw.replace("_", "-")


def _strings(raw: Any, place: str) -> tuple[str, ...]:
    if not isinstance(raw, list) or not all(isinstance(x, str) and x for x in raw):
        raise ConfigError(place, f"{_brief(raw)} is no list of texts", expected='a list like ["a", "b"]')
    return tuple(raw)


def severity(raw: Any, place: str) -> Severity:
    """Read the name of a severity.

    Raises:
        ConfigError: it is none.
    """
    try:
        return Severity(raw)
    except (ValueError, TypeError):
        raise ConfigError(place, f"unknown severity {_brief(raw)}", expected="note, warning or error") from None


def fail_on(raw: Any, place: str) -> FailOn:
    """Read from where on a run fails: a severity, verdicts on a draft's figures, or both, with commas between.

    Raises:
        ConfigError: a word that is neither, or two severities.
    """
    words = [w.strip() for w in raw.split(",")] if isinstance(raw, str) else [raw]
    severities = [s for s in Severity if s.value in words]
    known = (*(s.value for s in Severity), *WANTING)
    for word in words:
        if not isinstance(word, str) or word not in known:
            expected = f"note, warning or error, or of verdicts {', '.join(WANTING)}"
            raise ConfigError(place, f"unknown severity {_brief(word)}", expected=expected)
    if len(severities) > 1:
        raise ConfigError(place, f"{' and '.join(s.value for s in severities)} together", expected="one severity: all above it are meant too")
    return FailOn(severities[0] if severities else None, tuple(v for v in WANTING if v in words))


def _severities(raw: Any, place: str) -> tuple[tuple[str, Severity], ...]:
    if not isinstance(raw, dict):
        raise ConfigError(place, f"{_brief(raw)} is no table", expected='[tool.factcheck.severity] with lines like hedge-drift = "note"')
    return tuple(sorted((rule, severity(value, f"{place}.{rule}")) for rule, value in raw.items()))


def _per_source(raw: Any, place: str) -> tuple[PerSource, ...]:
    if not isinstance(raw, list) or not all(isinstance(x, dict) for x in raw):
        raise ConfigError(place, "no list of tables", expected='[[per-source]] with path = "glob" and ignore = ["rule"]')
    entries = []
    for number, entry in enumerate(raw, 1):
        for key in entry:
            if key not in {"path", "ignore"}:
                raise ConfigError(f"{place}[{number}]", f"unknown setting '{key}'", expected=nearest(key, ("path", "ignore")))
        if not isinstance(entry.get("path"), str):
            raise ConfigError(f"{place}[{number}]", "no path", expected='path = "glob of source ids"')
        entries.append(PerSource(entry["path"], _strings(entry.get("ignore", []), f"{place}[{number}].ignore")))
    return tuple(entries)


def _limits(raw: Any, place: str) -> Limits:
    known = tuple(f.name for f in fields(Limits))
    if not isinstance(raw, dict):
        raise ConfigError(place, f"{_brief(raw)} is no table", expected="[limits] with lines like bytes = 256000000")
    for key, value in raw.items():
        if key not in known:
            raise ConfigError(f"{place}.{key}", f"unknown limit '{key}'", expected=nearest(key, known))
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise ConfigError(f"{place}.{key}", f"{_brief(value)} is no limit", expected="a whole number, 1 or more")
    return Limits(**raw)


def _yes_or_no(raw: Any, place: str) -> bool:
    if isinstance(raw, bool):
        return raw
    raise ConfigError(place, f"{_brief(raw)} is neither", expected="true or false")


def _anchored(value: Any, folder: Path) -> Any:
    """Paths of a file are meant from its folder; they come out relative to the working folder."""
    if isinstance(value, tuple):
        return tuple(_anchored(v, folder) for v in value)
    return value if value is None or value == "-" else os.path.relpath(folder / value)


def date(text: str, place: str) -> str:
    """Check that a text is an ISO 8601 date.

    Raises:
        ConfigError: it is none.
    """
    from datetime import date as day

    try:
        return day.fromisoformat(text).isoformat()
    except (ValueError, TypeError):
        raise ConfigError(place, f"'{text}' is no date", expected="YYYY-MM-DD") from None


def today(flag: str | None) -> str | None:
    """The day with which the ends of accepted findings are compared: as told, of SOURCE_DATE_EPOCH, or in CI the day of the run.

    A run in CI decides whether a change lands, so an acceptance must end there. Elsewhere no clock is looked at.
    """
    if flag is not None:
        return date(flag, "--today")
    from datetime import UTC, datetime

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(UTC).date().isoformat() if os.environ.get("CI", "").lower() not in ("", "0", "false") else None

    wrong = ConfigError("SOURCE_DATE_EPOCH", f"'{epoch[:_LONG]}' is no number of seconds since 1970", expected="a number, or unset it")
    if not (epoch.isascii() and epoch.isdecimal() and len(epoch) < _DIGITS):
        raise wrong
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):  # a year that no calendar has
        raise wrong from None
