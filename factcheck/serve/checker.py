"""The engine behind the page: a draft and sources in, the result of the pipeline out. Nothing is written but the baseline.

A window says with every question what lies on its desk, so that two windows know nothing of each other and a server that was started anew
can go on. What it has dropped is held in memory by its content; where that is gone the window is asked for it once more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck import pipeline, rulebook
from factcheck.desk.kept import Kept
from factcheck.desk.memory import Memory
from factcheck.errors import ConfigError, SourceError
from factcheck.files import is_file, real, too_large

if TYPE_CHECKING:
    from factcheck.config import Config
    from factcheck.model import Finding, Result, Skip, Source
    from factcheck.serve.view import View

_RESULTS = 8  # of these there are as many as windows that somebody types in, and one each
# What is edited as it stands in its file, markup and all; of everything else only the text can be.
_EDITED = ("text", "markdown", "mdx", "rst", "adoc", "tex", "subtitles")
Progress = Callable[[str, int, int], None]


def _silent(stage: str, done: int, of: int) -> None:
    """The progress of a check that nothing overtakes."""


class MissingError(Exception):
    """Sources that a window holds and this server does not: it was started anew, or they had no room beside each other."""

    def __init__(self, keys: Sequence[str], room: int) -> None:
        self.keys = tuple(keys)
        super().__init__(keys, room)
        self.room = room

    def __str__(self) -> str:
        return f"{len(self.keys)} of the sources are not held; what is dropped may have {self.room:,} bytes, all of it together"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What lies on the desk of a window: the draft, what was dropped by key, and what of the folder was taken away, by id."""

    name: str = ""
    text: str = ""
    keys: tuple[str, ...] = ()
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was dropped, read."""

    key: str
    name: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Edited:
    """A draft as it is put into the editor."""

    name: str
    text: str


class Checker:
    """One engine for all windows; its questions come from one thread."""

    def __init__(self, paths: Sequence[str], config: Config, baseline: Path | None = None, title: str = "") -> None:
        from factcheck.accept.baseline import read_baseline

        self.baseline = baseline
        self._paths = tuple(paths)
        self._config = replace(config, draft=None, baseline=None)
        self._title = title
        self._rules = rulebook.chosen_rules(config)
        self._taken: Kept[str, Taken] = Kept(config.limits.bytes)
        self._memory = Memory()
        self._results: Kept[object, Result] = Kept(_RESULTS)
        self._own = real(config.draft) if config.draft else None
        self._seen: object = None
        self._folder: tuple[Source, ...] = ()
        self._skipped: tuple[Skip, ...] = ()
        self.limit = config.limits.bytes
        self.draft = Edited("", "")
        if config.draft:
            self.draft = self._edited(pipeline.read([config.draft], config=config)[0], config.draft)
        self._read_folder()
        if baseline is not None:
            read_baseline(baseline)  # a mistake in it is told at the start

    # --- what comes in ----------------------------------------------------------------------------------------------------------------

    def take(self, name: str, raw: bytes) -> Taken:
        """Read a file that was dropped, and hold it.

        Raises:
            SourceError: it cannot be read, or is larger than a source may be.
        """
        name = plain_name(name)
        key = hashlib.sha256(name.encode("utf-8", "replace") + b"\0" + raw).hexdigest()
        found = self._taken.get(key)
        if found is None:
            found = Taken(key, name, self._read(name, raw))
            self._taken.put(key, found, len(raw) + sum(len(s.text) for s in found.sources))
        return found

    def edit(self, name: str, raw: bytes) -> Edited:
        """Read a file that was dropped as the draft.

        Raises:
            SourceError: it cannot be read, or holds several articles.
        """
        name = plain_name(name)
        return self._edited(self._read(name, raw), name)

    def state(self) -> str:
        """What tells whether a file of the folder or the baseline has changed."""
        from factcheck.cli.watch import state

        watched = [*self._paths, *([str(self.baseline)] if self.baseline else [])]
        return hashlib.sha256(repr(state(watched)).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    # --- what is asked ----------------------------------------------------------------------------------------------------------------

    def check(self, wanted: Wanted, progress: Progress = _silent) -> View:
        """Check what lies on a desk.

        Raises:
            MissingError: something of it must be sent once more.
            FactcheckError: the draft, the folder or the baseline cannot be read.
        """
        from factcheck.serve.view import View

        sources, of = self._sources(wanted)
        draft = self._draft(wanted)
        named, held = None, sources
        if draft is not None and sources:
            named, held = pipeline.with_draft(sources, draft)
        elif draft is not None:
            held = [draft]
        else:
            held = sorted(sources, key=lambda s: s.id)
        judged = self._results.ask((tuple(held), named, self._skipped), lambda: self._judged(held, named, progress), 1)
        result = pipeline.finished(judged, replace(self._config, baseline=self._baseline()))
        return View(result, wanted.text, draft.id if named is None and draft is not None else named, of)

    def explained(self, wanted: Wanted, first: str, second: str) -> str:
        """Why two figures are, or are not, one fact, in the words of ``factcheck explain --pair``; anchors of the page name them.

        Raises:
            ConfigError: they are no two figures.
        """
        from factcheck.cli.explain import pair_text

        view = self.check(wanted)
        return pair_text(view.mention(first), view.mention(second), view.result, self._config)

    def why(self, wanted: Wanted, finding: str) -> str:
        """Why a finding was made, in the words of ``factcheck explain``.

        Raises:
            ConfigError: there is none of this id.
        """
        from factcheck.report.explain import finding_lines

        result = self.check(wanted).result
        return "\n".join(finding_lines(self._finding(finding, result), result, full=True))

    def accept(self, wanted: Wanted, ids: Sequence[str], reason: str, by: str = "") -> int:
        """Write findings into the baseline with the reason; return how many are new in it.

        Raises:
            ConfigError: there is no baseline, no reason, or no such finding; or the file cannot be written.
        """
        from factcheck.accept.baseline import read_baseline
        from factcheck.cli.files import write_file
        from factcheck.desk.accepting import with_findings

        if self.baseline is None:
            raise ConfigError("", "no baseline to write to", remedy="start with `factcheck serve --baseline factcheck-baseline.yaml`")
        if not reason.strip():
            raise ConfigError("", "no reason", expected="why this finding is accepted")
        result = self.check(wanted).result
        found = [self._finding(i, result) for i in ids]
        held = read_baseline(self.baseline)  # as it is now: another window, or a colleague, may have written to it
        text, new = with_findings(held, found, result, reason, by, self._config.today)
        write_file(self.baseline, text.encode())
        return new

    def export(self, wanted: Wanted, form: str) -> str:
        """The report of what lies on a desk, as ``factcheck check --format`` prints it."""
        from factcheck.report import render

        return str(render(form, self.check(wanted).result))

    # --- how it is done ---------------------------------------------------------------------------------------------------------------

    def _judged(self, held: Sequence[Source], draft: str | None, progress: Progress) -> Result:
        if not held:
            return pipeline.unjudged((), self._skipped)
        extractions = []
        for done, source in enumerate(held):
            progress("extract", done, len(held))
            extractions.append(self._memory.extraction(source).at_most(self._config.limits.figures))
        return pipeline.judge(tuple(extractions), self._rules, self._config, skipped=self._skipped, title=self._title, draft=draft, progress=progress)

    def _sources(self, wanted: Wanted) -> tuple[list[Source], Mapping[str, str]]:
        """The sources on a desk, each with an id of its own; and the key of what was dropped by the id that it has got."""
        self._read_folder()
        missing = [k for k in wanted.keys if self._taken.get(k) is None]
        if missing:
            raise MissingError(missing, self.limit)
        found = [s for s in self._folder if s.id not in wanted.without]
        taken, of = {s.id for s in self._folder}, {}
        for key in dict.fromkeys(wanted.keys):
            for source in self._held(key).sources:
                name = source.id
                while name in taken:
                    name = f"page/{name}"
                taken.add(name)
                of[name] = key
                found.append(source if name == source.id else replace(source, id=name))
        if len(found) > self._config.limits.sources:
            raise SourceError("", f"{len(found):,} sources in one story", expected=f"{self._config.limits.sources:,} at most")
        return found, of

    def _held(self, key: str) -> Taken:
        found = self._taken.get(key)
        if found is None:  # it was there a moment ago, and this is the only thread
            raise MissingError([key], self.limit)
        return found

    def _draft(self, wanted: Wanted) -> Source | None:
        if not wanted.text.strip():
            return None
        name, raw = plain_name(wanted.name or "draft"), wanted.text.encode("utf-8", "replace")
        if len(raw) > self.limit:
            raise too_large("draft", self.limit, SourceError)
        return pipeline.one_draft(self._read(name, raw), name)

    def _edited(self, sources: Sequence[Source], name: str) -> Edited:
        short = plain_name(name)
        found = pipeline.one_draft(sources, short)
        if found.format in _EDITED:
            return Edited(short, found.file or found.text)
        return Edited(Path(short).stem.replace(".", "-") or "draft", found.text)  # without a suffix, what is edited is plain text

    def _read(self, name: str, raw: bytes) -> tuple[Source, ...]:
        return pipeline.read_bytes(name, raw, self._config, self._memory.articles)

    def _read_folder(self) -> None:
        """Read the paths that were named at the start, where something in them has changed."""
        from factcheck.cli.session import read
        from factcheck.cli.watch import state

        if not self._paths:
            return
        now = state(self._paths)
        if now != self._seen:
            sources, self._skipped = read(self._paths, self._config, articles=self._memory.articles)
            self._folder = tuple(s for s in sources if self._own is None or not s.path or real(s.path) != self._own)
            self._seen = now

    def _baseline(self) -> str | None:
        return str(self.baseline) if self.baseline is not None and is_file(self.baseline) else None

    def _finding(self, wanted: str, result: Result) -> Finding:
        for finding in result.findings:
            if finding.id == wanted:
                return finding
        raise ConfigError(wanted, "no such finding", expected="one that the page shows")


def plain_name(name: str) -> str:
    r"""The last part of a name that a browser tells, with nothing in it that leads anywhere.

    >>> plain_name("../../etc/passwd"), plain_name("C:\\copy\\story.md"), plain_name("-"), plain_name("..")
    ('passwd', 'story.md', 'text', 'text')
    """
    last = "".join(c for c in name.replace("\\", "/").rsplit("/", 1)[-1] if c.isprintable()).strip()[:_NAME]
    return last if last.strip(".-~") else "text"


_NAME = 200  # characters


def wanted_of(data: Any) -> Wanted:
    """Read what a window says of its desk.

    Raises:
        ConfigError: it says something else.
    """
    if not isinstance(data, dict):
        raise ConfigError("", "no desk", expected="draft, sources and without")
    draft = data.get("draft") or {}
    keys, without = data.get("sources") or [], data.get("without") or []
    texts: list[Any] = [draft.get("name", ""), draft.get("text", "")] if isinstance(draft, dict) else [None]
    lists = [*keys, *without] if isinstance(keys, list) and isinstance(without, list) else [None]
    if not all(isinstance(x, str) for x in (*texts, *lists)):
        raise ConfigError("", "no desk", expected="texts, and lists of texts")
    return Wanted(texts[0], texts[1], tuple(keys), frozenset(without))
