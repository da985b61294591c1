"""The summary of an archive: what was read, and the stories whose sources do not agree, the worst first. As Markdown and as a page.

The same bytes for the same findings; nothing in it tells of the machine, the time or the number of workers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from factcheck.report.escape import block, inline
from factcheck.report.values import plural

MOST = 200  # stories that are told
_SOURCES, _FINDINGS, _SKIPPED = 12, 20, 50  # that are named of a story, and files that were not read
_RANKS = ("error", "warning")  # that are told; notes are counted, since most of an archive is told by one source alone
Rows = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Archive:
    """What a summary tells: counts of the whole, and the rows of the stories that are told, the worst first."""

    title: str
    counts: Mapping[str, int]
    told: Sequence[Rows]
    skipped: Sequence[str] = ()


def worst(story: Mapping[str, Any]) -> tuple[int, int, str]:
    """The order of stories: by errors, then warnings, then by id; notes are counted only."""
    return -story["errors"], -story["warnings"], story["id"]


def tally(counts: Mapping[str, int]) -> str:
    """The errors and warnings of all stories in a line."""
    parts = [plural(counts[f"{rank}s"], rank) for rank in _RANKS if counts[f"{rank}s"]]
    if not parts:
        return "No differences found" if counts["compared"] else "Nothing to compare: no two articles tell of the same thing"
    return f"{', '.join(parts)} in {plural(counts['differing'], 'story', 'stories')}"


def lines(archive: Archive) -> list[str]:
    """What was looked at, a statement a line."""
    c = archive.counts
    found = [
        f"{plural(c['articles'], 'article')} read from {plural(c['files'], 'file')}",
        f"{plural(c['several'], 'story', 'stories')} of two articles and more, {plural(c['alone'], 'article')} alone",
        f"{plural(c['compared'], 'story', 'stories')} in which something was compared",
        f"{plural(c['figures'], 'figure')} found in {plural(c['facts'], 'fact')}, {c['aligned']} aligned across sources",
        f"{plural(c['notes'], 'note')}, in findings.parquet alone",
    ]
    found += [f"not read: {what}" for what in archive.skipped[:_SKIPPED]]
    beyond = len(archive.skipped) - _SKIPPED
    return [*found, f"not read: {beyond} files more"] if beyond > 0 else found


def findings(rows: Rows) -> tuple[list[Mapping[str, Any]], int]:
    """The open errors and warnings of a story that are told, the most severe first, and how many there are beyond them."""
    told = (f for f in rows["findings"] if not f["accepted"] and f["severity"] in _RANKS)
    kept = sorted(told, key=lambda f: _RANKS.index(f["severity"]))
    return kept[:_FINDINGS], max(0, len(kept) - _FINDINGS)


def sources(rows: Rows) -> tuple[list[str], int]:
    """How the sources of a story are called, and how many there are beyond them."""
    names = [s["id"] + "".join(f", {told}" for told in (s.get("outlet"), s.get("published")) if told) for s in rows["sources"]]
    return names[:_SOURCES], max(0, len(names) - _SOURCES)


def beyond(archive: Archive) -> int:
    """How many stories with findings are not told."""
    return archive.counts["differing"] - len(archive.told)


def markdown(archive: Archive) -> str:
    """The summary as Markdown with LF line ends and one final newline."""
    from factcheck.report.outgoing import passed

    out = ["<!-- factcheck report of an archive -->", "", f"# Stories in {block(archive.title) or 'the archive'}", ""]
    out += [f"**{inline(tally(archive.counts))}.**", "", *(f"- {inline(line)}" for line in lines(archive)), ""]
    for rows in archive.told:
        (story,) = rows["stories"]
        named, more = sources(rows)
        out += [f"## {block(story['title']) or 'Without a title'} · {story['id']}", ""]
        out += [f"{plural(story['sources'], 'source')}: {'; '.join(map(inline, named))}{f' and {more} more' if more else ''}", ""]
        kept, left = findings(rows)
        out += [f"- {f['severity']} · {inline(f['rule'])} · {f['id']}: {inline(f['message'])}" for f in kept]
        out += [f"- {left} more, see findings.parquet"] if left else []
        out += [f"- {plural(story['notes'], 'note')}, see findings.parquet"] if story["notes"] else []
        out.append("")
    if beyond(archive) > 0:
        out += [f"{plural(beyond(archive), 'story', 'stories')} with findings more, see stories.parquet and findings.parquet.", ""]
    return passed("markdown", "\n".join(out).rstrip("\n") + "\n")


def page(archive: Archive) -> str:
    """The summary as one HTML page that fetches nothing."""
    from factcheck.report.html.render import rendered

    told = [(rows["stories"][0], sources(rows), findings(rows)) for rows in archive.told]
    context = {
        "title": archive.title or "the archive",
        "tally": tally(archive.counts),
        "lines": lines(archive),
        "told": told,
        "beyond": beyond(archive),
    }
    return rendered("archive.html.j2", "archive.css", context)
