"""Messages as a colleague would give them: the sentences, their places, and a line of carets below the figure."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import category, east_asian_width

from factcheck.report.outgoing import screen

if TYPE_CHECKING:
    from factcheck.api.datings import DatingView
    from factcheck.api.views import FigureView

    Pointed = FigureView | DatingView

_WIDTH = 100  # characters of a sentence
_MOST = 8  # sentences of one message; more tell nothing new


def point(head: str, figures: Sequence[Pointed], most: int = _MOST) -> str:
    """Return a line and, below it, each figure in its sentence. The same words in a copy are shown once."""
    groups: dict[tuple[str, str], list[Pointed]] = {}
    for figure in figures:
        groups.setdefault((figure.sentence, figure.surface), []).append(figure)
    lines = [f"{head}:" if groups else head]
    for copies in list(groups.values())[:most]:
        lines += _pointed(copies[0], copies[1:])
    if len(groups) > most:
        lines.append(f"  … and {len(groups) - most} more")
    return screen("\n".join(lines))


def _pointed(figure: Pointed, copies: Iterable[Pointed]) -> list[str]:
    from factcheck.report.quote import quote
    from factcheck.report.sentences import meaning

    record, catalogue = figure.record, figure._catalogue
    before, surface, after = (screen(p) for p in quote(catalogue.sources[record.source], catalogue.layouts[record.source], record, _WIDTH))
    remarks = [meaning(record)] if meaning(record) else []
    if figure.attribution is not None:
        remarks.append(f"said by {' '.join(figure.attribution.split())}")
    same = ", ".join(where(c) for c in copies)
    remarks += [f"the same words in {same}"] if same else []
    lines = [f"  {where(figure)}", f"    {before}{surface}{after}", f"    {' ' * _cells(before)}{'^' * _cells(surface)}"]
    return lines + ([f"    ({'; '.join(remarks)})"] if remarks else [])


def where(figure: Pointed) -> str:
    """``path:line:column`` as the reader's editor opens it: relative to the working folder where it lies below; the source's id in memory."""
    path = figure._catalogue.sources[figure.source].path
    if path in ("", "-"):
        return figure.spot
    return f"{near(path)}:{figure.line}:{figure.column}"


def near(path: str) -> str:
    """A path relative to the working folder where it lies below it."""
    try:
        return Path(os.path.relpath(path)).as_posix() if Path(path).is_absolute() and Path(path).is_relative_to(Path.cwd()) else path
    except OSError:  # the working folder is gone
        return path


def _cells(text: str) -> int:
    """Columns that a text takes in a terminal: wide characters two, combining ones none."""
    return sum(2 if east_asian_width(c) in "WF" else 0 if category(c) in ("Mn", "Me", "Cf") else 1 for c in text)
