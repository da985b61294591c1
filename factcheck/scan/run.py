"""A scan from its archive to its out folder: take, group, judge, write. Each stage begins where the last run ended, however that ended."""

from __future__ import annotations

import heapq
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factcheck import execute
from factcheck.align.grouping import group
from factcheck.config import Config
from factcheck.errors import FactcheckError, SourceError
from factcheck.execute import UNWATCHED, Progress, crew, watching, worthwhile
from factcheck.model import Severity
from factcheck.report import archive as summary
from factcheck.scan.judge import Member, Told, judge, settings, told, unpacked
from factcheck.scan.place import NEW, opened, settle
from factcheck.scan.shelf import Shelf
from factcheck.scan.tables import Writer, need
from factcheck.scan.take import Taken, take
from factcheck.sources import Archive
from factcheck.tables.grouping import grouping_table

_SUMMED = ("figures", "facts", "aligned", "errors", "warnings", "notes")
REPORTS = ("report.md", "report.html")


@dataclass(frozen=True, slots=True)
class Summary:
    """What a scan did and found."""

    counts: dict[str, int]
    read: int  # articles, in this run
    checked: int  # stories, in this run
    skipped: tuple[str, ...]  # files that could not be read, with the reason

    def failing(self, least: Severity | None) -> bool:
        """Whether a story has an open finding of at least this severity."""
        return least is not None and any(self.counts[f"{s.value}s"] for s in Severity if s.rank >= least.rank)


def scan(paths: Sequence[str], out: Path, config: Config, *, title: str = "", days: int | None = None, progress: Progress = UNWATCHED) -> Summary:
    """Read an archive, group its articles into stories, check each, and write tables and summary into a folder.

    ``days`` is how far apart the days of publication of two articles of one story may lie; as ``grouping.yaml`` has it, if left out.

    Raises:
        ConfigError: the folder cannot be worked in.
        SourceError, ErrorGroup: a path is not there, or nothing in the archive can be read.
        RuleError: a rule does not validate.
        MissingExtraError: pyarrow is not installed, or Dask where it is asked for.
    """
    need()
    execute.need(config.engine)
    given, config = config, settings(config)
    archive = Archive(paths, limits=config.limits, follow_links=config.follow_links)
    with opened(out, paths) as state:
        shelf = Shelf(state)
        try:
            word = settle(state, config, shelf.only_stories)
            if word:
                watching(progress).word(word)
            with crew(worthwhile(given.jobs, archive.size), given.engine, given.scheduler) as flow:
                taken = take(archive, shelf, config, flow, progress)
                stories = _stories(shelf, taken, days, progress)
                checked = judge(stories, shelf, config, flow, progress)
            counts = _write(out, state, shelf, stories, taken, len(archive.ids), title, progress)
        except sqlite3.Error as error:
            raise FactcheckError(str(state), f"cannot be used: {error}", remedy=f"see that there is room on the disk, or remove {out}") from error
        finally:
            shelf.close()
    return Summary(counts, taken.read, checked, tuple(str(s) for s in taken.skipped if not s.ours))


def _stories(shelf: Shelf, taken: Taken, days: int | None, progress: Progress) -> list[Told]:
    """The second stage: cards into stories. No text and no extraction is looked at."""
    members: dict[str, Member] = {}
    cards = []
    for card, digest, file in shelf.cards():
        if card.id in members:
            raise SourceError(file, f"an article in it would be called {card.id}, as one in another file is", remedy="give the file another name")
        members[card.id] = Member(card.id, file, digest)
        cards.append(card)
    if not cards:
        why = "; ".join(map(str, taken.skipped[:5]))
        raise SourceError("", "no articles in the archive", expected="files that `factcheck formats` lists", remedy=why)
    numbers = grouping_table().numbers
    groups = group(cards, lambda done, of: progress("group", done, of), numbers if days is None else {**numbers, "days": days})
    return told(groups, members)


def _write(out: Path, state: Path, shelf: Shelf, stories: Sequence[Told], taken: Taken, files: int, title: str, progress: Progress) -> dict[str, int]:
    """The last stage: tables and summary. Of the stories no more than are told are held."""
    counts: Counter[str] = Counter(articles=0, alone=0, several=0, compared=0, differing=0, files=files, **dict.fromkeys(_SUMMED, 0))
    ranked: list[tuple[tuple[int, int, str], str]] = []
    writer = Writer(state / NEW)
    for done, story in enumerate(stories):
        tables = unpacked(shelf.story(story.key))
        writer.add(tables)
        row = tables["stories"][0]
        _count(counts, row)
        if row["errors"] or row["warnings"]:
            ranked.append((summary.worst(row), story.key))
        progress("write", done, len(stories))
    writer.close(out)
    worst = [unpacked(shelf.story(key)) for _, key in heapq.nsmallest(summary.MOST, ranked)]
    archive = summary.Archive(title, counts, worst, tuple(str(s) for s in taken.skipped if not s.ours))
    for name, text in zip(REPORTS, (summary.markdown(archive), summary.page(archive)), strict=True):
        made = state / NEW / name
        made.write_bytes(text.encode("utf-8", "surrogatepass"))
        made.replace(out / name)
    return dict(counts)


def _count(counts: Counter[str], story: dict[str, Any]) -> None:
    counts["articles"] += story["sources"]
    counts["alone" if story["sources"] == 1 else "several"] += 1
    counts["compared"] += story["nothing_compared"] is None
    counts["differing"] += bool(story["errors"] or story["warnings"])
    counts.update({name: story[name] for name in _SUMMED})
