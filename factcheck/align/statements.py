"""What counts as one statement: a figure with its conversions, and its reprints in the same sentence of a copy."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict

from factcheck.align.records.record import Context, Entry, Statement

_FOLD_WORDS = 5  # a shorter sentence ("Five dead.") may be printed twice by chance


def fold(context: Context) -> list[Statement]:
    """Fold conversions and figures of verbatim sentences, in story order of the first member."""
    groups: dict[tuple[object, ...], list[list[int]]] = defaultdict(list)
    for chain in _chains(context):
        entry = context.entries[chain[0]]
        line = context.lines[entry.line]
        place = bisect_left(line.figures, entry.index)
        key: tuple[object, ...] = (entry.line, place)
        if len(line.shape) >= _FOLD_WORDS:
            key = (line.text_key, place, len(line.figures), len(chain), entry.figure.surface)
        groups[key].append(chain)
    statements: list[Statement] = []
    for chains in sorted(groups.values()):
        entries = tuple(context.entries[m] for m in chains[0])
        members = tuple(sorted(m for chain in chains for m in chain))
        found = [context.entries[m] for m in members]
        statements.append(Statement(len(statements), entries, members, tuple(sorted({e.witness for e in found})), frozenset(e.line for e in found)))
    return statements


def _chains(context: Context) -> list[list[int]]:
    """Entries grouped into a figure and the conversions printed right behind it."""
    chains: list[list[int]] = []
    for entry in context.entries:
        last = context.entries[chains[-1][-1]] if chains else None
        if last is not None and last.line == entry.line and _converts(last, entry):
            chains[-1].append(entry.index)
        else:
            chains.append([entry.index])
    return chains


def _converts(first: Entry, second: Entry) -> bool:
    """Whether ``second`` states ``first`` again in another unit, right behind it."""
    if first.group != second.group or first.group == "ratio" or second.figure.restates is None:
        return False
    return second.figure.restates in (first.figure.id, first.figure.restates)
