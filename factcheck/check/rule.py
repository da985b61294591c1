"""A declared check: what ``rules/checks/*.yaml`` says, read and validated."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from factcheck.model import Severity

Parameter = Decimal | str | bool | frozenset[str]


@dataclass(frozen=True, slots=True)
class Example:
    """A short story that a rule must flag or must pass: one text per source."""

    texts: tuple[str, ...]
    published: tuple[str | None, ...] = ()  # per text, ISO 8601; () where no text has a date
    lineage: tuple[str | None, ...] = ()  # per text
    outlet: tuple[str | None, ...] = ()  # per text
    draft: int | None = None  # index of the text that is held against the others
    place: str = ""  # path:line:column of the example, for messages


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``message`` has a ``{field}`` for each value that its kind puts into it."""

    id: str
    kind: str
    severity: Severity
    summary: str
    message: str
    explanation: str
    source: str
    parameters: tuple[tuple[str, Parameter], ...]
    flags: tuple[Example, ...]
    passes: tuple[Example, ...]
    path: str = ""
    yields: bool = False  # says nothing of a fact of which another rule speaks

    def number(self, name: str) -> Decimal:
        """A parameter that is a number."""
        value = dict(self.parameters)[name]
        if not isinstance(value, Decimal):
            raise TypeError(name)
        return value

    def word(self, name: str) -> str:
        """A parameter that is one word."""
        value = dict(self.parameters)[name]
        if not isinstance(value, str):
            raise TypeError(name)
        return value

    def words(self, name: str) -> frozenset[str]:
        """A parameter that is a list of words."""
        value = dict(self.parameters)[name]
        if not isinstance(value, frozenset):
            raise TypeError(name)
        return value
