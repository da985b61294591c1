"""Which line is a headline, decided once: a title above its text, or a source that is nothing but one."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model import Position, Sentence
from factcheck.tables.tolerances import load_tolerances

_TITLES = (Position.HEADLINE, Position.BYLINE, Position.BOILERPLATE)


def title_end(text: str) -> int:
    r"""Where the first line of a text ends if it stands above it like a headline: short, no full stop, a blank line below; else 0.

    >>> title_end("Flood kills 12\n\nRain fell."), title_end("Rain fell.\n\nIt was late.")
    (14, 0)
    """
    first, blank, rest = text.partition("\n\n")
    line = first.strip()
    titled = bool(blank) and "\n" not in line and rest.strip() != "" and len(line) <= load_tolerances().title_length and _open_ended(line)
    return len(first) if titled else 0


def only_title(text: str, sentences: Sequence[Sentence]) -> bool:
    """Whether a text is nothing but a headline: one short line without a full stop, or what the layout takes for one.

    >>> only_title("Flood kills 12", ()), only_title("Rain fell.", (Sentence(0, 10, 0, Position.BODY),))
    (True, False)
    """
    if all(s.position in _TITLES for s in sentences):
        return True
    line = text.strip()
    return len(line) <= load_tolerances().title_length and "\n" not in line and _open_ended(line)


def _open_ended(line: str) -> bool:
    """Whether a line ends without a full stop, as headlines do; that of "in the U.S." and three dots are none."""
    bare = line.rstrip("\"'”’)")
    return not bare.endswith(".") or bare[-3:-2] == "." or bare.endswith("..")
