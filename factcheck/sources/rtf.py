r"""Rich Text Format (.rtf): the words of a document as they are shown, with changes accepted. Its places count paragraphs, as in other documents.

Groups that are no part of the page are left out with all they hold: tables of fonts and styles, pictures, headers and footers, comments, fields'
instructions and whatever a program may pass over ("\*"). What is embedded is never opened.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace

from factcheck.errors import SourceError
from factcheck.model import Position
from factcheck.sources.paragraphs import Paragraphs, Properties
from factcheck.sources.reading import Reading

SUFFIXES = (".rtf",)
SUMMARY = "Rich Text Format: the body with all changes accepted"

_TOKEN = re.compile(rb"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n\0]+|[^\\{}\r\n\0]+", re.DOTALL)
_DEPTH = 2_000  # groups in one another
_DROPPED = frozenset(
    "fonttbl colortbl stylesheet pict object header headerl headerr headerf footer footerl footerr footerf footnote annotation fldinst "
    "xe tc bkmkstart bkmkend listtable listoverridetable themedata datastore rsidtbl generator filetbl revtbl nonshppict shpinst "
    "mmathPr latentstyles atnid atnauthor atndate atnref background template nonesttables pnseclvl".split()
)
_KEPT = frozenset("shppict shptxt fldrslt pn listtext pntext".split())  # behind "\*" and still read, or left to what holds them
_BULLETS = frozenset("listtext pntext pn".split())
_SHOWN = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "emspace": " ", "enspace": " ", "~": "\u00a0", "_": "\u2011",
}  # fmt: skip
_CODEPAGES = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_CHARSETS = {
    77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251,
    222: 874, 238: 1250,
}  # fmt: skip
_EXPECTED = "an .rtf document"
_REMEDY = "save it once more from its program"


def read(raw: bytes, place: str) -> Reading:
    """Return the words of a document. Places count its paragraphs and rows as lines.

    Raises:
        SourceError: it is no such document, ends too soon, is nested too deep, or has no words.
    """
    if not raw:
        raise SourceError(place, "is empty", expected=_EXPECTED, remedy="take it out or fill it")
    if not raw.lstrip().startswith(b"{\\rtf"):
        raise SourceError(place, "is no RTF: it does not begin with {\\rtf", expected=_EXPECTED, remedy=_REMEDY)
    document = _Document(place)
    document.read(raw)
    told = Properties(document.told.get("title", "").strip(), _day(document.saved))
    found = document.paragraphs.reading("rtf", place, told, document.notes())
    return replace(found, about=found.about._replace(credit=" ".join(document.told.get("company", "").split())))


def _day(saved: dict[str, int]) -> str:
    if not {"yr", "mo", "dy"} <= saved.keys():
        return ""
    return f"{saved['yr']:04d}-{saved['mo']:02d}-{saved['dy']:02d}"


@dataclass
class _Group:
    """What holds in a group and ends with it."""

    dropped: bool = False
    hidden: bool = False  # by its writer, or by a change that has deleted it
    skip: int = 1  # characters that stand for one in Unicode
    codepage: str = "cp1252"
    told: str = ""  # what of the document's properties its text is
    destination: str = ""
    styles: bool = False  # it lies in the table of styles


@dataclass
class _Table:
    """Fonts and styles, while they are read and after."""

    fonts: dict[int, str] = field(default_factory=dict)
    styles: dict[int, str] = field(default_factory=dict)
    number: int = -1


class _Document:
    """The state of one pass over the file."""

    def __init__(self, place: str) -> None:
        self.paragraphs = Paragraphs()
        self.told: dict[str, str] = {}
        self.saved: dict[str, int] = {}
        self._place = place
        self._groups = [_Group()]
        self._default = "cp1252"
        self._bytes = bytearray()  # of characters that more than one may stand for
        self._words: list[str] = []
        self._cells: list[str] = []
        self._table = _Table()
        self._position: Position | None = None
        self._in_row = False
        self._starred = False
        self._swallow = 0  # characters behind one in Unicode that stand for it in older programs
        self._high = 0
        self._noted = 0

    def notes(self) -> tuple[str, ...]:
        """What was left out and might have told something."""
        return (f"{self._noted} {'note' if self._noted == 1 else 'notes'} at the foot or the end not read",) if self._noted else ()

    def read(self, raw: bytes) -> None:
        """Go through the file.

        Raises:
            SourceError: it ends too soon or is nested too deep.
        """
        at = raw.index(b"{\\rtf")
        while at < len(raw):
            token = _TOKEN.match(raw, at)
            if token is None:  # a backslash at the very end
                break
            at = token.end()
            if token[1] is not None:
                number = int(token[2]) if token[2] else None
                if token[1] == b"bin":
                    at += max(0, number or 0)
                self._word(token[1].decode("ascii"), number)
            elif token[5] is not None:
                self._brace(token[5] == b"{")
                if len(self._groups) == 1:
                    break
            else:
                self._character(token)
        if len(self._groups) > 1:
            raise SourceError(self._place, "ends too soon: groups are left open", expected=_EXPECTED, remedy=_REMEDY)
        self._settle()
        if self._words:
            self._paragraph()

    def _brace(self, opens: bool) -> None:
        self._settle()
        self._starred = False
        self._swallow = 0
        if opens:
            if len(self._groups) > _DEPTH:
                raise SourceError(self._place, f"is nested too deep: more than {_DEPTH:,} groups in one another", expected=_EXPECTED, remedy=_REMEDY)
            self._groups.append(replace(self._groups[-1], destination=""))
        else:
            self._groups.pop()

    def _character(self, token: re.Match[bytes]) -> None:
        if token[4] == b"*":
            self._starred = True
        elif token[3] is not None:
            if self._swallow:
                self._swallow -= 1
            else:
                self._bytes += bytes.fromhex(token[3].decode("ascii"))
        elif token[4] is not None:
            sign = token[4].decode("latin-1")
            if sign in "\r\n":
                self._word("par", None)
            else:
                self._text(_SHOWN.get(sign, sign if sign in "\\{}" else ""))
        elif not token.group().strip(b"\r\n\0"):
            return
        else:
            written = token.group()
            self._bytes += written[self._swallow :]
            self._swallow = max(0, self._swallow - len(written))

    def _settle(self) -> None:
        """Read the bytes that have gathered in the code page of their font."""
        if self._bytes:
            raw, self._bytes = bytes(self._bytes), bytearray()
            self._text(raw.decode(self._groups[-1].codepage, "replace"))

    def _text(self, words: str) -> None:
        self._settle()
        group = self._groups[-1]
        if group.told:
            if len(self.told.get(group.told, "")) < 2_000:
                self.told[group.told] = self.told.get(group.told, "") + words
        elif group.destination == "style":
            self._table.styles[self._table.number] = self._table.styles.get(self._table.number, "") + words[:100]
        elif not group.dropped and not group.hidden:
            self._words.append(words)

    def _word(self, name: str, number: int | None) -> None:
        self._settle()
        starred, self._starred = self._starred, False
        group = self._groups[-1]
        if name == "u" and number is not None:
            self._unicode(number, group)
        elif name in _SHOWN:
            self._text(_SHOWN[name])
        elif name in _DROPPED or name in _BULLETS or (starred and name not in _KEPT):
            self._noted += name == "footnote" and not group.dropped
            group.dropped, group.destination, group.styles = True, name, group.styles or name == "stylesheet"
        elif name in ("title", "company", "subject", "author", "operator", "doccomm", "keywords", "category"):
            group.dropped, group.told = True, name
        elif group.dropped:
            self._property(name, number, group)
        else:
            self._format(name, number, group)

    def _unicode(self, number: int, group: _Group) -> None:
        code = number % 65_536
        self._swallow = group.skip
        if 0xD800 <= code < 0xDC00:
            self._high = code
            return
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((self._high - 0xD800) << 10) + code - 0xDC00 if self._high else 0xFFFD
        self._high = 0
        self._text(chr(code))
        self._swallow = group.skip

    def _property(self, name: str, number: int | None, group: _Group) -> None:
        """A word among fonts, styles or properties of the document."""
        if name == "f" and number is not None:
            self._table.number = number
        elif name == "fcharset" and number is not None:
            self._table.fonts[self._table.number] = _codepage(_CHARSETS.get(number, 0), self._default)
        elif name == "s" and number is not None and group.styles:
            self._table.number, group.destination = number, "style"
        elif name == "revtim":
            group.destination = name
        elif name in ("yr", "mo", "dy") and number is not None and group.destination == "revtim":
            self.saved[name] = min(abs(number), 9_999)

    def _format(self, name: str, number: int | None, group: _Group) -> None:
        if name in ("par", "sect", "page"):
            self._paragraph()
        elif name in ("cell", "nestcell"):
            self._cells.append("".join(self._words))
            self._words = []
        elif name in ("row", "nestrow"):
            self.paragraphs.row(self._cells)
            self._cells, self._words = [], []
        elif name == "pard":
            self._position, self._in_row = None, False
        elif name == "plain":
            group.hidden = False
        elif name in ("intbl", "itap"):
            self._in_row = number != 0
        elif name == "info":
            group.dropped, group.destination = True, name
        elif name in ("v", "deleted"):
            group.hidden = number != 0
        else:
            self._described(name, number, group)

    def _described(self, name: str, number: int | None, group: _Group) -> None:
        """What paragraphs and characters are: headings, items, code pages."""
        if name == "outlinelevel" and number is not None and number < 9:
            self._position = Position.HEADLINE
        elif name == "s" and number is not None:
            style = self._table.styles.get(number, "").lower()
            if style.startswith(("heading", "title", "headline", "subtitle")):
                self._position = Position.HEADLINE
        elif name == "ls" and number and self._position is None:
            self._position = Position.LIST
        elif name == "uc" and number is not None:
            group.skip = max(0, min(number, 10))
        elif name == "f" and number is not None:
            group.codepage = self._table.fonts.get(number, self._default)
        elif name in _CODEPAGES or (name == "ansicpg" and number is not None):
            self._default = _CODEPAGES.get(name) or _codepage(number or 0, self._default)
            group.codepage = self._default

    def _paragraph(self) -> None:
        if self._in_row or self._cells:
            self._words.append("\n")
            return
        self.paragraphs.add("".join(self._words).rstrip("\n"), self._position)
        self._words = []


def _codepage(number: int, default: str) -> str:
    name = "mac_roman" if number == 10000 else f"cp{number}"
    try:
        return codecs.lookup(name).name if number else default
    except LookupError:
        return default
