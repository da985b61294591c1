"""What may leave: for each sort of output one function that decides what passes, and every writer goes through it.

Whoever wrote the texts, the names of files and outlets, the reasons and the rules may want to write on a terminal, into the log of a build, into a
spreadsheet or into somebody's notifications. None of that passes: control characters and marks that turn a line round are shown as "�" or escaped,
a line cannot begin with a command of the log (``::error::``, ``##[group]``), a cell cannot begin a formula.
"""

from __future__ import annotations

import re

from factcheck.report.escape import UNSEEN

_BREAK = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")  # what ends a line for some readers, beside the line end that is ours
_COMMAND = re.compile(r"^([^\S\n]*)::", re.MULTILINE)
_OLD_COMMAND = re.compile(r"##(?=\[)")  # the log of a build takes these anywhere in a line
_UNESCAPED = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")  # of JSON, which escapes the rest itself
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "::")


def visible(text: str) -> str:
    """Lines that end where we end them, without a character that is a command rather than a sign."""
    return UNSEEN.sub("�", _BREAK.sub(" ", text))


def screen(text: str) -> str:
    r"""Lines for a terminal, or for the log of a build: nothing in them is a command to either.

    >>> screen("a\x1b[2Jb\n  ::error::c\rd ##[group]e")
    'a�[2Jb\n  : :error::c d # #[group]e'
    """
    return _OLD_COMMAND.sub("# #", _COMMAND.sub(r"\1: :", visible(text)))


def line(text: str) -> str:
    """One line of text for a message: line ends are blanks, and what ``screen`` takes out is out."""
    return screen(" ".join(text.split()))


def markdown(text: str) -> str:
    """Markdown whose parts are escaped already (``escape``): no line is a command of the log."""
    return _OLD_COMMAND.sub(r"#\\#", _COMMAND.sub(r"\1\\::", visible(text)))


def json_text(text: str) -> str:
    r"""JSON that means the same, with the characters escaped that could do something where it is shown.

    >>> json_text('{"a": "##[group]\u202e"}')
    '{"a": "\\u0023#[group]\\u202e"}'
    """
    return _UNESCAPED.sub(lambda m: f"\\u{ord(m.group()):04x}", _OLD_COMMAND.sub(r"\\u0023#", text))


def xml(text: str) -> str:
    """XML that means the same, of which no line is a command of the log."""
    return _OLD_COMMAND.sub("&#35;#", _COMMAND.sub(r"\1&#58;:", text))


def cell(value: object) -> object:
    r"""A cell of CSV: one line, and no formula in a spreadsheet, as OWASP advises. Numbers pass as they are.

    >>> cell("=1+1"), cell("-5 degrees"), cell(-5), cell("a\nb")
    ("'=1+1", "'-5 degrees", -5, 'a b')
    """
    if not isinstance(value, str):
        return value
    text = _OLD_COMMAND.sub("# #", visible(value).replace("\n", " "))
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def _as_it_is(text: str) -> str:
    """What its writer has passed piece by piece: colours and links are ours, and each command of the log, cell and piece of a page is escaped."""
    return text


_PASSES = {
    **dict.fromkeys(("terminal", "table"), screen),
    **dict.fromkeys(("markdown", "checklist"), markdown),
    **dict.fromkeys(("json", "sarif", "rdjsonl", "places"), json_text),
    "junit": xml,
    **dict.fromkeys(("coloured", "github", "csv", "html"), _as_it_is),
}


def passed(form: str, text: str) -> str:
    """Return what of a text may leave in a form: a format of reports, "table", or "coloured" for a terminal with colours."""
    return _PASSES[form](text)
