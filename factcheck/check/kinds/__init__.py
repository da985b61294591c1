"""The kinds of rules, a module each: its parameters, the fields of its message and the function that looks. One works as soon as it lies here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from factcheck.check.index import StoryIndex
from factcheck.check.rule import Rule
from factcheck.model import Finding


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of check.

    ``parameters`` maps names to "number", "word", "words" or "flag"; each must be given, but for numbers with a default, "number=0.8".
    """

    check: Callable[[StoryIndex, Rule], Iterable[Finding]]
    parameters: Mapping[str, str]
    fields: frozenset[str]


@cache
def kinds() -> Mapping[str, Kind]:
    """The closed list of kinds, by name."""
    found = {}
    for name in sorted(module.name for module in iter_modules(__path__)):
        module = import_module(f"{__name__}.{name}")
        found[name] = Kind(module.check, module.PARAMETERS, frozenset(module.FIELDS.split()))
    return found
