"""One renderer an output: ``render(result, style) -> str``, found by the name of its format and imported when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from factcheck.model import ERRORS, FailOn

if TYPE_CHECKING:
    from factcheck.model import Result

FORMATS = {
    "terminal": "factcheck.report.formats.terminal",
    "markdown": "factcheck.report.formats.markdown",
    "checklist": "factcheck.report.formats.checklist",
    "json": "factcheck.report.formats.json",
    "html": "factcheck.report.html.render",
    "places": "factcheck.report.formats.places",
    "sarif": "factcheck.report.formats.sarif",
    "github": "factcheck.report.formats.github",
    "rdjsonl": "factcheck.report.formats.rdjsonl",
    "junit": "factcheck.report.formats.junit",
    "csv": "factcheck.report.formats.csv",
    "parquet": "factcheck.report.formats.parquet",
}


EXPLAIN = "factcheck explain ID"


@dataclass(frozen=True, slots=True)
class Style:
    """How a report is to look. Nothing here changes what it says, save that accepted findings may be shown."""

    width: int = 80  # columns, terminal only
    color: bool = False  # ANSI sequences, terminal only: underline, links, colours
    plain: bool = False  # of these no colours (NO_COLOR)
    show_accepted: bool = False  # findings of the baseline and of suppressions too
    verbose: bool = False  # the lists behind what is told in one line; on a terminal every sentence in full too, else one line a side
    root: str = ""  # top folder of the repository, absolute; SARIF and annotations name files from there. "": paths stay as given
    folder: str = ""  # working folder, absolute: where the user's paths start
    fail_on: FailOn = ERRORS  # what JUnit calls a failure
    allow_empty: bool = False  # that nothing was compared is no error
    origin: tuple[str, ...] = ()  # what was read, as paths from the folder of the report, so that it can be made again
    draft: str = ""  # the draft, as such a path
    explain: str = EXPLAIN  # the command that says why, terminal only: with what the run was told
    raw: bool = False  # cells of CSV as they are, whatever a spreadsheet makes of them


def render(name: str, result: Result, style: Style | None = None) -> str | dict[str, bytes]:
    """Render a result in the format ``name``, a key of ``FORMATS``.

    Returns the text of the report; formats of several files (csv, parquet) return the content of each by its file name.

    Raises:
        MissingExtraError: the format needs a package that is not installed.
    """
    from factcheck.report.outgoing import passed

    style = style or Style()
    rendered: str | dict[str, bytes] = import_module(FORMATS[name]).render(result, style)
    return passed("coloured" if name == "terminal" and style.color else name, rendered) if isinstance(rendered, str) else rendered
