"""Which corpus a file belongs to: the folder of the nearest ``corpus.toml`` or ``factcheck.toml``, or the workspace; and its settings."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from factcheck.cli.stories import stories
from factcheck.config import BASELINE, Config, find_file, load_config, today
from factcheck.errors import FactcheckError
from factcheck.files import is_file, real

SETTINGS = "factcheck.toml"
MARKERS = ("corpus.toml", SETTINGS)


@dataclass(frozen=True, slots=True)
class Home:
    """Where the corpus of a file lies. ``whole``: all of the folder counts; else, outside of any workspace, what is open in it and nothing more."""

    folder: Path
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """What whoever starts a desk asks for, in front of the settings."""

    draft: str | None = None  # relative to the folder of the corpus


@dataclass(frozen=True, slots=True)
class Plan:
    """The settings of a corpus, and the stories in it: the paths of each."""

    config: Config
    stories: tuple[tuple[str, ...], ...]


def home(path: Path, workspaces: Sequence[Path]) -> Home:
    """The corpus of a file. Where the settings above it name just its folder as a source, that is part of what the settings are for."""
    tops = {real(w) for w in workspaces}
    for folder in path.parents:
        marked = any(is_file(folder / name) for name in MARKERS)
        if marked and not is_file(folder / SETTINGS):
            return Home(_naming(folder) or folder)
        if marked or real(folder) in tops:
            return Home(folder)
    return Home(path.parent, whole=False)


def _naming(folder: Path) -> Path | None:
    """The folder of the settings above that name this one among their sources."""
    try:
        found = find_file(folder)
        if found is None:
            return None
        file, table = found
        named = table.get("sources")
        return file.parent if isinstance(named, list) and any(real(file.parent / str(n)) == real(folder) for n in named) else None
    except FactcheckError:  # told when the settings are loaded
        return None


def plan(place: Home, asked: Asked, opened: Sequence[Path] = ()) -> Plan:
    """The settings and the stories of a corpus.

    Sources that the settings name count where these lie in the folder itself. Several folders are a story each, as on the command line. A draft is
    that of the settings, or the one that is asked for where there is such a file in the folder.

    Raises:
        ConfigError: a file, key or value that makes no sense.
    """
    config = load_config(place.folder, os.environ)
    here = config.file is not None and real(Path(config.file).parent) == real(place.folder)
    config = replace(config, draft=_draft(place, config, asked, opened, here), today=today(None), baseline=_baseline(place, config))
    if not place.whole:
        return Plan(config, (tuple(sorted(str(p) for p in opened if p.parent == place.folder)),))
    if here and config.sources:
        return Plan(config, stories(config.sources, split=False, together=False, draft=config.draft is not None))
    return Plan(config, ((str(place.folder),),))


def _draft(place: Home, config: Config, asked: Asked, opened: Sequence[Path], here: bool) -> str | None:
    if asked.draft:
        path = place.folder / asked.draft
        if is_file(path) or real(path) in {real(p) for p in opened}:
            return str(path)
    if config.draft is None or config.draft == "-":
        return None
    return config.draft if here or real(config.draft).is_relative_to(real(place.folder)) else None


def _baseline(place: Home, config: Config) -> str | None:
    """The baseline that is named, or the one that lies beside the settings or in the folder."""
    if config.baseline is not None:
        return config.baseline
    folder = Path(config.file).parent if config.file else place.folder
    return str(folder / BASELINE) if is_file(folder / BASELINE) else None


def baseline_path(place: Home, config: Config) -> Path:
    """Where a finding that is accepted is to be written."""
    if config.baseline is not None:
        return Path(config.baseline)
    return (Path(config.file).parent if config.file else place.folder) / BASELINE
