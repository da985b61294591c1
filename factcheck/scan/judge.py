"""The third stage: each story is checked by the engine of ``check``, and what was found is kept as rows."""

from __future__ import annotations

import json
import zlib
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from typing import Any, NamedTuple

from factcheck import pipeline, rulebook
from factcheck.cache import unpack, unpack_source
from factcheck.check import Rule
from factcheck.config import Config
from factcheck.errors import FactcheckError
from factcheck.execute import Flow, Progress
from factcheck.model import Extraction, Result, Severity
from factcheck.model.coverage import nothing_compared
from factcheck.model.identity import digest
from factcheck.report.data import as_data
from factcheck.report.lists.frames import records
from factcheck.scan.shelf import Shelf

_ARTICLES = 24  # of a batch of stories, at least
_TITLE = 120  # characters
Packed = tuple[bytes, bytes]  # a source and its extraction


class Member(NamedTuple):
    """An article of a story: where it is kept, and the hash by which a change of it is known."""

    id: str
    file: str
    digest: str


class Told(NamedTuple):
    """A story: its key, which a change of any of its articles changes, and its articles."""

    key: str
    members: tuple[Member, ...]


def told(groups: Sequence[Sequence[str]], members: Mapping[str, Member]) -> list[Told]:
    """The stories of an archive in the order of their groups."""
    return [_told([members[i] for i in group]) for group in groups]


def _told(members: Sequence[Member]) -> Told:
    found = blake2b(digest_size=16)
    for member in members:
        found.update(f"{len(member.id)}:{member.id}{member.digest}".encode("utf-8", "surrogatepass"))
    return Told(found.hexdigest(), tuple(members))


def judge(stories: Sequence[Told], shelf: Shelf, config: Config, flow: Flow, progress: Progress) -> int:
    """Check the stories that were not checked as they are now; return how many that were."""
    shelf.only_stories(s.key for s in stories)
    new = [s for s in stories if not shelf.has_story(s.key)]
    if not new:
        return 0
    waiting: deque[list[Told]] = deque()

    def packed() -> Iterator[list[Whole]]:
        for batch in _batches(new):
            waiting.append(batch)
            yield [Whole(story_id(s), s.members[0].id, [shelf.article(m.id, m.file) for m in s.members]) for s in batch]

    done = 0
    rules, known = _ready(config)
    for rows in flow(partial(check, replace(config, rules=()), rules, known), packed(), _named):
        batch = waiting.popleft()
        shelf.keep_stories(zip((s.key for s in batch), rows, strict=True))
        done += len(batch)
        progress("check", done, len(new))
    return len(new)


def _batches(stories: Sequence[Told]) -> Iterator[list[Told]]:
    batch: list[Told] = []
    articles = 0
    for story in stories:
        batch.append(story)
        articles += len(story.members)
        if articles >= _ARTICLES:
            yield batch
            batch, articles = [], 0
    if batch:
        yield batch


def story_id(story: Told) -> str:
    """The id of a story is that of its first article, hashed: one more article behind it leaves it alone."""
    return digest((story.members[0].id,))


class Whole(NamedTuple):
    """A story with its articles, as it travels."""

    id: str
    first: str  # the id of its first article
    articles: list[Packed]


def _named(story: Whole) -> str:
    return f"the story of {story.first}"


def _ready(config: Config) -> tuple[tuple[Rule, ...], frozenset[str]]:
    """The rules that run, and the ids of all. They are read here once and travel: a folder of rules need not lie where the workers are."""
    chosen = rulebook.chosen_rules(config)
    every = rulebook.chosen_rules(replace(config, select=(), ignore=())) if config.select or config.ignore else chosen
    return tuple(replace(r, flags=(), passes=()) for r in chosen), frozenset(r.id for r in every)


def check(config: Config, rules: Sequence[Rule], known: frozenset[str], stories: Sequence[Whole]) -> list[bytes]:
    """Check some stories; each comes back as packed rows."""
    found = []
    for identity, _, packed in stories:
        extractions = _unpacked(packed)
        result = pipeline.judge(tuple(extractions), rules, config, title=identity)
        rows = _rows(identity, extractions, pipeline.finished(result, config, known=known))
        found.append(zlib.compress(json.dumps(rows, separators=(",", ":"), default=float).encode("utf-8", "surrogatepass"), 1))
    return found


def _unpacked(packed: Sequence[Packed]) -> list[Extraction]:
    try:
        return [unpack(raw, unpack_source(source)) for source, raw in packed]
    except ValueError as error:
        raise FactcheckError("the state of the scan", f"is damaged: {error}", remedy="remove the out folder, and scan anew") from error


def unpacked(raw: bytes) -> dict[str, list[dict[str, Any]]]:
    """The rows of a story by the name of their table."""
    found: dict[str, list[dict[str, Any]]] = json.loads(zlib.decompress(raw))
    return found


def settings(config: Config) -> Config:
    """What of the settings a check looks at: no draft, no baseline, nothing of the machine."""
    plain = Config()
    return replace(config, draft=None, baseline=None, sources=(), jobs=0, engine=plain.engine, scheduler=None, origins=(), file=None)


def _rows(identity: str, extractions: Sequence[Extraction], result: Result) -> dict[str, list[dict[str, Any]]]:
    """The rows of all tables, each with the story in front; sources in the order of the group."""
    tables = {"sources": _sources(extractions, result), **records(result)}
    days = sorted(e.source.published[:10] for e in extractions if e.source.published)
    open_findings = [f for f in result.findings if not f.accepted]
    seen = result.coverage
    story = {
        "id": identity, "title": _title(extractions[0]), "first": days[0] if days else None, "last": days[-1] if days else None,
        "sources": seen.sources, "lineages": seen.lineages, "figures": seen.figures, "facts": seen.facts, "aligned": seen.aligned,
        **{f"{s.value}s": sum(f.severity is s for f in open_findings) for s in (Severity.ERROR, Severity.WARNING, Severity.NOTE)},
        "nothing_compared": nothing_compared(result) or None,
    }  # fmt: skip
    rows = {name: [{"story": identity, **row} for row in table] for name, table in tables.items()}
    return {"stories": [story], **rows}


def _sources(extractions: Sequence[Extraction], result: Result) -> list[dict[str, Any]]:
    data = {row["id"]: row for row in as_data(result)["sources"]}
    counts = {e.source.id: (len(e.figures), len(e.datings), len(e.source.text), "; ".join(e.source.notes) or None, _title(e)) for e in extractions}
    return [
        {**data[i], "title": title, "figures": figures, "datings": datings, "characters": characters, "notes": notes}
        for i, (figures, datings, characters, notes, title) in counts.items()
    ]


def _title(extraction: Extraction) -> str:
    """What an article is called: as its file tells it, else its first line."""
    source = extraction.source
    words = (source.about.title or next((line for line in source.text.splitlines() if line.strip()), "")).split()
    title = " ".join(words)
    if len(title) <= _TITLE:
        return title
    return title[:_TITLE].rpartition(" ")[0] + " …"
