"""Mail: what is read of a message, what it tells of itself, and what is refused."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

import pytest

from factcheck.errors import SourceError
from factcheck.model import Position
from factcheck.sources import load
from factcheck.sources.formats import reader_for


def message(text="", page="", **headers):
    """A message as a mail program makes it."""
    made = EmailMessage(policy=SMTP)
    given = {"From": "Harbor Wire <desk@harbor.example>", "Subject": "Toll rises to 1,700", "Date": "Tue, 10 Mar 2026 14:30:00 +0100"} | headers
    if text:
        made.set_content(text)
    if page and text:
        made.add_alternative(page, subtype="html")
    elif page:
        made.set_content(page, subtype="html")
    for name, value in given.items():
        if value:
            made[name.replace("_", "-")] = value
    return made


def _read(made):
    raw = made if isinstance(made, bytes) else bytes(made)
    return reader_for("a.eml")(raw, "a.eml")


def _with_files(made):
    made.add_attachment(b"\x00\x01", maintype="application", subtype="zip", filename="a.zip")
    made.add_attachment("Attached 99 men.", filename="notes.txt")
    made.add_attachment(message("Forwarded 98 men."))
    return made


def _raw(headers, body):
    return "\r\n".join([*headers.split("|"), "", body]).encode()


HEAD = "From: a@b.example|Subject: Toll"
MESSAGES = {
    "plain": (message("Some 12 men — “so far”.\nIt rained.\n"), "Toll rises to 1,700\n\nSome 12 men — “so far”.\nIt rained.", ()),
    "plain before page": (message("Some 12 men.\n", "<p>Some 13 men.</p>"), "Toll rises to 1,700\n\nSome 12 men.", ()),
    "a blank plain part": (message(" \n", "<p>Some <b>13</b> men.</p>"), "Toll rises to 1,700\n\nSome 13 men.", ()),
    "a page": (message(page="<p>Some 13&nbsp;men</p><p>£5m</p>"), "Toll rises to 1,700\n\nSome 13\u00a0men\n\n£5m", ()),
    "attachments": (_with_files(message("Some 12 men.\n")), "Toll rises to 1,700\n\nSome 12 men.", ("3 attached files not read",)),
    "a signature": (message("Some 12 men.\n-- \nAnn Lee, 5 High Street\n"), "Toll rises to 1,700\n\nSome 12 men.", ("its signature not read",)),
    "nothing but a rule above": (message("--\nSome 12 men.\n"), "Toll rises to 1,700\n\n--\nSome 12 men.", ()),
    "quoted lines": (message("Make it 14.\n\n> Some 12 men.\n> It rained.\n"), "Toll rises to 1,700\n\nMake it 14.", ("2 quoted lines not read",)),
    "only quoted lines": (message("> Some 12 men.\n"), "Toll rises to 1,700\n\n> Some 12 men.", ()),
    "an answer": (message("Yes, 12.\n", Subject="Re: FW: Toll rises"), "Toll rises\n\nYes, 12.", ()),
    "no subject": (message("Some 12 men.\n", Subject=""), "Some 12 men.", ()),
    "only a subject": (message(), "Toll rises to 1,700", ()),
    "letters in the subject": (message("12.\n", Subject="Café pays £5m – again"), "Café pays £5m – again\n\n12.", ()),
    "unencoded letters": (_raw("From: a@b.example|Subject: Café £5m", "12 men."), "Café £5m\n\n12 men.", ()),
    "an unknown charset in the subject": (_raw("From: a@b.example|Subject: =?rot13?q?Gbyy_12?= men", "x"), "Gbyy 12 men\n\nx", ()),
    "a broken word in the subject": (_raw("From: a@b.example|Subject: =?utf-8?b?A?= men", "x"), "=?utf-8?b?A?= men\n\nx", ()),
    "quoted-printable": (
        _raw(f"{HEAD}|Content-Transfer-Encoding: quoted-printable", "At least 1,7=\r\n00 =E2=82=AC"),
        "Toll\n\nAt least 1,700 €",
        (),
    ),
    "base64": (_raw(f"{HEAD}|Content-Transfer-Encoding: base64", "U29tZSAxMiBtZW4u"), "Toll\n\nSome 12 men.", ()),
    "another charset": (
        b"From: a@b.example\nSubject: Toll\nContent-Type: text/plain; charset=iso-8859-1\n\nCaf\xe9 \x80 5",
        "Toll\n\nCafé € 5",
        (),
    ),
    "no end of the parts": (_raw(f"{HEAD}|Content-Type: multipart/mixed; boundary=x", "--x\r\n\r\nSome 12 men."), "Toll\n\nSome 12 men.", ()),
    "no boundary": (_raw(f"{HEAD}|Content-Type: multipart/mixed", "Some 12 men."), "Toll", ()),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_what_is_read_of_a_message(name):
    made, text, notes = MESSAGES[name]
    read = _read(made)
    assert (read.text.rstrip(), read.notes, read.format) == (text, notes, "eml")


def test_marks_stand_where_the_words_stand():
    read = _read(message(page="<h2>In the north</h2><ul><li>12 men</ul>"))
    marked = [(m.position, read.text[m.start : m.end].strip()) for m in read.marks]
    assert marked == [(Position.HEADLINE, "Toll rises to 1,700"), (Position.HEADLINE, "In the north"), (Position.LIST, "12 men")]


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, ("Harbor Wire", "2026-03-10T14:30:00+01:00", "en")),
        ({"From": "desk@harbor.example", "Content_Language": "en-GB"}, ("desk@harbor.example", "2026-03-10T14:30:00+01:00", "en-GB")),
        ({"From": "Zoë Lamb <z@harbor.example>", "Date": "yesterday"}, ("Zoë Lamb", None, "en")),
        ({"From": "", "Date": ""}, (None, None, "en")),
    ],
)
def test_what_a_message_says_of_itself(tmp_path, headers, expected):
    (tmp_path / "a.eml").write_bytes(bytes(message("Some 12 men.\n", **headers)))
    [source] = load([tmp_path]).sources
    assert (source.outlet, source.published, source.locale) == expected


def test_corpus_toml_stands_above_a_message(tmp_path):
    (tmp_path / "a.eml").write_bytes(bytes(message("Some 12 men.\n")))
    (tmp_path / "corpus.toml").write_text('[[source]]\npath = "a.eml"\noutlet = "Coast Press"\n')
    [source] = load([tmp_path]).sources
    assert (source.outlet, source.published) == ("Coast Press", "2026-03-10T14:30:00+01:00")


NESTED = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(41))
INSIDE = b"Content-Type: message/rfc822\n\n" * 3_000
REFUSED = {
    "nothing": (b"", "is empty; expected a message"),
    "text": (b"Some 12 men.\n", "is no message: it begins with no headers"),
    "a page": (b"<!doctype html><p>12", "is no message: it begins with no headers"),
    "an archive": (b"PK\x03\x04\x00\x01", "is no message: it begins with no headers"),
    "no words": (b"From: a@b.example\n\n", "has no words"),
    "a binary part": (b"From: a@b.example\n\n\x00\x01\x02", "is binary"),
    "a long header": (b"From: a@b.example\nContent-Type: text/plain;" + b" a=b;\n" * 3_000 + b"\n12 men.", "has a header of more than 10,000 bytes"),
    "messages in messages": (b"From: a@b.example\n" + INSIDE + b"12 men.", "has parts too deep in one another"),
    "deep": (b"From: a@b.example\n" + NESTED + b"\n12 men.", "has parts too deep in one another"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name):
    raw, found = REFUSED[name]
    with pytest.raises(SourceError) as caught:
        _read(raw)
    assert str(caught.value).startswith(f"a.eml: {found}")
    assert caught.value.remedy
