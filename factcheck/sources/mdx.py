"""MDX: Markdown with components. Imports, exports, tags of components and expressions in braces are no text; what stands between the tags is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.sources import markdown
from factcheck.sources.decoding import decode
from factcheck.sources.frontmatter import front_matter
from factcheck.sources.markdown import Piece
from factcheck.sources.reading import Reading

SUFFIXES = (".mdx",)
SUMMARY = "Markdown with components: without imports, exports, tags and expressions"

# Where the pass must look: code, which holds no components; escapes; blocks of a module; tags; expressions.
_STOP = re.compile(
    r"""
      (?m:^)[ ]{0,3}(?P<fence>`{3,}|~{3,})
    | (?P<code>`++)
    | (?P<escape>\\.)
    | (?m:^)(?P<module>import\s(?:[^\n;]{1,500}\sfrom\s)?[ ]{0,9}["'{] | export\s(?:default|const|let|var|function|async|class|\{|\*))
    | (?P<tag></?(?:(?!br\b)[A-Za-z][\w.:-]{0,60}(?=[\s/>])|(?=>)))
    | (?P<brace>\{)
    """,
    re.VERBOSE,
)
_BLANK = re.compile(r"\n[ \t\r]*(?:\n|\Z)")
_MARK = {
    "tag": re.compile(r"[<>{\"']"),
    "brace": re.compile(r"[{}\"'`]|//[^\n]*|/\*"),
}
_CLOSING = {"/*": "*/"}  # of what holds no marks; a quotation mark closes itself
_LONGEST = 20_000  # characters of one tag, expression or piece of code; what is longer is taken for text


def read(raw: bytes, place: str) -> Reading:
    """Return the words of a page that its reader sees, as far as they do not come out of a program.

    Raises:
        SourceError: it is empty, binary or in no known encoding.
    """
    text, notes = decode(raw, place)
    front = front_matter(text, place)
    return markdown.page(text, "mdx", front, notes, list(_holes(text, front.end)))


def _holes(text: str, start: int) -> Iterator[Piece]:
    """The stretches that are no text, in order."""
    at = start
    while (stop := _STOP.search(text, at)) is not None:
        kind, begun = str(stop.lastgroup), stop.start()
        at, whole = _after(text, kind, stop)
        if whole:
            yield Piece(begun, at)


def _after(text: str, kind: str, stop: re.Match[str]) -> tuple[int, bool]:
    """Where the pass goes on, and whether what lies between is no text."""
    if kind == "fence":  # read by the reader of Markdown, which leaves it out
        closing = re.compile(rf"^ {{0,3}}{re.escape(stop['fence'])}", re.MULTILINE).search(text, stop.end())
        return (closing.end() if closing else len(text)), False
    if kind == "code":
        closed = text.find(stop["code"], stop.end(), stop.end() + _LONGEST)
        return (closed + len(stop["code"]) if closed >= 0 else stop.end() + _LONGEST), False
    if kind == "module":
        blank = _BLANK.search(text, stop.end())
        return (blank.start() if blank else len(text)), True
    return _closed(text, stop.end(), kind) if kind in _MARK else (stop.end(), False)


def _closed(text: str, start: int, kind: str) -> tuple[int, bool]:
    """Behind the end of a tag or an expression, with all that is open in it; whether it ends at all."""
    end = min(len(text), start + _LONGEST)
    open_marks = [kind]
    at = start
    while (mark := _MARK[open_marks[-1]].search(text, at, end)) is not None:
        at, sign = mark.end(), mark.group()
        if sign == "{":
            open_marks.append("brace")
        elif sign in (">", "}"):
            open_marks.pop()
            if not open_marks:
                return at, True
        elif sign == "<":  # no tag: "a <b and"
            return start, False
        elif not sign.startswith("//"):
            closed = text.find(_CLOSING.get(sign, sign), at, end)
            if closed < 0:
                break
            at = closed + len(sign)
    return end, False
