"""What a pytest run is told: options over ``[tool.factcheck]`` over defaults; and every story checked once a session."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from factcheck.errors import FactcheckError

if TYPE_CHECKING:
    from factcheck.api.result import Check
    from factcheck.config import Config

_CONFIG = pytest.StashKey["Config"]()
_CHECKS = pytest.StashKey["dict[tuple[Any, ...], Check]"]()


@dataclass(frozen=True, slots=True)
class Request:
    """One story as a test names it; paths are absolute."""

    paths: tuple[str, ...]
    draft: str | None = None
    rules: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    baseline: str | None = None
    fail_on: str | None = None
    allow: tuple[str, ...] = ()


OPTIONS = ("draft", "rules", "select", "ignore", "baseline", "fail_on", "allow")


def request(paths: Sequence[object], options: Mapping[str, Any], folder: Path, config: pytest.Config) -> Request:
    """A story from the arguments of a marker or a call; paths are looked for in ``folder``, then in the root of the tests.

    Raises:
        TypeError: an unknown option.
        FactcheckError: a path that is in neither.
    """
    __tracebackhide__ = True
    from factcheck.config import severity

    unknown = sorted(set(options) - set(OPTIONS))
    if unknown:
        raise TypeError(f"unknown option {unknown[0]!r}; expected one of {', '.join(OPTIONS)}")
    places = {k: options.get(k) for k in ("draft", "baseline")}
    found = {k: None if v is None else place(v, folder, config) for k, v in places.items()}
    least = options.get("fail_on")
    return Request(
        tuple(place(p, folder, config) for p in paths),
        rules=tuple(place(p, folder, config) for p in _several(options.get("rules"))),
        select=_several(options.get("select")),
        ignore=_several(options.get("ignore")),
        allow=_several(options.get("allow")),
        fail_on=None if least is None else severity(least, "fail_on").value,
        **found,
    )


def _several(given: object) -> tuple[str, ...]:
    if given is None:
        return ()
    return (str(given),) if isinstance(given, (str, Path)) else tuple(str(g) for g in given)  # type: ignore[attr-defined]


def place(name: object, folder: Path, config: pytest.Config) -> str:
    """A path as a test means it, absolute.

    Raises:
        FactcheckError: it is neither below the test's folder nor below the root of the tests.
    """
    __tracebackhide__ = True
    for base in (folder, config.rootpath):
        if (base / str(name)).exists():
            return os.path.abspath(base / str(name))  # noqa: PTH100 - Path.resolve follows links
    bases = dict.fromkeys((str(folder), str(config.rootpath)))
    raise FactcheckError(str(name), "no such file or folder", expected=f"a path from {' or '.join(bases)}")


def settings(config: pytest.Config) -> Config:
    """The settings of the session. A baseline counts where it is named, or lies in the root as factcheck-baseline.yaml.

    Raises:
        FactcheckError: a configuration file or option that makes no sense.
    """
    if _CONFIG in config.stash:
        return config.stash[_CONFIG]
    from factcheck.config import BASELINE, load_config, today
    from factcheck.model import FailOn, Severity

    found = load_config(config.rootpath, os.environ)
    severity, baseline = config.getoption("--factcheck-fail-on"), config.getoption("--factcheck-baseline")
    if baseline is not None:
        baseline = str(config.invocation_params.dir / baseline)
    elif found.baseline is None and (config.rootpath / BASELINE).is_file():
        baseline = str(config.rootpath / BASELINE)
    found = found.with_flags(fail_on=FailOn(Severity(severity)) if severity else None, baseline=baseline, today=today(None))
    config.stash[_CONFIG] = replace(found, draft=None)
    return config.stash[_CONFIG]


def threshold(asked: Request, config: pytest.Config) -> str:
    """The severity from which a story fails: the option of the run, then the story's own, then that of the settings.

    Verdicts of a draft that the settings name are for the command line; a test asks for them with ``assert_supported``.
    """
    from factcheck.model import Severity

    return config.getoption("--factcheck-fail-on") or asked.fail_on or (settings(config).fail_on.severity or Severity.ERROR).value


def checked(asked: Request, config: pytest.Config) -> Check:
    """The check of a story; the same story with the same settings is checked once a session.

    Raises:
        FactcheckError: a source, rule, baseline or option that makes no sense.
    """
    from factcheck.api import check, load

    __tracebackhide__ = True
    kept = config.stash.setdefault(_CHECKS, {})
    key = (asked.paths, asked.draft, asked.rules, asked.select, asked.ignore, asked.baseline)
    if key not in kept:
        options: dict[str, Any] = {"rules": asked.rules, "select": asked.select, "ignore": asked.ignore, "baseline": asked.baseline}
        kept[key] = check(load(*asked.paths), draft=asked.draft, config=settings(config), **options)
    return kept[key]
