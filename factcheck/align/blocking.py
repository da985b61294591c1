"""Which figures are compared at all: verbatim copies fold into one atom, and only atoms that share a block meet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.align.context import Context, Entry

_FOLD_WORDS = 5  # a shorter sentence ("Five dead.") may be printed twice by chance
_WINDOW_WORDS = 4  # rarest words of a window that open a block
_BLOCK_LIMIT = 120  # in a crowd, a block larger than this says nothing and is cut to neighbours in value


@dataclass(frozen=True, slots=True)
class Atom:
    """Figures that are one and the same statement printed again: same sentence, same place in it."""

    index: int
    entry: Entry  # the first of them in story order speaks for all
    members: tuple[int, ...]  # indices into Context.entries, sorted
    sources: tuple[int, ...]  # sorted
    lines: frozenset[int]


def fold(context: Context) -> list[Atom]:
    """Fold figures of verbatim sentences, in story order of the first member."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for entry in context.entries:
        line = context.lines[entry.line]
        place = line.figures.index(entry.index)
        if len(line.shape) >= _FOLD_WORDS:
            groups[(line.text_key, place, len(line.figures), entry.figure.surface)].append(entry.index)
        else:
            groups[(entry.line, place)].append(entry.index)
    atoms = []
    for members in sorted(groups.values()):
        entries = [context.entries[m] for m in members]
        sources = tuple(sorted({e.source for e in entries}))
        atoms.append(Atom(len(atoms), entries[0], tuple(members), sources, frozenset(e.line for e in entries)))
    return atoms


def candidates(atoms: Sequence[Atom], crowd: int, limit: int) -> Iterator[tuple[int, int]]:
    """Yield pairs of atom indices ``a < b`` worth comparing, each once, sorted.

    Up to ``crowd`` atoms in a group every pair of the group is a candidate. Above it, each atom meets at most ``limit`` others: those
    that share most with it of noun, predicate, value and rare words of the window.
    """
    groups: dict[str, list[Atom]] = defaultdict(list)
    for atom in atoms:
        groups[atom.entry.group].append(atom)
    for name in sorted(groups):
        group = groups[name]
        if len(group) <= crowd:
            for i, a in enumerate(group):
                for b in group[i + 1 :]:
                    yield a.index, b.index
        else:
            yield from _crowded(group, limit)


def _crowded(group: Sequence[Atom], limit: int) -> Iterator[tuple[int, int]]:
    """Near-linear choice of pairs: every atom keeps the ``limit`` others with which it shares the most block weight."""
    blocks: dict[tuple[str, object], list[int]] = defaultdict(list)
    keys: list[list[tuple[str, object]]] = []
    for position, atom in enumerate(group):
        own = _keys(atom)
        keys.append(own)
        for key in own:
            blocks[key].append(position)
    pairs = set()
    for position, own in enumerate(keys):
        weight: dict[int, float] = defaultdict(float)
        for key in own:
            block = blocks[key]
            shared = 1.0 / len(block) ** 0.5
            for other in _near(block, position):
                weight[other] += shared
        weight.pop(position, None)
        best = sorted(weight, key=lambda other: (-weight[other], abs(other - position), other))[:limit]
        pairs.update((min(position, other), max(position, other)) for other in best)
    for a, b in sorted(pairs):
        yield group[a].index, group[b].index


def _near(block: Sequence[int], position: int) -> Sequence[int]:
    """The block, cut to the neighbours of one position where it is too large to say anything."""
    if len(block) <= _BLOCK_LIMIT:
        return block
    # Spread over the whole block, so that the two ends of a long list of sources still meet.
    stride = len(block) / _BLOCK_LIMIT
    offset = position % max(1, int(stride))
    return [block[min(len(block) - 1, int(k * stride) + offset)] for k in range(_BLOCK_LIMIT)]


def _keys(atom: Atom) -> list[tuple[str, object]]:
    entry = atom.entry
    keys: list[tuple[str, object]] = [("value", (entry.low, entry.high))]
    if entry.noun:
        keys.append(("noun", entry.noun))
    if entry.predicate:
        keys.append(("predicate", entry.predicate))
    if entry.noun and entry.predicate:
        keys.append(("both", (entry.noun, entry.predicate)))
    rare = sorted(entry.window, key=lambda s: (-entry.window[s], s))[:_WINDOW_WORDS]
    keys.extend(("word", s) for s in rare)
    return keys
