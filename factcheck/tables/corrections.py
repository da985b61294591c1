"""``corrections.yaml``: the phrases by which a text takes back a number that it printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from factcheck.errors import RuleError
from factcheck.paths import rules_root
from factcheck.tables.vocabulary import checked
from factcheck.tables.yamlfile import place_of

_LISTS = ("begins", "labels", "contains", "withdraws", "instead", "moved", "changes", "restores", "marked")
_TEXT = "TEXT"


@dataclass(frozen=True, slots=True)
class Corrections:
    """Patterns over a sentence in lower case with straight marks and single blanks; see the file for what each is for."""

    opening: re.Pattern[str]  # a sentence that sets something right begins so, behind brackets and stars
    within: re.Pattern[str]  # … or has this somewhere
    turns: re.Pattern[str]  # group "back": what follows is withdrawn; "right": what follows is right; else the clause ends
    instead: re.Pattern[str]  # ends right before a number that is withdrawn
    moved: re.Pattern[str]  # likewise, in a sentence that has ``changes``
    changes: re.Pattern[str]
    marked: re.Pattern[str]  # begins a headline that was changed


@cache
def load_corrections() -> Corrections:
    """Read the table.

    Raises:
        ErrorGroup: a name is missing, unknown or of another type.
        RuleError: a list holds something other than phrases.
    """
    path = rules_root() / "lexicon" / "corrections.yaml"
    data: dict[str, Any] = checked(path, (*_LISTS, "texts", "clauses"), (list, str))
    for name in _LISTS:
        if not isinstance(data[name], list) or not all(isinstance(p, str) for p in data[name]):
            raise RuleError(place_of(path, name), f"{name} is {data[name]!r}", expected="a list of phrases")
    texts = f"(?:{'|'.join(sorted(data['texts'].split()))})"
    either = {name: "|".join(_pattern(p, texts) for p in sorted(data[name], key=lambda p: (-len(p), p))) for name in _LISTS}
    marks = "".join(re.escape(mark) for mark in data["clauses"].split() if len(mark) == 1)
    words = "|".join(re.escape(word) for word in data["clauses"].split() if len(word) > 1)
    lead, hedge = r"[\W_]*", rf"(?: [a-z]+){{0,{_HEDGE}}} ?\W?$"
    return Corrections(
        opening=re.compile(rf"{lead}(?:(?:{either['begins']})\b|(?:{either['labels']})\s?[:(\[—–-])"),
        within=re.compile(rf"\b(?:{either['contains']})\b"),
        turns=re.compile(rf"\b(?P<right>{either['restores']})\b|\b(?P<back>{either['withdraws']})\b|[{marks}](?=\s|$)|\b(?:{words})\b"),
        instead=re.compile(rf"\b(?:{either['instead']}){hedge}"),
        moved=re.compile(rf"\b(?:{either['moved']}){hedge}"),
        changes=re.compile(rf"\b(?:{either['changes']})\b"),
        marked=re.compile(rf"{lead}(?:{either['marked']})\s?[:(\[—–-]"),
    )


_HEDGE = 2  # words that may stand between "not" and the number: "not more than", "not the"


def _pattern(phrase: str, texts: str) -> str:
    return r"\s".join(texts if word == _TEXT else re.escape(word) for word in phrase.split())
