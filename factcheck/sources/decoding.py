"""From bytes to text: UTF-8 first, a declared encoding next, a guess last and never without a note."""

from __future__ import annotations

import codecs
import re

from factcheck.errors import SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF document"),
)
_HEAD = 8192  # bytes in which a binary file shows itself
_WINDOW = 20_000  # bytes around the first foreign one, on which the guess rests
_CONTROL = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27})
# What news in English comes in when it is not UTF-8; left to all encodings, short texts are taken for rare ones.
_LIKELY = "cp1252"
_GUESSES = ["mac_roman", "cp1250", "iso8859_15", "cp437", "utf_16_le", "utf_16_be", _LIKELY]
# A capital of another alphabet's corner behind a small letter, or a mark that no word holds: "ferryÕs" is what cp1252 makes of a Mac's apostrophe.
_MISREAD = re.compile(r"[a-z][À-ÞŸŠŽŒ]|[a-z][¡-¬®¯±-·¹¼-¿][a-z]")


def decode(raw: bytes, place: str, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Return the text and notes on what had to be decided. A byte order mark is dropped; line ends stay.

    ``declared`` is the encoding that the file names for itself, as HTML does: one of the labels that browsers know, else a note says that it is
    none. Nothing else that Python calls a codec is ever looked up.

    Raises:
        SourceError: nothing in it, not text, or no encoding fits.
    """
    if not raw:
        raise SourceError(place, "is empty", expected="text", remedy="take it out or fill it")
    text, notes = _decoded(raw, place, declared)
    if not text or text.isspace():
        raise SourceError(place, "holds nothing but blanks", expected="text", remedy="take it out or fill it")
    return text, notes


def _decoded(raw: bytes, place: str, declared: str | None) -> tuple[str, tuple[str, ...]]:
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return _strict(raw[len(mark) :], name, place), ()
    _refuse_binary(raw, place)
    named = _named(declared)
    try:
        text = raw.decode("utf-8")
        return text, _misnamed(declared, named) if declared and named != "utf_8" and not text.isascii() else ()
    except UnicodeDecodeError:
        pass
    if named is not None:
        try:
            return raw.decode(named), ()
        except UnicodeDecodeError:
            pass
    text = raw.decode("utf-8", "replace")
    bad = text.count("\ufffd") - raw.count("\ufffd".encode())
    good = sum(1 for char in text if char > "\x7f") - bad
    text, notes = _mended(raw) if good >= 4 * bad else _guessed(raw, place)
    return text, (*(_misnamed(declared, named) if declared else ()), *notes)


def _named(declared: str | None) -> str | None:
    """Python's name of a declared encoding; None where none is declared, or none that browsers know."""
    if declared is None:
        return None
    from factcheck.tables.encodings import encoding_labels  # most texts declare none

    return encoding_labels().get(declared.strip().lower())


def _misnamed(declared: str, named: str | None) -> tuple[str, ...]:
    """The note on a label that is none, or that the bytes are not."""
    return (f"calls its encoding {declared}, which {'is none that browsers know' if named is None else 'its bytes are not'}",)


def _mended(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """A text in UTF-8 into which some bytes of cp1252 were pasted; what is not even that stands as a replacement mark."""
    parts, at, view = [], 0, memoryview(raw)
    mended = lost = 0
    while at < len(raw):
        try:
            parts.append(codecs.utf_8_decode(view[at:], "strict", True)[0])
            break
        except UnicodeDecodeError as error:
            stray = raw[at + error.start : at + error.end]
            read = stray.decode(_LIKELY, "replace")
            lost += read.count("\ufffd")
            mended += len(read) - read.count("\ufffd")
            parts += [raw[at : at + error.start].decode("utf-8"), read]
            at += error.end
    notes = [f"{mended} bytes are no UTF-8; read as {_LIKELY}, a guess"] if mended else []
    notes += [f"{lost} bytes are in no encoding and stand as \ufffd"] if lost else []
    return "".join(parts), tuple(notes)


def _strict(raw: bytes, name: str, place: str) -> str:
    try:
        return raw.decode(name)
    except UnicodeDecodeError as error:
        raise SourceError(place, f"byte {error.start} is no {name.upper()}, which its mark announces", remedy="save it as UTF-8") from error


def _refuse_binary(raw: bytes, place: str) -> None:
    for magic, name in _MAGIC:
        if raw.startswith(magic):
            raise SourceError(place, f"is {name}", expected="text", remedy="give it the suffix of its format, or save its text as one")
    head = raw[:_HEAD]
    strange = len(head) - len(head.translate(None, _CONTROL))
    if strange * 50 > len(head):
        raise SourceError(place, "is binary", expected="text in UTF-8", remedy="take it out, or save it as UTF-8")


def _guessed(raw: bytes, place: str) -> tuple[str, tuple[str, ...]]:
    try:
        text = raw.decode(_LIKELY)
        if not _MISREAD.search(text):
            return text, (f"no UTF-8; read as {_LIKELY}, a guess",)
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes

    first = next((i for i, byte in enumerate(raw) if byte > 127), 0)
    best = from_bytes(raw[max(0, first - _WINDOW // 4) : first + _WINDOW], cp_isolation=_GUESSES).best()
    try:
        if best is not None:
            return raw.decode(best.encoding), (f"no UTF-8; read as {best.encoding}, a guess",)
    except UnicodeDecodeError:
        pass
    raise SourceError(place, f"is no UTF-8 (byte {first + 1}) and no encoding fits", expected="text in UTF-8", remedy="save it as UTF-8")
