"""Findings that the settings leave out: those of a rule in which a figure or dating of a certain source takes part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

from factcheck.model import Finding, Story


def unmet(globs: Iterable[str], sources: Iterable[str]) -> tuple[str, ...]:
    """The globs that meet none of these ids: what they ignore is ignored nowhere.

    >>> unmet(("wire*", "wrie*"), ("wire.txt", "daily.txt"))
    ('wrie*',)
    """
    ids = tuple(sources)
    return tuple(glob for glob in dict.fromkeys(globs) if not any(fnmatchcase(i, glob) for i in ids))


def without_ignored(findings: Iterable[Finding], story: Story, ignored: Sequence[tuple[str, Sequence[str]]]) -> list[Finding]:
    """Leave out what ``[[per-source]]`` ignores: for each glob of source ids the rules whose findings do not count there."""
    if not ignored:
        return list(findings)
    source_of = {f.id: f.source for e in story.extractions for f in e.mentions}

    def left_out(finding: Finding) -> bool:
        return any(finding.rule in rules and any(fnmatchcase(source_of[i], glob) for i in finding.ids) for glob, rules in ignored)

    return [f for f in findings if not left_out(f)]
