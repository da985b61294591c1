"""Accepted findings at a desk: the baseline as it lies on the disk or stands open, and its text with some more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from factcheck.accept.baseline import Entry, format_baseline, parse_baseline
from factcheck.cli.baseline import entry
from factcheck.config import Config
from factcheck.desk.corpora import Home, baseline_path
from factcheck.errors import ConfigError
from factcheck.files import is_file, read_file, real
from factcheck.model import Finding, Result


class Written(NamedTuple):
    """The text of a baseline, and how many entries in it are new."""

    text: str
    new: int


def entries(config: Config, texts: Mapping[Path, str]) -> tuple[Entry, ...]:
    """What the baseline of the settings accepts; ``texts`` are files that stand open, by their real path. Nothing where none is named.

    Raises:
        ConfigError, ErrorGroup: it is not there, cannot be read or does not validate.
    """
    if config.baseline is None:
        return ()
    path = Path(config.baseline)
    text = texts.get(real(path))
    if text is None and not is_file(path):
        raise ConfigError(config.baseline, "no such baseline", remedy="make it with `factcheck baseline write`")
    return parse_baseline(text.encode("utf-8", "replace") if text is not None else read_file(path, ConfigError), path)


def with_findings(held: Sequence[Entry], findings: Sequence[Finding], result: Result, reason: str, by: str = "", today: str | None = None) -> Written:
    """What a baseline holds once findings are accepted for a reason. Entries that are there stay as they are, unless they have expired."""
    lasting = {e.id for e in held if not e.expired(today)}
    new = [entry(f, result, " ".join(reason.split()), by.strip(), "") for f in findings if f.id not in lasting]
    renewed = {e.id for e in new}
    return Written(format_baseline([*(e for e in held if e.id not in renewed), *new]), len(new))


def place_of(home: Home, config: Config, tops: Sequence[Path] = ()) -> Path:
    """Where the baseline lies, or is to lie; ``tops`` are the folders of the workspace.

    Raises:
        ConfigError: that is outside of corpus, settings and workspace: a folder from elsewhere must not choose which file is written there.
    """
    path = baseline_path(home, config)
    allowed = [real(home.folder), *(real(t) for t in tops), *([real(Path(config.file).parent)] if config.file else [])]
    if not any(real(path).is_relative_to(top) for top in allowed):
        raise ConfigError(str(path), "a baseline outside of the folder", expected="one inside", remedy="write it with `factcheck baseline write`")
    return path
