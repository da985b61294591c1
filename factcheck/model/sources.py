"""The sources and what the text stage makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from factcheck.errors import SourceError

if TYPE_CHECKING:
    from factcheck.model.grids import Grid


class Span(NamedTuple):
    """Half-open range of code points in a source's text."""

    start: int
    end: int


class Step(NamedTuple):
    """One decision in a trace: which stage, by which table row or pattern, with what outcome."""

    stage: str  # "numeral", "unit", "hedge", "noun", …
    by: str  # table row or pattern, e.g. "hedges:at least"
    outcome: str


class Run(NamedTuple):
    """A stretch of a source's text that stands unchanged in its file, up to the next run: where it begins here and there."""

    start: int  # offset into Source.text
    line: int  # 1-based, in the file; in a document without lines the paragraph, row or page
    column: int  # 1-based, in code points


class Skip(NamedTuple):
    """A file of a checked folder that is no source, and why."""

    path: str  # relative to the corpus root
    why: str
    ours: bool = False  # data of factcheck itself, left out on purpose; else it could have told something and was not read

    def __str__(self) -> str:
        return f"{self.path}: {self.why}"


def readable(source: str) -> str:
    """The id of a source for people: "-" alone says little in a sentence.

    >>> readable("-"), readable("a.txt")
    ('standard input', 'a.txt')
    """
    return "standard input" if source == "-" else source


class Mark(NamedTuple):
    """What a format says of a stretch of text: a heading, a list item, a table cell."""

    start: int
    end: int
    position: Position


class About(NamedTuple):
    """What a file says of itself beside its text; it decides nothing, and reports for programs pass it on. "" where it says nothing."""

    title: str = ""
    updated: str = ""  # ISO 8601: when it was last changed, where that is told beside ``published``
    section: str = ""  # of the paper: "Sport"
    credit: str = ""  # who is named as author of the copy, or holds the rights, beside the outlet: an agency


UNTOLD = About()


@dataclass(frozen=True, slots=True)
class Source:
    """One text with its metadata. ``text`` is final: no stage rewrites it."""

    id: str  # path relative to the corpus root, "/"-separated; of an article in a file of several, with "#" and its name
    text: str
    path: str = ""  # as the user would open it, for links; "-" is standard input
    outlet: str | None = None
    published: str | None = None  # ISO 8601 date or date-time, as given in corpus.toml or by the file itself
    lineage: str | None = None  # declared by the user; None: to be found out
    locale: str = "en"
    format: str = "text"  # text, markdown, mdx, html, docx, odt, rtf, pdf, eml, subtitles, ninjs, nitf, newsml, feed, row, notebook, rst, adoc, tex
    notes: tuple[str, ...] = ()  # what reading had to decide, e.g. a guessed encoding
    origin: tuple[Run, ...] = ()  # in order; empty: the text is the whole file; read by report.catalogue
    marks: tuple[Mark, ...] = ()  # in order, not nested; empty where the format has no structure
    file: str = ""  # what the file holds, comments too, decoded; "" where that is the text, or where there is no file
    about: About = UNTOLD
    grids: tuple[Grid, ...] = ()  # of a file that is nothing but tables; those of pages are found by their rows

    def __post_init__(self) -> None:
        if not isinstance(self.id, str) or not isinstance(self.text, str):
            raise TypeError(f"a source is made of texts: Source(id, text); found {type(self.id).__name__} and {type(self.text).__name__}")


def is_moment(published: object) -> bool:
    """Whether this is a day or a time as ISO 8601, its day in front, that has a place in the calendar wherever on Earth one is.

    >>> is_moment("2026-03-10"), is_moment("2026-03-10T14:30:00+01:00"), is_moment("10 March"), is_moment("0001-01-01T00:00:00+23:59")
    (True, True, False, False)
    """
    try:
        return isinstance(published, str) and bool(date.fromisoformat(published[:10]) and datetime.fromisoformat(published).astimezone(UTC))
    except (ValueError, OverflowError):
        return False


def refuse_undated(source: Source) -> None:
    """Raise where a source is dated to no day. Files are held to it when they are read; a source that was made in Python has not been.

    Raises:
        SourceError: ``published`` is no date or time.
    """
    if source.published is not None and not is_moment(source.published):
        expected = 'a date or time as ISO 8601: "2026-03-10", "2026-03-10T14:30:00+01:00"'
        raise SourceError(source.id, f"published = {str(source.published)[:100]!r}", expected=expected)


class Position(Enum):
    """Where in a source a sentence stands."""

    HEADLINE = "headline"
    BYLINE = "byline"  # "By Ann Lee", "Posted: …": furniture that names author or date
    BODY = "body"
    CAPTION = "caption"
    LIST = "list"
    TABLE = "table"
    BOILERPLATE = "boilerplate"  # copyright lines, "follow us", archive notes


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its place in the source."""

    start: int
    end: int
    paragraph: int  # 0-based, counted over the source
    position: Position


@dataclass(frozen=True, slots=True)
class Layout:
    """What the text stage knows of a source: sentences in order, quotations, the dateline's place and date as printed."""

    sentences: tuple[Sentence, ...]
    quotations: tuple[Span, ...] = ()  # with their marks, in order, not nested
    dateline: str | None = None  # place of the dateline, e.g. "LASANG, Carda"
    dated: str | None = None  # date of the dateline as printed, e.g. "March 10"
    title_end: int = 0  # where a first line ends that stands above the text like a headline; 0 if there is none
    only_title: bool = False  # the source is nothing but a headline
    text: str = ""  # what is read: the source's text, with the capitals of names where it has lost them; offsets are the same
    lost_capitals: bool = False  # whether it has lost them

    def of(self, source: Source) -> str:
        """What is read of its source; the source's own text where the layout was made without."""
        return self.text or source.text
