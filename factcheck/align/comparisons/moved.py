"""What else differs where the values do: such differences weigh more together; a fate that is kept while the value moves on is a running count."""

from __future__ import annotations

from collections.abc import Collection

from factcheck.align.records.record import Entry
from factcheck.align.records.values import small

LEVELS = ("previous", "fate", "part", "per", "age", "owner", "toll", "none")

_ONE_PERSON = frozenset({"whose/age_full_name", "whose/age_name", "whose/age_role"})
_SAME_DOING = frozenset({"predicate_count/exact", "predicate_count/exact_rare"})
_APART = ("/within_1.5x", "/within_3x", "/farther", "/one_against_many")
_NEAR = ("value/overlap", "value/within_10pc", "value/within_1.5x", "value/within_3x")


def moved(placed: Collection[str], value: str, x: Entry, y: Entry) -> str:
    """The level of a pair by the levels ``aspect/level`` that it stands on, that of its values among them as ``value``."""
    if "/equal" in value:
        return "none"
    if "per/one_missing" in placed and value.endswith(("/farther", "/one_against_many")):
        return "per"
    if x.sort == "age" and _ONE_PERSON.isdisjoint(placed):
        return "age"
    if "role/previous_differs" in placed:
        return "previous"
    if "fate/differs" in placed:
        return "fate"
    if "role/part_differs" in placed and not value.endswith("/same_number_other_unit") and _SAME_DOING.isdisjoint(placed):
        return "part"
    if "owner/contrasted" in placed and value.endswith(_APART):
        return "owner"
    # Small numbers differ by one for a hundred reasons (the attacker among the dead), and a text does not move its own count on.
    running = value in _NEAR and x.source != y.source and max(x.high, y.high) > small()
    return "toll" if running and "fate/same" in placed and "role/same" in placed else "none"
