"""One look at a corpus: everything read, checked and marked as the command line does it, and what is wrong told beside what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck import pipeline, rulebook
from factcheck.cli import session
from factcheck.config import Config
from factcheck.desk import accepting
from factcheck.desk.corpora import Asked, Home, plan
from factcheck.desk.memory import Memory
from factcheck.errors import ErrorGroup, FactcheckError
from factcheck.files import real
from factcheck.report.catalogue import Catalogue

if TYPE_CHECKING:
    from factcheck.accept.baseline import Entry
    from factcheck.check.rule import Rule
    from factcheck.model import Extraction, Result, Skip, Source
    from factcheck.sources import Tree

# What an editor shows of these is not what the file holds: the file on the disk counts.
_NOT_TEXT = (".docx", ".odt", ".pdf", ".xlsx", ".parquet", ".gz")


@dataclass(frozen=True, slots=True)
class Looked:
    """What one look found: a result for each story, and each error by itself. ``config`` is None where the settings make no sense."""

    stories: tuple[Catalogue, ...] = ()
    errors: tuple[FactcheckError, ...] = ()
    config: Config | None = None


class Desk:
    """A corpus that is looked at again and again, with what it remembers. Not for several threads at once."""

    def __init__(self, place: Home, asked: Asked = Asked()) -> None:  # noqa: B008 - frozen
        self.place = place
        self.asked = asked
        self._memory = Memory()
        self._rules: tuple[Config, tuple[Rule, ...]] | None = None

    def look(self, opened: Mapping[Path, str]) -> Looked:
        """Check the stories of the corpus that a file of ``opened`` belongs to. Never raises what the user can mend: that is among the errors."""
        texts = {real(p): text for p, text in opened.items() if not p.name.lower().endswith(_NOT_TEXT)}
        told: list[FactcheckError] = []
        try:
            planned = plan(self.place, self.asked, tuple(opened))
            rules = self._chosen(planned.config)
        except FactcheckError as error:
            return Looked((), _each(error))
        entries = self._entries(planned.config, texts, told)
        tree = pipeline.overlaid({p: text.encode("utf-8", "replace") for p, text in texts.items()})
        wanted = [s for s in planned.stories if _concerns(s, planned.config.draft, opened)]
        found = [self._story(s, planned.config, rules, entries, tree, told) for s in wanted]
        return Looked(tuple(Catalogue(r) for r in found if r is not None), tuple(dict.fromkeys(told)), planned.config)

    def _chosen(self, config: Config) -> tuple[Rule, ...]:
        """The rules; those of the user's own folders are loaded each time, since their files may have changed."""
        if self._rules is None or self._rules[0] != config or config.rules:
            self._rules = config, rulebook.chosen_rules(config)
        return self._rules[1]

    def _story(
        self, paths: Sequence[str], config: Config, rules: Sequence[Rule], entries: Sequence[Entry], tree: Tree, told: list[FactcheckError]
    ) -> Result | None:
        """The result of one story; None where nothing of it can be read. What cannot be read is told, and the rest is checked."""
        before = len(told)
        try:
            sources, skipped = self._read(paths, config, tree, told)
            draft = None
            if config.draft is not None:
                one = pipeline.one_draft(self._read([config.draft], config, tree, told)[0], config.draft)
                draft, both = pipeline.with_draft(sources, one)
                sources = tuple(both)
        except FactcheckError as error:
            told += _each(error) if len(told) == before else ()  # "no sources in it" says no more than why each of them is none
            return None
        extractions = tuple(e for s in sources if (e := self._extraction(s, config, told)) is not None)
        if draft not in {None, *(e.source.id for e in extractions)}:
            return None
        result = pipeline.judge(extractions, rules, config, skipped=skipped, title=session.title(paths), draft=draft)
        try:
            return pipeline.finished(result, config, entries)
        except FactcheckError as error:  # a comment that names no rule, perhaps half typed, accepts nothing and hides nothing
            told += _each(error)
            return result

    def _read(self, paths: Sequence[str], config: Config, tree: Tree, told: list[FactcheckError]) -> tuple[tuple[Source, ...], tuple[Skip, ...]]:
        sources, skipped = pipeline.read(paths, config=config, tree=tree, told=told, articles=self._memory.articles)
        return pipeline.with_locale(sources, config), skipped

    def _extraction(self, source: Source, config: Config, told: list[FactcheckError]) -> Extraction | None:
        try:
            return self._memory.extraction(source).at_most(config.limits.figures)
        except FactcheckError as error:
            told += _each(error)
            return None

    def _entries(self, config: Config, texts: Mapping[Path, str], told: list[FactcheckError]) -> tuple[Entry, ...]:
        """What the baseline accepts; nothing where it does not validate, which is told."""
        try:
            return accepting.entries(config, texts)
        except FactcheckError as error:
            told += _each(error)
            return ()


def _concerns(paths: Sequence[str], draft: str | None, opened: Mapping[Path, str]) -> bool:
    """Whether an open file lies in a story, is its draft, or is one of the files of settings, which stand above all stories."""
    tops = [real(p) for p in paths] + ([real(draft)] if draft is not None else [])
    files = [real(p) for p in opened]
    return any(file.is_relative_to(top) for file in files for top in tops)


def _each(error: FactcheckError) -> tuple[FactcheckError, ...]:
    """An error, or each of those that it holds."""
    if isinstance(error, ErrorGroup) and error.errors:
        return tuple(inner for one in error.errors for inner in _each(one))
    return (error,)
