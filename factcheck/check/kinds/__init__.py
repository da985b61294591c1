"""The closed list of kinds of rules: each names its parameters, the fields of its message and the function that looks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from factcheck.check.index import Scene
from factcheck.check.kinds import agreement, arithmetic, bounds, conversion, draft, drift, nouns, passage, witnesses
from factcheck.check.rule import Rule
from factcheck.model import Finding


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of check. ``parameters`` maps names to "number", "word", "words" or "flag"; every one of them must be given."""

    check: Callable[[Scene, Rule], Iterable[Finding]]
    parameters: Mapping[str, str]
    fields: frozenset[str]


KINDS: Mapping[str, Kind] = {
    module.__name__.rpartition(".")[2]: Kind(module.check, module.PARAMETERS, frozenset(module.FIELDS.split()))
    for module in (agreement, arithmetic, bounds, conversion, draft, drift, nouns, passage, witnesses)
}
