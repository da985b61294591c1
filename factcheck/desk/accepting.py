"""Accepted findings at a desk: the baseline as it lies on the disk or stands open, and its text with one entry more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from factcheck.accept.baseline import Entry, format_baseline, parse_baseline
from factcheck.config import Config
from factcheck.desk.corpora import Home, baseline_path
from factcheck.errors import ConfigError
from factcheck.files import is_file, read_file, real
from factcheck.model import Finding
from factcheck.report.catalogue import Catalogue
from factcheck.report.mention import in_short


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


def with_entry(finding: Finding, catalogue: Catalogue, reason: str, config: Config, texts: Mapping[Path, str]) -> str:
    """What the baseline holds once a finding is accepted for a reason: entries that are there stay as they are.

    Raises:
        ConfigError, ErrorGroup: the baseline does not validate; nothing is added to what cannot be read.
    """
    kept = [e for e in entries(config, texts) if e.id != finding.id]
    return format_baseline([*kept, Entry(finding.id, finding.rule, " ".join(reason.split()), in_short(finding, catalogue))])


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
