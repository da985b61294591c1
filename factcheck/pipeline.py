"""The stages composed: sources → text → extract → align → check. The engine room of the command line, the plugin and the Python interface."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck import rulebook
from factcheck.config import Config
from factcheck.errors import ConfigError, FactcheckError, SourceError
from factcheck.execute import UNWATCHED, Flow, Progress, Watcher, each, run, watching, worthwhile
from factcheck.files import is_folder, real, too_large
from factcheck.model import Comparison, Exclusion, Extraction, Figure, Layout, Limits, Result, RuleNote, Skip, Source, Step, Story
from factcheck.model.sources import refuse_undated

if TYPE_CHECKING:
    from factcheck.accept.baseline import Entry
    from factcheck.cache import Store
    from factcheck.check.index import StoryIndex
    from factcheck.check.rule import Example, Rule
    from factcheck.sources import Reading, Tree
    from factcheck.sources.corpus import Articles
    from factcheck.sources.formats import Format, Reader

    _Extract = Callable[[Sequence[Source]], Iterator[Extraction]]


def read(
    paths: Sequence[str],
    stdin: bytes | None = None,
    *,
    config: Config | None = None,
    tree: Tree | None = None,
    root: Path | None = None,
    told: list[FactcheckError] | None = None,
    articles: Articles | None = None,
) -> tuple[tuple[Source, ...], tuple[Skip, ...]]:
    """Read files and folders into sources sorted by id, with the files that are no sources.

    A report of our own that lies among the sources is no source. Limits, and whether links are followed out of a folder, are those of ``config``.
    ``tree`` is where the files lie, this machine's disk if left out; ids are relative to ``root``, if it is given. ``told`` takes what cannot be
    read in place of its being raised, and ``articles`` reads the bytes of one file, for whoever remembers what was read.

    Raises:
        SourceError: something that was asked for cannot be read, or there is nothing to read.
    """
    from factcheck import sources
    from factcheck.sources.own_reports import is_report

    wanted = config or Config()
    where = tree if tree is not None else sources.DISK
    how = {"articles": articles} if articles is not None else {}
    found, skipped = sources.load(paths, stdin, limits=wanted.limits, follow_links=wanted.follow_links, tree=where, root=root, told=told, **how)
    reports = {s.id for s in found if is_report(s)}
    kept = sorted((s for s in found if s.id not in reports), key=lambda s: s.id)
    if not kept:
        raise SourceError(", ".join(paths), "nothing but reports of factcheck in it", expected="a file that `factcheck formats` lists")
    return tuple(kept), (*skipped, *(Skip(i, "a report of factcheck", ours=True) for i in sorted(reports)))


def stored(names: Mapping[str, str], read_object: Callable[[str, str, int], bytes], label: str) -> Tree:
    """The files of a revision by name with their objects, to be read from; ``read_object`` takes object, place and the most bytes."""
    from factcheck.sources import Stored

    return Stored(names, read_object, label)


def read_bytes(name: str, raw: bytes, config: Config, articles: Articles | None = None) -> tuple[Source, ...]:
    """Read a file that lies on no disk, by the suffix of its name, as it would be read from a folder. The sources have no path.

    ``articles`` as for ``read``.

    Raises:
        SourceError: it cannot be read.
    """

    def held(_name: str, place: str, limit: int) -> bytes:
        if len(raw) > limit:
            raise too_large(place, limit, SourceError)
        return raw

    found, _ = read([name], config=config, tree=stored({name: name}, held, ""), root=Path(), articles=articles)
    return tuple(replace(s, path="") for s in with_locale(found, config))


def articles(reader: Reader, raw: bytes, place: str) -> Sequence[Reading]:
    """Read the bytes of one file: all articles in it.

    Raises:
        SourceError: what the reader raises.
    """
    from factcheck.sources.formats import articles

    return articles(reader, raw, place)


def overlaid(opened: Mapping[Path, bytes]) -> Tree:
    """The files of this machine's disk with those in front that are open in an editor, by path with what stands in them."""
    from factcheck.sources import DISK, Overlaid

    return Overlaid(DISK, opened)


def with_locale(sources: Iterable[Source], config: Config) -> tuple[Source, ...]:
    """The sources with the locale of the settings, where they tell none of their own."""
    default = Config().locale
    return tuple(replace(s, locale=config.locale) if s.locale == default != config.locale else s for s in sources)


def extract_one(source: Source, *, datings: bool = True) -> Extraction:
    """Find the figures of one source and, where they are wanted, its datings.

    Raises:
        SourceError: it is dated to a day that there is not.
    """
    from factcheck import tables
    from factcheck.extract import Sentences, extract_source, find_datings
    from factcheck.text import read_layout

    refuse_undated(source)
    words, layout = tables.load_tables(), read_layout(source)
    sentences = Sentences(source, layout, words)
    found = extract_source(source, layout, words, sentences)
    return replace(found, datings=find_datings(found, words, sentences)) if datings and not source.grids else found  # days in cells date no event


def extract_all(
    sources: Sequence[Source],
    jobs: int = 0,
    progress: Progress = UNWATCHED,
    limits: Limits | None = None,
    *,
    datings: bool = True,
    cache: int | None = None,
    flow: Flow | None = None,
) -> tuple[Extraction, ...]:
    """Find the figures and datings of all sources, in their order, in as many processes as are worth it; of each no more than the limits allow.

    With ``cache``, the most bytes that it may have, what the user's cache knows is taken from there, and the rest is put into it. ``flow`` is who
    extracts in place of those processes.
    """

    def extracted(new: Sequence[Source]) -> Iterator[Extraction]:
        work = partial(extract_one, datings=datings)
        return run(work, new, worthwhile(jobs, sum(len(s.text) for s in new))) if flow is None else each(flow, work, new, attrgetter("id"))

    watcher, most = watching(progress), (limits or Limits()).figures
    if cache is None:
        return tuple(_in_order(sources, {}, extracted, watcher, most, datings, None))
    from factcheck.cache import opened

    with opened(cache, watcher.word) as store:
        known = store.found(sources, datings=datings) if store is not None else {}
        return tuple(_in_order(sources, known, extracted, watcher, most, datings, store))


def _in_order(
    sources: Sequence[Source], known: dict[int, Extraction], do: _Extract, watcher: Watcher, most: int, datings: bool, store: Store | None
) -> Iterator[Extraction]:
    """The extractions of sources in their order: those that are known, and the others, which are kept in the store."""
    places = [n for n in range(len(sources)) if n not in known]
    new = [sources[n] for n in places]
    done = len(known)

    def one(extraction: Extraction, *, cached: bool) -> Extraction:
        watcher("extract", done, len(sources))
        bounded = extraction.at_most(most)
        watcher.extracted(bounded, cached)
        return bounded

    at = 0
    for extraction, place in zip(do(new), places, strict=True):  # the results first: their workers end when they are asked for one more
        for n in range(at, place):
            yield one(known.pop(n), cached=True)
        if store is not None:
            store.keep(sources[place], extraction, datings=datings)
        done, at = done + 1, place + 1
        yield one(extraction, cached=False)
    for n in range(at, len(sources)):
        yield one(known.pop(n), cached=True)


def extract_pieces(
    sources: Sequence[Source], progress: Progress = UNWATCHED
) -> Iterator[tuple[Source, Layout, Iterator[tuple[list[Figure], list[Exclusion]]]]]:
    """Find the figures of sources one after the other, some at a time: for each source its layout and its figures in text order."""
    from factcheck import tables
    from factcheck.extract import extract_pieces as pieces
    from factcheck.text import read_layout

    for done, source in enumerate(sources):
        progress("extract", done, len(sources))
        refuse_undated(source)
        layout = read_layout(source)
        yield source, layout, pieces(source, layout, tables.load_tables())


def check_sources(
    sources: Sequence[Source],
    config: Config,
    *,
    skipped: Iterable[Skip] = (),
    title: str = "",
    stdin: bytes | None = None,
    progress: Progress = UNWATCHED,
    draft: Source | None = None,
    flow: Flow | None = None,
) -> Result:
    """Run everything after the reading on the sources of one story, and on ``draft``, or the draft that ``config`` names, if there is one.

    A draft ``-`` is what ``stdin`` holds. ``flow`` is who extracts, if not this process and others of its starting.

    Raises:
        SourceError: the draft cannot be read.
        RuleError: a rule does not validate.
        ConfigError: ``select``, ``ignore`` or an override names a rule that there is not.
    """
    rules = rulebook.chosen_rules(config)
    named, read_too = None, sorted(sources, key=lambda s: s.id)
    if draft is None and config.draft is not None:
        if is_folder(config.draft):
            raise SourceError(config.draft, "is a folder", expected="the file of one draft")
        draft = one_draft(read([config.draft], stdin=stdin, config=config)[0], config.draft)
    if draft is not None:
        named, read_too = with_draft(read_too, draft)
    extractions = extract_all(read_too, config.jobs, progress, config.limits, cache=config.cache_room, flow=flow)
    result = judge(extractions, rules, config, skipped=skipped, title=title, draft=named, progress=progress)
    return finished(result, config)


def finished(result: Result, config: Config, entries: Sequence[Entry] | None = None, known: Set[str] = frozenset()) -> Result:
    """The result with its accepted findings marked, and no more findings than the limits allow; ``entries`` are the baseline's, if it was read.

    ``known`` are the ids of all rules that there are, where somebody has read them.

    Raises:
        ConfigError, ErrorGroup: a baseline that was asked for is not there or does not validate, or a comment names a rule that there is not.
    """
    from factcheck.model.coverage import most_findings

    return most_findings(accepted(result, config, entries, known), config.limits.findings)


def accepted(result: Result, config: Config, entries: Sequence[Entry] | None = None, known: Set[str] = frozenset()) -> Result:
    """Mark the findings that the baseline or a comment in a source accepts.

    Raises:
        ConfigError, ErrorGroup: a baseline that was asked for is not there or does not validate, or a comment names a rule that there is not.
    """
    from factcheck.accept.apply import accept
    from factcheck.accept.baseline import read_baseline
    from factcheck.accept.comments import suppressions
    from factcheck.report.catalogue import Catalogue
    from factcheck.sources.own_reports import raw

    path = Path(config.baseline) if config.baseline and entries is None else None
    if path is not None and not os.path.exists(path):  # noqa: PTH110 - Path.exists raises where a name is too long
        raise ConfigError(str(path), "no such baseline", remedy="make it with `factcheck baseline write`")
    catalogue = Catalogue(result)
    marked = [e for e in catalogue.extractions if e.source.format != "text"]
    comments = [s for e in marked for s in suppressions(e, raw(e.source), catalogue.line_column)]
    rulebook.refuse_strangers(((c.rule, f"{c.source}:{c.line}") for c in comments if c.rule), known or {r.id for r in result.rules}, config)
    if entries is None:
        entries = read_baseline(path) if path is not None else ()
    return accept(result, entries, comments, config.today)


def one_draft(sources: Sequence[Source], place: str) -> Source:
    """The one source that the file of a draft is.

    Raises:
        SourceError: it holds several articles.
    """
    if len(sources) != 1:
        raise SourceError(place, f"holds {len(sources)} articles", expected="the file of one draft")
    return sources[0]


def with_draft(sources: Sequence[Source], draft: Source) -> tuple[str, list[Source]]:
    """The id of a draft, and all sources with it, sorted by id. A draft that lies in the corpus itself is no source of its own."""
    same = next((s for s in sources if s.path and draft.path and real(s.path) == real(draft.path)), None)
    if same is not None:
        return same.id, list(sources)
    if any(s.id == draft.id for s in sources):
        draft = replace(draft, id=f"draft/{draft.id}")
    return draft.id, sorted([*sources, draft], key=lambda s: s.id)


def judge(
    extractions: tuple[Extraction, ...],
    rules: Sequence[Rule],
    config: Config,
    *,
    skipped: Iterable[Skip] = (),
    title: str = "",
    draft: str | None = None,
    progress: Progress = UNWATCHED,
) -> Result:
    """Align the figures of one story, run the rules and put the findings in order."""
    from factcheck.accept.ignore import without_ignored
    from factcheck.align import align
    from factcheck.check import dated_verdicts, draft_verdicts, find, index_of, limits, with_contradicted
    from factcheck.check.ids import identify
    from factcheck.model.coverage import coverage

    progress("align", 0, 1)
    story = align(extractions)
    progress("check", 0, 1)
    index = index_of(story, draft=draft)
    kept = without_ignored(find(index, rules), story, [(e.path, e.ignore) for e in config.per_source])
    findings = identify(kept, story)
    notes = tuple(RuleNote(r.id, r.severity, r.summary, r.explanation) for r in sorted(rules, key=lambda r: r.id))
    return Result(
        story,
        findings,
        coverage(story, skipped, limits(index)),
        rules=notes,
        title=title,
        draft=draft,
        verdicts=draft_verdicts(index),
        dated=with_contradicted(index, dated_verdicts(index), findings),
    )


def compared(result: Result, first: str, second: str) -> Comparison:
    """Place two figures of a result, by id, on every comparison, whether or not they were compared when it was aligned."""
    from factcheck.align import explain_dated, explain_pair

    if any(first == d.id for e in result.story.extractions for d in e.datings):
        return explain_dated(result.story, first, second)
    return explain_pair(result.story, first, second)


def judged(result: Result, comparison: Comparison, rules: Sequence[Rule]) -> tuple[Step, ...]:
    """The steps by which two figures of a result are judged, with the rule that tells them or the setting that keeps them silent last."""
    from factcheck.check import index_of, why, why_dated

    if any(comparison.a == d.id for e in result.story.extractions for d in e.datings):
        return why_dated(index_of(result.story, draft=result.draft), comparison, rules)
    return why(index_of(result.story, draft=result.draft), comparison.a, comparison.b, rules, comparison.cannot_link)


def aligned(extractions: tuple[Extraction, ...], skipped: Iterable[Skip] = ()) -> Result:
    """Align the figures of one story and judge nothing."""
    from factcheck.align import align
    from factcheck.model.coverage import coverage

    story = align(extractions)
    return Result(story, (), coverage(story, skipped))


def unjudged(extractions: tuple[Extraction, ...], skipped: Iterable[Skip] = ()) -> Result:
    """Figures as they were read: no facts, no lineages, no findings."""
    from factcheck.model.coverage import coverage

    story = Story(extractions, (), ())
    return Result(story, (), coverage(story, skipped))


def formats() -> tuple[tuple[Format, ...], tuple[Format, ...]]:
    """The files that can be read, and those that are asked for and cannot."""
    from factcheck.sources.formats import REFUSED, formats

    return formats(), REFUSED


def story_of(example: Example) -> tuple[Story, str | None]:
    """The texts of an example of a rule, extracted and aligned, and which of them is the draft."""
    from factcheck.align import align

    def each(values: tuple[str | None, ...], n: int) -> str | None:
        return values[n] if values else None

    sources = tuple(
        Source(f"example-{n}", text, outlet=each(example.outlet, n), published=each(example.published, n), lineage=each(example.lineage, n))
        for n, text in enumerate(example.texts)
    )
    return align(extract_all(sources, 1)), None if example.draft is None else f"example-{example.draft}"


def index(story: Story, draft: str | None = None) -> StoryIndex:
    """A story indexed for judgement, for questions that no rule asks: do these figures agree, what do they admit."""
    from factcheck.check import index_of

    return index_of(story, draft=draft)
