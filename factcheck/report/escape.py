"""Text from sources made harmless in Markdown: nothing that an outlet printed may become structure."""

from __future__ import annotations

import re

# Backslash first, as part of one pass; "_" and "~" only where they could open emphasis, so that file names stay readable.
_INLINE = re.compile(r"[\\`*\[\]<>|]|~(?=~)|(?<!\w)_|_(?!\w)|&(?=#?\w+;)|(?<=http):(?=//)|(?<=https):(?=//)|(?<=ftp):(?=//)|(?<=www)\.", re.I)
# GitHub links and notifies after it has taken the backslashes out, so these are parted by a character without width instead.
_PINGS = re.compile(r"@(?=[\w-])|#(?=\d)|(?<=\bGH)-(?=\d)", re.I)
_PARTED = "&#8203;"
_LEADING = re.compile(r"^(\s*)([#+=-]|\d{1,9}(?=[.)]))")


# Control characters, lone surrogates and the marks that turn the direction of a line: they could rewrite a terminal or hide what a line says.
UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def printable(text: str) -> str:
    r"""Put a replacement character for each character that is a command rather than a sign.

    >>> printable("\x1b[31mred")
    '�[31mred'
    """
    return UNSEEN.sub("�", text)


def inline(text: str) -> str:
    r"""Escape what Markdown would read as markup inside a line; line ends become blanks, commands to a screen are taken out.

    No name is notified and no number linked.

    >>> inline("a|b `c` <script> [x](y)\nz")
    'a\\|b \\`c\\` \\<script\\> \\[x\\](y) z'
    >>> inline("@desk #12")
    '@&#8203;desk #&#8203;12'
    """
    escaped = _INLINE.sub(lambda m: "\\" + m.group(), " ".join(printable(text).split()))
    return _PINGS.sub(lambda m: m.group() + _PARTED, escaped)


def block(text: str) -> str:
    r"""Escape a text that begins a line as well: headings, lists, rules.

    >>> block("# 12 dead"), block("- x"), block("12. May")
    ('\\# 12 dead', '\\- x', '12\\. May')
    """
    escaped = inline(text)
    match = _LEADING.match(escaped)
    if match is None:
        return escaped
    at = match.end() if match.group(2)[0].isdecimal() else match.start(2)
    return f"{escaped[:at]}\\{escaped[at:]}"


def row(cells: list[str]) -> str:
    """One compact table row of cells that are escaped already."""
    return "| " + " | ".join(cells) + " |"


def table(head: list[str], rows: list[list[str]]) -> list[str]:
    """A compact table: one long cell never re-pads the others, so that a diff shows only what changed."""
    return [row(head), row(["---"] * len(head)), *(row(r) for r in rows)]
