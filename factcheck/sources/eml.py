"""Mail (.eml): the subject as a headline, and the message as a mail program shows it. Its lines are the places: the subject is the first.

The part in plain text is read, else the one in HTML through its reader. Attached files, the signature and lines quoted from another message are left
out and told in notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from factcheck.errors import SourceError
from factcheck.model import About, Mark, Position
from factcheck.sources import html
from factcheck.sources.decoding import decode
from factcheck.sources.metadata import locale, posted
from factcheck.sources.reading import Reading

if TYPE_CHECKING:
    from email.message import Message

SUFFIXES = (".eml",)
SUMMARY = "mail: the subject and the text, without attachments, signature and quotations"

_KNOWN = ("From", "Subject", "Date", "Received", "Message-ID")  # one of them is in every message
_BOUNDARY = re.compile(rb"boundary\s?=", re.IGNORECASE)
_BOUNDARIES = 40  # a message that holds ten others has some 30
_CONTENT = re.compile(rb"^content-[a-z]{1,20}:[^\n]*+(?:\n[ \t][^\n]*+)*+", re.IGNORECASE | re.MULTILINE)
_PARAMETERS = 10_000
_HEADER = 2_000  # characters of a header that are read
_PREFIX = re.compile(r"(?:\s*(?:re|fwd?)\s*:)+\s*", re.IGNORECASE)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)  # the mark of RFC 3676; many programs lose its blank
_QUOTED = re.compile(r"^>.*\n?", re.MULTILINE)
_MARK = "\ufeff".encode()


def read(raw: bytes, place: str) -> Reading:
    """Return the subject and the text of a message.

    Raises:
        SourceError: it is no message, has no words, or its parts lie too deep in one another.
    """
    from email import message_from_bytes

    if not raw:
        raise SourceError(place, "is empty", expected="a message", remedy="take it out or fill it")
    if len(_BOUNDARY.findall(raw)) > _BOUNDARIES:  # each line is held against all that are open
        raise _nested(place)
    if any(len(header.group()) > _PARAMETERS for header in _CONTENT.finditer(raw)):  # parting one takes the square of its length
        raise SourceError(
            place, f"has a header of more than {_PARAMETERS:,} bytes", expected="a message", remedy="save its text as a file of its own"
        )
    try:
        message = message_from_bytes(raw)
        parts = list(_parts(message))
    except RecursionError as problem:  # messages in messages need no boundary
        raise _nested(place) from problem
    if not any(name in message for name in _KNOWN):
        raise SourceError(place, "is no message: it begins with no headers", expected="a message as a mail program saves it", remedy="rename it")
    subject = _PREFIX.sub("", " ".join(_words(message, "Subject").split()), count=1)
    body = _body(parts, place)
    read = _under(subject, body) if body else Reading(subject, "eml")
    if not read.text.strip():
        raise SourceError(place, "has no words", expected="a message with text", remedy="take it out")
    return replace(
        read,
        outlet=_sender(message),
        published=posted(_words(message, "Date")),
        locale=locale(_words(message, "Content-Language")),
        about=About(subject),
    )


def _nested(place: str) -> SourceError:
    return SourceError(place, "has parts too deep in one another", expected="a message", remedy="save its text as a file of its own")


def _parts(message: Message) -> Iterator[Message]:
    """The parts that hold something, in their order; what is attached is not opened, messages neither."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            inner: Any = part.get_payload()
            waiting += reversed(inner)
        else:
            yield part


def _body(parts: list[Message], place: str) -> Reading | None:
    """What the message says: its first part in plain text that is not blank, else in HTML."""
    shown = [part for part in parts if part.get_content_disposition() != "attachment"]
    for wanted in ("text/plain", "text/html"):
        for part in shown:
            content = _content(part) if part.get_content_type() == wanted else b""
            if content.strip():
                text, notes = decode(content, place, part.get_content_charset())
                found = _plain(text) if wanted == "text/plain" else replace(html.read(_MARK + text.encode(), place), origin=(), file="", format="eml")
                return replace(found, notes=(*notes, *found.notes, *_attached(parts)))
    return None


def _content(part: Message) -> bytes:
    """What a part holds, as it was before it was packed for the way."""
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _attached(parts: list[Message]) -> tuple[str, ...]:
    count = sum(part.get_content_disposition() == "attachment" or part.get_content_maintype() != "text" for part in parts)
    return (f"{count} attached {'file' if count == 1 else 'files'} not read",) if count else ()


def _plain(text: str) -> Reading:
    """A message in plain text without its signature and what it quotes, unless it is nothing but a quotation."""
    lines = "\n".join(text.splitlines())
    signature = next((mark for mark in _SIGNATURE.finditer(lines) if lines[: mark.start()].strip()), None)
    written = lines[: signature.start()] if signature else lines
    own = _QUOTED.sub("", written)
    quoted = len(_QUOTED.findall(written)) if own.strip() else 0
    notes = ["its signature not read"] if signature else []
    notes += [f"{quoted} quoted {'line' if quoted == 1 else 'lines'} not read"] if quoted else []
    return Reading(own if quoted else written, "eml", notes=tuple(notes))


def _under(subject: str, body: Reading) -> Reading:
    """A message with its subject above it."""
    if not subject:
        return body
    head = f"{subject}\n\n"
    marks = (Mark(0, len(subject), Position.HEADLINE), *(Mark(m.start + len(head), m.end + len(head), m.position) for m in body.marks))
    return replace(body, text=head + body.text, marks=marks)


def _sender(message: Message) -> str | None:
    """Who has sent a message: the name before the address, else the address."""
    name, mark, rest = _words(message, "From").partition("<")
    shown = name.strip(' \t\r\n"') or rest.partition(">")[0] if mark else name
    return " ".join(shown.replace('\\"', '"').split()) or None


def _words(message: Message, name: str) -> str:
    """A header, its encoded words decoded; "" if there is none."""
    from email.errors import HeaderParseError
    from email.header import decode_header

    given = message.get(name, "")  # text; an object where it holds bytes that no header may have
    try:
        pieces = decode_header(given[:_HEADER] if isinstance(given, str) else given)
    except (HeaderParseError, ValueError):
        return str(given)[:_HEADER]
    return "".join(piece if isinstance(piece, str) else _decoded(piece[:_HEADER], charset) for piece, charset in pieces)[:_HEADER]


def _decoded(piece: bytes, charset: str | None) -> str:
    if not piece.strip():
        return " " * len(piece)
    try:
        return decode(piece, "", charset)[0]
    except SourceError:  # it is binary, whatever it calls itself
        return ""
