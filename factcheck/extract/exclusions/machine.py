"""Numbers that machines put into copy: in web addresses, in the heads of mails, in the time codes of subtitles, on the foot of a page."""

from __future__ import annotations

from factcheck.extract.candidate import Refused
from factcheck.extract.tokens import Tokens
from factcheck.tables.bundle import Grammar

_LONGEST = 120  # tokens of an address that are looked at to both sides
_HEAD_REACH = 24  # tokens behind the name of a mail's field
_CLOCK = 2  # digits of the hours in a time code
_FIELD = 3  # tokens of its name, "Message-ID" and "X-Mailer" among them


def in_address(tokens: Tokens, i: int, grammar: Grammar) -> Refused | None:
    """Refuse digits inside "http://maps.example.org/a%20b", "example.com/2/3" and "team@example.org": all to the next blank."""
    k = i
    while tokens.touches(k) and i - k < _LONGEST:
        k -= 1
        word = tokens.lower[k]
        slashes = word == ":" and k + 2 < i and tokens.words[k + 1] == tokens.words[k + 2] == "/"
        domain = word in grammar.designators.domains and k + 1 < i and tokens.words[k + 1] == "/" and tokens.at(k - 1) == "."
        if slashes or domain or word == "www":
            return Refused(i, _blank(tokens, i), "designator", "web address")
    return None


def _blank(tokens: Tokens, i: int) -> int:
    end = i + 1
    while end < len(tokens.words) and tokens.touches(end) and end - i < _LONGEST:
        end += 1
    while end > i + 1 and tokens.words[end - 1] in (".", ",", ")"):
        end -= 1
    return end


def in_machine_line(tokens: Tokens, i: int, grammar: Grammar) -> Refused | None:
    """Refuse a number in the head of a mail ("Message-ID: <2013…>"), and one in a time code ("00:01:02,500 --> 00:01:05,000")."""
    if i == 0 and tokens.lower[0].isdecimal() and len(tokens.at(1)) == _CLOCK and tokens.at(1).isdecimal() and tokens.at(2) == ":":
        return Refused(i, i + 1, "list-number", "of a subtitle")
    if _mail_head(tokens, i, grammar):
        return Refused(i, i + 1, "designator", "head of a mail")
    return None


def _mail_head(tokens: Tokens, i: int, grammar: Grammar) -> bool:
    heads = grammar.designators.mail_heads
    return any(tokens.lower[k] in heads and tokens.at(k + 1) == ":" for k in range(min(i, _FIELD)))
