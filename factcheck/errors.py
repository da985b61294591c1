"""The errors that factcheck raises: one base class that names place, found, expected and remedy."""

from __future__ import annotations

from typing import Any


class FactcheckError(Exception):
    """Something the user can mend: a bad source, rule, lexicon, option or configuration.

    ``place`` is where (``path``, ``path:line`` or ``path:line:column``, 1-based), ``found`` what stood there, ``expected`` what should have,
    ``remedy`` what to do. Every part but ``place`` may be empty. Instances survive pickling, so that workers can raise them.

    >>> print(FactcheckError("a.yaml:3:11", "unknown severity 'warn'", expected="note, warning or error"))
    a.yaml:3:11: unknown severity 'warn'; expected note, warning or error
    """

    def __init__(self, place: str, found: str, *, expected: str = "", remedy: str = "") -> None:
        self.place = place
        self.found = found
        self.expected = expected
        self.remedy = remedy
        super().__init__(place, found)

    def __str__(self) -> str:
        text = f"{self.place}: {self.found}" if self.place else self.found
        if self.expected:
            text += f"; expected {self.expected}"
        if self.remedy:
            text += f"; {self.remedy}"
        return text

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (type(self), self.place, self.found, self.expected, self.remedy))


def _rebuild(kind: type[FactcheckError], place: str, found: str, expected: str, remedy: str) -> FactcheckError:
    return kind(place, found, expected=expected, remedy=remedy)


class SourceError(FactcheckError):
    """A source or corpus that cannot be read."""


class TooLargeError(SourceError):
    """A source that has more bytes than the limits allow."""


class NotNewsError(SourceError):
    """A file of a suffix that stands for many things, none of those that are read: it is listed as not read, whoever names it."""


class RuleError(FactcheckError):
    """A rule, lexicon or matching table that does not validate."""


class ConfigError(FactcheckError):
    """A configuration file, option or environment variable that makes no sense."""


class MissingExtraError(FactcheckError):
    """An optional dependency that is not installed; the remedy is the command that installs it."""


class ErrorGroup(FactcheckError):
    """Several mistakes of one kind, reported together; ``errors`` holds each of them, in the order of their places."""

    def __init__(self, place: str, found: str, *, expected: str = "", remedy: str = "", errors: tuple[FactcheckError, ...] = ()) -> None:
        super().__init__(place, found, expected=expected, remedy=remedy)
        self.errors = errors

    def __str__(self) -> str:
        return "\n".join([super().__str__(), *(f"  {e}" for e in self.errors)]) if self.errors else super().__str__()

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild_group, (self.place, self.found, self.expected, self.remedy, self.errors))


def _rebuild_group(place: str, found: str, expected: str, remedy: str, errors: tuple[FactcheckError, ...]) -> ErrorGroup:
    return ErrorGroup(place, found, expected=expected, remedy=remedy, errors=errors)
