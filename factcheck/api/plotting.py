"""The drawing of a fact for notebooks: the strips of the HTML report, with its places and marks, as one SVG that needs no style sheet."""

from __future__ import annotations

from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.model import Fact
    from factcheck.report.catalogue import Catalogue
    from factcheck.report.html.strip import Mark, Strip

_WIDTH, _LEFT, _DRAWING, _GAP = 840, 240, 280, 16  # pixels: in all, for the wordings, for the axis, beside the axis
_ROW, _HEAD, _FOOT = 24, 28, 26
_LABEL, _SOURCES = 36, 48  # characters that fit
_CENT = Decimal("0.01")


def draw(fact: Fact, catalogue: Catalogue) -> str:
    """Return the SVG of a fact across its sources: a row a wording, smallest first, with the values that it admits and who prints it.

    The same bytes for the same fact: places have two decimals, and nothing depends on the machine. Colours follow the text's.
    """
    from factcheck.report.html.strip import strips

    body: list[str] = []
    top = 0
    for strip in strips(fact, catalogue):
        body += _strip(strip, fact.label, top)
        top += _HEAD + _ROW * len(strip.statements) + _FOOT
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {top}" width="{_WIDTH}" height="{top}" role="img" '
        'font-family="system-ui, sans-serif" font-size="13" fill="currentColor" stroke="none">'
    )
    return "\n".join([head, f"<title>{_safe(fact.label)}</title>", *body, "</svg>\n"])


def _strip(strip: Strip, label: str, top: int) -> list[str]:
    bottom = top + _HEAD + _ROW * len(strip.statements)
    scale = ", ".join(x for x in (strip.unit, "logarithmic scale" if strip.logarithmic else "") if x)
    lines = [f'<text x="0" y="{top + 16}" font-weight="600">{_safe(label, _WIDTH // 8)}{f" ({_safe(scale)})" if scale else ""}</text>']
    for tick in strip.ticks:
        x = _x(tick.x)
        lines.append(f'<line x1="{x}" x2="{x}" y1="{top + _HEAD}" y2="{bottom + 4}" stroke="currentColor" stroke-opacity="0.2"/>')
        lines.append(f'<text x="{x}" y="{bottom + 18}" text-anchor="{tick.anchor}" font-size="11" fill-opacity="0.7">{_safe(tick.label)}</text>')
    for row, said in enumerate(strip.statements):
        middle = top + _HEAD + _ROW * row + _ROW // 2
        names = ", ".join(dict.fromkeys(f.source for f in said.figures))
        lines.append(f'<text x="{_LEFT}" y="{middle + 4}" text-anchor="end">{_safe(said.wording, _LABEL)}</text>')
        lines += _mark(said.mark, middle)
        lines.append(f'<text x="{_LEFT + _DRAWING + 2 * _GAP}" y="{middle + 4}" font-size="11" fill-opacity="0.7">{_safe(names, _SOURCES)}</text>')
    return lines


def _mark(mark: Mark, y: int) -> list[str]:
    """A dot or a bar for what is printed, a thin line for what is admitted; a chevron where that has no end."""
    lines = []
    if mark.reach_low:
        lines.append(f'<line x1="{_x(mark.reach_low)}" x2="{_x(mark.reach_high)}" y1="{y}" y2="{y}" stroke="currentColor" stroke-opacity="0.5"/>')
    for is_open, place, lean in ((mark.open_low, "0", 5), (mark.open_high, "100", -5)):
        if is_open:
            x = Decimal(_x(place))
            lines.append(f'<path d="M{x + lean} {y - 4} {x} {y} {x + lean} {y + 4}" fill="none" stroke="currentColor"/>')
    if mark.low != mark.high:
        lines.append(f'<line x1="{_x(mark.low)}" x2="{_x(mark.high)}" y1="{y}" y2="{y}" stroke="currentColor" stroke-width="5"/>')
    else:
        hollow = ' fill="none" stroke="currentColor" stroke-width="1.5"' if mark.hedged else ""
        lines.append(f'<circle cx="{_x(mark.low)}" cy="{y}" r="4.5"{hollow}/>')
    return lines


def _x(percent: str) -> str:
    return str((_LEFT + _GAP + Decimal(percent) * _DRAWING / 100).quantize(_CENT))


def _safe(text: str, width: int = 200) -> str:
    from factcheck.report.html.text import harmless
    from factcheck.report.quote import shorten

    return escape(shorten(harmless(text), width))
