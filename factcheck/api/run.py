"""The engine run on sources with the options of ``check``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from factcheck.api.result import Check
from factcheck.config import Config
from factcheck.model import Skip, Source

Names = Sequence[str | Path] | str | Path


def settings(
    *, config: Config | None = None, rules: Names = (), select: Names = (), ignore: Names = (), baseline: str | Path | None = None
) -> Config:
    """The settings of a run: options that are given go in front of those of ``config``."""
    if config is not None and not isinstance(config, Config):
        raise TypeError(f"config is {type(config).__name__}; expected a Config, as factcheck.config.load_config returns")
    chosen = None if baseline is None else str(baseline)
    return (config or Config()).with_flags(select=_names(select), ignore=_names(ignore), rules=_names(rules), baseline=chosen)


def _names(given: Names) -> tuple[str, ...]:
    """One name is a list of one."""
    return (str(given),) if isinstance(given, (str, Path)) else tuple(str(g) for g in given)


def run(sources: Sequence[Source], config: Config, *, draft: str | None, skipped: Sequence[Skip], title: str) -> Check:
    """Check the sources of one story, sorted by id, against each other; ``draft`` is the id of the one that is held against the others."""
    from factcheck import pipeline, rulebook

    rules = rulebook.chosen_rules(config)
    extractions = pipeline.extract_all(sources, config.jobs, limits=config.limits, cache=config.cache_room)
    result = pipeline.judge(extractions, rules, config, skipped=skipped, title=title, draft=draft)
    return Check(pipeline.finished(result, config), config.rules)
