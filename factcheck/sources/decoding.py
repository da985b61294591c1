"""From bytes to text: UTF-8 first, a declared encoding next, a guess last and never without a note."""

from __future__ import annotations

import codecs

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
_GUESSES = [_LIKELY, "mac_roman", "cp1250", "iso8859_15", "cp437", "utf_16_le", "utf_16_be"]


def decode(raw: bytes, place: str, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Return the text and notes on what had to be decided. A byte order mark is dropped; line ends stay.

    ``declared`` is the encoding that the file names for itself, as HTML does.

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
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    if declared is not None:
        try:
            return raw.decode(declared), ()
        except (LookupError, UnicodeDecodeError):
            pass
    text = raw.decode("utf-8", "replace")
    bad = text.count("\ufffd") - raw.count("\ufffd".encode())
    good = sum(1 for char in text if char > "\x7f") - bad
    if good >= 4 * bad:
        return text, (f"{bad} bytes are no UTF-8 and stand as \ufffd",)
    return _guessed(raw, place)


def _strict(raw: bytes, name: str, place: str) -> str:
    try:
        return raw.decode(name)
    except UnicodeDecodeError as error:
        raise SourceError(place, f"byte {error.start} is no {name.upper()}, which its mark announces", remedy="save it as UTF-8") from error


def _refuse_binary(raw: bytes, place: str) -> None:
    for magic, name in _MAGIC:
        if raw.startswith(magic):
            raise SourceError(place, f"is {name}", expected="text, Markdown or HTML", remedy="save its text as a file of its own")
    head = raw[:_HEAD]
    strange = len(head) - len(head.translate(None, _CONTROL))
    if strange * 50 > len(head):
        raise SourceError(place, "is binary", expected="text in UTF-8", remedy="take it out, or save it as UTF-8")


def _guessed(raw: bytes, place: str) -> tuple[str, tuple[str, ...]]:
    from charset_normalizer import from_bytes

    first = next((i for i, byte in enumerate(raw) if byte > 127), 0)
    best = from_bytes(raw[max(0, first - _WINDOW // 4) : first + _WINDOW], cp_isolation=_GUESSES).best()
    try:
        if best is not None:
            name = _LIKELY if _LIKELY in best.could_be_from_charset else best.encoding
            return raw.decode(name), (f"no UTF-8; read as {name}, a guess",)
    except UnicodeDecodeError:
        pass
    raise SourceError(place, f"is no UTF-8 (byte {first + 1}) and no encoding fits", expected="text in UTF-8", remedy="save it as UTF-8")
