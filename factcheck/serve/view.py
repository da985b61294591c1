"""A result as the page shows it: the report's own view, and where in the editor's text the figures of the draft stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.errors import ConfigError
from factcheck.report import Style
from factcheck.report.catalogue import Catalogue
from factcheck.report.html.page import Page
from factcheck.report.html.render import SCRIPTS, asset, environment

if TYPE_CHECKING:
    from factcheck.model import Mention, Result
    from factcheck.serve.checker import Checker

_TEMPLATES = Path(__file__).resolve().parent / "templates"


class View:
    """One result. ``text`` is what the editor holds, ``draft`` its id in the result, ``keys`` what was dropped has, by the id of its source."""

    def __init__(self, result: Result, text: str, draft: str | None, keys: Mapping[str, str]) -> None:
        self.result = result
        self._text = text
        self._draft = draft
        self._keys = keys
        self._catalogue = Catalogue(result)

    @cached_property
    def page(self) -> Page:
        """The view of the report."""
        page = Page(self.result, Style())
        page.draft = self._draft  # a draft without sources is held against itself; it stands in the editor all the same
        return page

    def mention(self, anchor: str) -> Mention:
        """The figure or dating of an anchor.

        Raises:
            ConfigError: there is none.
        """
        found = next((m for m in self._catalogue.mentions.values() if self.page.anchor(m) == anchor), None)
        if found is None:
            raise ConfigError(anchor, "no figure of the page", expected="two figures that it shows")
        return found

    def data(self) -> dict[str, Any]:
        """What a window is sent."""
        return {"view": self.html(), "marks": list(self.marks()), "sources": list(self.sources())}

    def html(self) -> str:
        """The page around what has changed, without editor, style and script."""
        return environment(_TEMPLATES).get_template("view.html.j2").render(page=self.page)

    def sources(self) -> Iterator[dict[str, Any]]:
        """The sources with their figures, the draft not among them."""
        for extraction in self._catalogue.extractions:
            name = extraction.source.id
            if name != self._draft:
                yield {"id": name, "key": self._keys.get(name, ""), "figures": len(extraction.figures)}

    def marks(self) -> Iterator[dict[str, Any]]:
        """The figures of the draft, and its times with a verdict or a finding: where they stand in the editor's text, as JavaScript counts."""
        if self._draft is None:
            return
        starts = [0, *(i + 1 for i, c in enumerate(self._text) if c == "\n")]
        wide = [i for i, c in enumerate(self._text) if c > "\uffff"]

        def offset(line: int, column: int) -> int:
            at = min(starts[min(line, len(starts)) - 1] + column - 1, len(self._text))
            return at + sum(w < at for w in wide)

        for mention in self._catalogue.mentions.values():
            if mention.source != self._draft:
                continue
            figure = self._catalogue.figures.get(mention.id)
            status = self.page.verdict(mention)
            worst = self.page.fact(figure).worst if figure is not None else self.page.marked(self._catalogue.datings[mention.id])
            if figure is None and not worst and not status:
                continue
            place = self._catalogue.place(mention)
            start, end = offset(place.line, place.column), offset(place.end_line, place.end_column)
            about = {"status": status, "worst": worst, "accepted": self.page.accepted(mention), "time": figure is None}
            if end > start:
                yield {"id": self.page.anchor(mention), "start": start, "end": end, **about}


def shell(checker: Checker, nonce: str) -> str:
    """The page as it is opened: an empty desk, with what was named at the start on its way."""
    from factcheck.pipeline import unjudged

    view = View(unjudged(()), "", None, {})
    return (
        environment(_TEMPLATES)
        .get_template("serve.html.j2")
        .render(
            page=view.page,
            nonce=nonce,
            css=asset("report.css") + asset("serve.css", _TEMPLATES),
            scripts=(*map(asset, SCRIPTS), *(asset(f"{name}.js", _TEMPLATES) for name in ("editor", "talk", "files", "serve"))),
            draft=checker.draft,
            baseline=checker.baseline.name if checker.baseline is not None else "",
        )
    )
