"""A source as the page shows it: its paragraphs cut into plain text and figures, and its text made harmless."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.model import Dating, Extraction, Figure, Mention, Position

# Marks that only hint at a direction change no order of digits; the others could show 275 as 572, so they are spelt out.
_HINT = re.compile("[\u200e\u200f\u061c]")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph: a figure, a dating, or the text between two."""

    text: str
    figure: Figure | None = None
    dating: Dating | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; ``position`` is that of its first sentence."""

    position: Position
    pieces: tuple[Piece, ...]


def harmless(text: str) -> str:
    r"""Return text whose order and content on the page are those of the file: no bidirectional overrides, no control characters.

    >>> harmless("2\u202e75\x00")
    '2⟨U+202E⟩75\ufffd'
    """
    if text.isascii() and text.isprintable():
        return text
    text = _HINT.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n"))
    text = _DIRECTION.sub(lambda m: f"⟨U+{ord(m.group()):04X}⟩", text)
    return _CONTROL.sub("\ufffd", text)


def paragraphs(extraction: Extraction) -> Iterator[Paragraph]:
    """Yield the paragraphs of a source in order. Together they hold all of its text but the white space between them."""
    text, sentences = extraction.source.text, extraction.layout.sentences
    figures = sorted(extraction.mentions, key=lambda m: (m.start, isinstance(m, Dating), -m.end))  # "[seven years][ ago]"
    firsts = [s for i, s in enumerate(sentences) if i == 0 or s.paragraph != sentences[i - 1].paragraph]
    starts = [0, *(s.start for s in firsts[1:]), len(text)]
    at = 0
    for first, start, end in zip(firsts, starts, starts[1:], strict=False):
        inside: list[Mention] = []
        while at < len(figures) and figures[at].start < end:
            inside.append(figures[at])
            at += 1
        yield Paragraph(first.position, tuple(_pieces(text, start, end, inside)))
    if not firsts and text.strip():
        yield Paragraph(Position.BODY, (Piece(text.strip()),))


def _pieces(text: str, start: int, end: int, figures: list[Mention]) -> Iterator[Piece]:
    """Cut one paragraph. A figure or dating inside another keeps an empty place before it, so that links to it still lead there."""
    end = start + len(text[start:end].rstrip())
    at = end - len(text[start:end].lstrip())
    for figure in figures:
        if figure.start > at:
            yield Piece(text[at : figure.start])
        shown = text[max(at, figure.start) : figure.end]
        yield Piece(shown, dating=figure) if isinstance(figure, Dating) else Piece(shown, figure)
        at = max(at, figure.end)
    if at < end:
        yield Piece(text[at:end])
