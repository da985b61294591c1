"""The tags of an HTML page that matter for its text, and the part of the page that holds the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from factcheck.tables.layout import furniture

_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9:-]{0,30})")
_ATTRIBUTES = re.compile(r"""(?:[^"'>]++|"[^"]*+"|'[^']*+')*+>""")
_HIDDEN = re.compile(r"\shidden(?=[\s>/=])|aria-hidden\s?=\s?[\"']?true|display\s?:\s?none", re.IGNORECASE)
# Left out with all they hold. Raw ones end at their closing tag and at nothing else.
_RAW = frozenset("script style textarea title xmp".split())
_DROPPED = frozenset("aside audio button canvas datalist footer form head iframe map math menu nav noscript object select svg template video".split())
_UNIT = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,3}\Z")  # a short word: km, m, ft
_CLASS = re.compile(r"""\sclass\s{0,5}=\s{0,5}["']?([^"'>]{1,400})""", re.IGNORECASE)
_PART = re.compile(r"[a-z]+")
_LINK = re.compile(r"<a\s", re.IGNORECASE)
_TITLE = re.compile(r"<h1[\s>]", re.IGNORECASE)
_TEASER = 6000  # characters with their tags that a box of teasers has at most
_HIDEABLE = frozenset("a div li ol p section span table ul".split())


class Tag(NamedTuple):
    """One tag in the file; a dropped element and a comment are one tag without a name."""

    start: int
    end: int
    name: str
    closing: bool = False


def tags(text: str, start: int, end: int) -> Iterator[Tag]:
    """Yield the tags of ``text[start:end]`` in order; what they drop lies inside one of them."""
    at = start
    endings: dict[str, bool] = {}  # marks that were looked for and are not in the rest: not to be looked for again
    while (opened := text.find("<", at, end)) >= 0:
        at = opened + 1
        tag = _tag(text, opened, end, endings)
        if tag is None:
            continue  # "3 < 5"
        if not tag.closing and (tag.name in _RAW or tag.name in _DROPPED or _is_hidden(text, tag) or _is_footnote(text, tag)):
            tag = Tag(opened, _after_element(text, tag, end, endings), "")
        elif not tag.closing and _names_teasers(text, tag):
            behind = _after_element(text, tag, end, endings)
            # Without a link it is no teaser: some papers call the lead of an article so. One that holds the headline or much text is the article.
            if behind - tag.end <= _TEASER and _LINK.search(text, tag.end, behind) and not _TITLE.search(text, tag.end, behind):
                tag = Tag(opened, behind, "")
        at = tag.end
        yield tag


def article(text: str) -> tuple[int, int]:
    """Return the stretch of the longest ``article`` or ``main`` element, or of the whole page where none holds half of its text."""
    total = 0
    at = 0
    open_at: dict[str, tuple[int, int]] = {}
    best = (0, 0, 0)
    for tag in tags(text, 0, len(text)):
        total += tag.start - at
        at = tag.end
        if tag.name in ("article", "main"):
            if not tag.closing:
                open_at.setdefault(tag.name, (tag.start, total))
            elif tag.name in open_at:
                start, before = open_at.pop(tag.name)
                best = max(best, (total - before, start, tag.end))
    total += len(text) - at
    return (best[1], best[2]) if best[0] * 2 >= total and best[0] else (0, len(text))


def _tag(text: str, at: int, end: int, endings: dict[str, bool]) -> Tag | None:
    if text.startswith("<!--", at):
        return Tag(at, _find(text, "-->", at + 4, end, endings), "")
    if text.startswith(("<!", "<?"), at):
        return Tag(at, _find(text, ">", at + 2, end, endings), "")
    name = _NAME.match(text, at + 1, end)
    if name is None:
        return None
    first = _find(text, ">", name.end(), end, endings) - 1
    if endings.get(">"):
        return None  # and no later one is a tag either
    quoted = any(q in text[name.end() : first] for q in "\"'")
    attributes = _ATTRIBUTES.match(text, name.end(), min(end, first + 4096)) if quoted else None
    return Tag(at, attributes.end() if attributes else first + 1, name[1].lower(), text[at + 1] == "/")


def _find(text: str, mark: str, start: int, end: int, endings: dict[str, bool]) -> int:
    """The end of the next ``mark``, or of the page if there is none; remembers that there is none."""
    found = -1 if endings.get(mark) else text.find(mark, start, end)
    if found < 0:
        endings[mark] = True
        return end
    return found + len(mark)


def _is_hidden(text: str, tag: Tag) -> bool:
    return tag.name in _HIDEABLE and tag.end - tag.start > 10 and _HIDDEN.search(text, tag.start, min(tag.end, tag.start + 2000)) is not None


def _names_teasers(text: str, tag: Tag) -> bool:
    """Whether the class of an element says that it holds teasers of other stories."""
    if tag.name not in _HIDEABLE or tag.end - tag.start < len("<p class=ab>"):
        return False
    found = _CLASS.search(text, tag.start, min(tag.end, tag.start + 2000))
    if found is None:
        return False
    wanted = furniture().teaser_classes
    return any(not wanted.isdisjoint((*_PART.findall(name), "".join(_PART.findall(name)))) for name in found[1].lower().split())


def _is_footnote(text: str, tag: Tag) -> bool:
    """Whether a raised mark is a note: it must not become a digit of "1,700"; the 2 of "km²" and the letters of "21st" must stay."""
    if tag.name != "sup" or text[tag.end : tag.end + 1].isalpha():
        return False
    return _UNIT.search(text, max(0, tag.start - 5), tag.start) is None


def _after_element(text: str, tag: Tag, end: int, endings: dict[str, bool]) -> int:
    """Where the element ends that ``tag`` opens, elements of the same name inside it included; behind the tag if it is never closed."""
    if text[tag.end - 2 : tag.end] == "/>" or endings.get(tag.name):
        return tag.end
    pattern = _pair(tag.name)
    depth = 1
    for match in pattern.finditer(text, tag.end, end):
        depth += -1 if match.group()[1] == "/" else (0 if tag.name in _RAW else 1)
        if not depth:
            return _find(text, ">", match.end(), end, endings)
    endings[tag.name] = True
    return tag.end


def _pair(name: str) -> re.Pattern[str]:
    return re.compile(rf"</?{name}(?=[\s>/])", re.IGNORECASE)
