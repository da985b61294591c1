#!/usr/bin/env python3
"""Learns the weights of rules/matching.yaml from annotated stories and labelled pairs, and measures them on what took no part; ``make weights``.

    python scripts/learn_weights.py SHARED [--write]

SHARED holds corpora/STORY/gold.json, data/clusters.jsonl, data/pairs.jsonl (pairs of figures that people read: one fact or not) and
data/discrepancies.jsonl (clusters that people read whole: what they want told, and look-alikes). bench/ holds more of the last two.

The match weight is a logistic regression over the levels on which a pair stands: its weights are log2 of odds, even at ``even_at``. Each is drawn to
its ``prior`` (what earlier counts, or a reason that can be read, say of it), the more the fewer pairs speak. Three things keep it honest:

- Labelled pairs were picked to be hard, and stories hold all their pairs: the pairs get an intercept of their own, which is thrown away, and a story
  counts as the root of its number of pairs, so that neither swamps the other.
- Of a cluster read whole two numbers that cannot both hold of one fact and stand on no list are two facts: a reader would have named them. Nothing
  is learnt from numbers that one fact may bear, or from further witnesses of what was named. They have an intercept of their own, too.
- What is printed was learnt from one half (by the md5 of a cluster's or story's name) and measured on the other; invented stories teach in both.

Learning starts from the priors, so that what is written does not depend on what was written before. It was learnt from everything.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from gold_bridge import load_story

from factcheck import pipeline
from factcheck.align import align
from factcheck.align.comparisons.compare import load_matching
from factcheck.align.records.values import equal
from factcheck.align.score import Scored, score_pairs
from factcheck.model import Extraction, Source
from factcheck.paths import rules_root
from factcheck.tables.matching import Matching

OWN = Path(__file__).resolve().parent.parent / "bench"  # pairs that were labelled, and clusters that were read, for this project, by offsets
Side = Mapping[str, int]  # document, start and end of a figure
Label = tuple[Side, Side, bool]
ROUNDS = 4  # best matches rest on the weights before
EVEN = 6.0  # where the search for even odds begins
BELOW = 2.0  # how far below even odds the mean of a merge may lie: a group has more than one witness
GOLD = 15.0  # what a story weighs, by the root of its pairs
PICKED = ("pairs", "whole")  # sorts of which not all pairs are known: each has an intercept of its own
PULL = 6.0  # strength of the pull towards the prior
# So that no count of pairs lets an equal value decide alone.
_MOST = {"value/equal_small_apart": 1.5, "value/equal_two_digits_bare": 10.0, "value/equal_many_bare": 12.0}
_APART = frozenset({"rounds/none", "about/none", "range_end/none", "vague/none", "vague/outside"})
_MEETING = ("rounds/", "about/", "range_end/", "vague/", "value/overlap", "value_same_source/overlap")  # but for those
# A nearer value never speaks less for one fact: what noise puts out of order is pooled.
_LADDERS = tuple(
    tuple(f"{aspect}/{rung}" for rung in ("overlap", "within_10pc", "within_1.5x", "within_3x", "farther"))
    for aspect in ("value", "value_same_source")
)
_LN2 = float(np.log(2.0))
_STEPS = 30
_CAP = 16.0


@dataclass(frozen=True)
class Text:
    """One story or cluster: its extractions, and which pairs of figures are one fact."""

    name: str
    sort: str  # "real", "invented", "pairs" or "whole"
    half: str
    extractions: tuple[Extraction, ...]
    facts: Mapping[str, str]  # figure → fact, of a story
    values: Mapping[str, tuple[object, ...]]  # figure → annotated value, of a story
    labels: Mapping[tuple[str, str], bool]  # pair of figures → one fact, of a cluster; of one read whole: whether a reader wants it told


@dataclass(frozen=True)
class Row:
    """One pair: the levels it stands on, whether it is one fact, what it weighs."""

    keys: tuple[str, ...]
    same: bool
    weight: float
    sort: str
    differs: bool
    half: str


def half_of(name: str) -> str:
    """The half of a name, as the scorers have it."""
    return "second" if int(hashlib.md5(name.encode()).hexdigest(), 16) % 2 else "first"


def texts(shared: Path) -> Iterator[Text]:
    """Everything that can be learnt from."""
    for folder in sorted(p.parent for p in (shared / "corpora").glob("*/gold.json")):
        extractions, facts, values = load_story(folder)
        invented = (folder / "corpus.toml").exists()
        yield Text(folder.name, "invented" if invented else "real", half_of(folder.name), tuple(extractions), facts, values, {})
    clusters = {c["id"]: c["documents"] for c in map(json.loads, lines(shared / "data" / "clusters.jsonl"))}
    for sort, sheets in (("pairs", labelled(shared)), ("whole", read_whole(shared))):
        wanted: dict[str, list[Label]] = {}
        for cluster, label in sheets:
            wanted.setdefault(cluster, []).append(label)
        for name, pairs in sorted(wanted.items()):
            documents = clusters[name][:6] if sort == "pairs" else clusters[name]
            found = pipeline.extract_all([Source(f"{chr(97 + n)}.txt", text) for n, text in enumerate(documents)], 1)
            yield Text(name, sort, half_of(name), found, {}, {}, dict(_labels(found, pairs)))


def lines(*paths: Path) -> list[str]:
    """The lines of sheets, one after the other."""
    return [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]


def labelled(shared: Path) -> Iterator[tuple[str, Label]]:
    """Each pair that people read, with its cluster."""
    for pair in map(json.loads, lines(shared / "data" / "pairs.jsonl", *sorted((OWN / "pairs").glob("*.jsonl")))):
        if pair["labels"][0]["same"] != "unclear":
            yield pair["cluster"], (pair["a"], pair["b"], pair["labels"][0]["same"] == "yes")


def read_whole(shared: Path) -> Iterator[tuple[str, Label]]:
    """What readers of whole clusters named, but for times, with its cluster: True for a difference that they want told, False for a look-alike."""
    for row in map(json.loads, lines(shared / "data" / "discrepancies.jsonl", *sorted((OWN / "clusters").glob("read-*.jsonl")))):
        for told, pairs in ((True, row["wanted"]), (False, row["quiet"])):
            for pair in pairs:
                if pair["kind"] != "calendar":
                    yield row["cluster"], (_side(pair["a"]), _side(pair["b"]), told)


def _side(side: Mapping[str, Any]) -> Side:
    if "doc" in side:
        return side
    return {"doc": ord(side["file"][0]) - ord("a"), "start": side["offset"], "end": side["offset"] + len(side["surface"])}


def _labels(extractions: Sequence[Extraction], pairs: Sequence[Label]) -> Iterator[tuple[tuple[str, str], bool]]:
    for a, b, same in pairs:
        ends = [_figure(extractions[side["doc"]], side) for side in (a, b)]
        if None not in ends:
            yield (str(ends[0]), str(ends[1])), same


def _figure(extraction: Extraction, side: Side) -> str | None:
    return next((f.id for f in extraction.figures if f.start < side["end"] and f.end > side["start"]), None)


def rows(text: Text, table: Matching) -> Iterator[Row]:
    """The pairs of a text of which it is known whether they are one fact."""
    scored = score_pairs(text.extractions, table)
    index_of = {scored.context.entries[m].figure.id: s.index for s in scored.statements for m in s.members}
    known: dict[tuple[int, int], bool] = {}
    if text.facts:
        names = [text.facts.get(s.entry.figure.id) for s in scored.statements]
        known = {(a, b): names[a] == names[b] for a, b in scored.levels if names[a] is not None and names[b] is not None}
    for ids, same in text.labels.items():
        i, j = sorted(index_of[figure] for figure in ids)
        if (i, j) in scored.levels:
            known[i, j] = same
    if text.sort == "whole":
        known = passed_over(scored, known)
    free = [pair for pair in known if pair not in scored.cannot_link]
    for a, b in free:
        x, y = scored.statements[a].entry, scored.statements[b].entry
        weight = GOLD / max(1.0, len(free)) ** 0.5 if text.facts else 1.0
        yield Row(tuple(scored.levels[a, b]), known[a, b], weight, text.sort, not equal(x, y), text.half)


def passed_over(scored: Scored, named: Mapping[tuple[int, int], bool]) -> dict[tuple[int, int], bool]:
    """What a cluster read whole teaches: the pairs that a reader named, and those of two values that cannot both hold, which he passed over."""
    printed = [(s.entry.low, s.entry.high) for s in scored.statements]
    told = {frozenset((printed[a], printed[b])) for (a, b), wanted in named.items() if wanted}
    known = {}
    for pair, keys in scored.levels.items():
        values = frozenset(printed[n] for n in pair)
        wanted = named.get(pair)
        if len(values) > 1 and (wanted or (_apart(keys) and (wanted is False or values not in told))):
            known[pair] = bool(wanted)
    return known


def _apart(keys: Sequence[str]) -> bool:
    return not any(key.startswith(_MEETING) and key not in _APART for key in keys)


def fit(found: Sequence[Row], table: Matching) -> tuple[dict[str, float], float]:
    """The weights of all levels and the sum of weights at which the odds are even, by Newton steps on the penalised likelihood."""
    names = sorted(table.weights)
    column = {name: k for k, name in enumerate(names)}
    prior = np.array([table.priors[name] for name in names] + [0.0] * len(PICKED) + [-EVEN])
    design = np.zeros((len(found), len(prior)))
    design[:, -1] = 1.0
    for n, row in enumerate(found):
        for key in row.keys:
            design[n, column[key]] = 1.0
        if row.sort in PICKED:
            design[n, len(names) + PICKED.index(row.sort)] = 1.0
    same = np.array([row.same for row in found], dtype=float)
    mass = np.array([row.weight for row in found])
    pull = np.array([PULL * _LN2] * len(names) + [1e-6] * (len(PICKED) + 1))

    def loss(weights: np.ndarray) -> float:
        odds = design @ weights * _LN2
        return float(mass @ (np.logaddexp(0.0, odds) - same * odds) + 0.5 * pull @ (weights - prior) ** 2)

    now = prior.copy()
    for _ in range(_STEPS):
        chance = 1.0 / (1.0 + np.exp(-np.clip(design @ now * _LN2, -30, 30)))
        slope = design.T @ (mass * (chance - same)) * _LN2 + pull * (now - prior)
        bend = (design * (mass * chance * (1.0 - chance))[:, None]).T @ design * _LN2 * _LN2 + np.diag(pull)
        step = np.linalg.solve(bend, slope)
        length, here = 1.0, loss(now)
        while loss(now - length * step) > here and length > 1e-6:
            length /= 2
        now = now - length * step
        if float(np.abs(length * step).max()) < 1e-4:
            break
    found_weights = {name: float(np.clip(now[k], -_CAP, _CAP)) for name, k in column.items()}
    found_weights |= {name: min(found_weights[name], most) for name, most in _MOST.items()}
    for ladder in _LADDERS:
        found_weights |= falling({name: found_weights[name] for name in ladder})
    return {name: round(weight, 1) + 0.0 for name, weight in found_weights.items()}, round(-float(now[-1]), 2)


def falling(ladder: Mapping[str, float]) -> dict[str, float]:
    """The nearest weights that never rise from one rung to the next: neighbours in the wrong order are pooled at their mean."""
    pools: list[tuple[list[str], float]] = []
    for name, weight in ladder.items():
        names = [name]
        while pools and pools[-1][1] < weight:
            before, mean = pools.pop()
            weight = (mean * len(before) + weight * len(names)) / (len(before) + len(names))
            names = before + names
        pools.append((names, weight))
    return {name: weight for names, weight in pools for name in names}


def learn(material: Sequence[Text], table: Matching) -> Matching:
    """The table with its weights learnt from ``material``; the best matches of each round rest on the weights of the one before."""
    table = table.learnt(table.priors, {})  # where it starts may not matter
    for _ in range(ROUNDS):
        found = [row for text in material for row in rows(text, table)]
        weights, even = fit(found, table)
        table = table.learnt(weights, {"even_at": even, "link_at": round(even - BELOW, 2)})
    return table


def average_precision(found: Sequence[Row], table: Matching) -> float:
    """How well the match weight puts one fact before two, over pairs of different values."""
    ranked = sorted(found, key=lambda r: -sum(table.weights[k] for k in r.keys))
    hits, total = 0, 0.0
    for n, row in enumerate(ranked, 1):
        if row.same:
            hits += 1
            total += hits / n
    return total / max(1, hits)


def links(story: Text, table: Matching) -> Iterator[tuple[bool, bool, bool]]:
    """Of each pair of annotated figures: whether ``table`` links it, whether the annotation does, whether the values differ."""
    fact_of = {i: n for n, fact in enumerate(align(story.extractions, table).facts) for i in fact.figures}
    for a, b in combinations(sorted(story.facts), 2):
        yield a in fact_of and fact_of[a] == fact_of.get(b), story.facts[a] == story.facts[b], story.values[a] != story.values[b]


def report(title: str, found: Sequence[tuple[bool, bool, bool]]) -> None:
    """Print a row of docs/alignment.md: precision, recall and F1 of links, then of links between other values."""
    cells = []
    for pairs in (found, [row for row in found if row[2]]):
        right, told, wanted = (sum(test) for test in zip(*((a and b, a, b) for a, b, _ in pairs), strict=True))
        cells += [f"{right / told:.3f}", f"{right / wanted:.3f}", f"{2 * right / (told + wanted):.3f}"]
    print(f"| {title} | {' | '.join(cell.lstrip('0') for cell in cells)} |")


def halves(material: Sequence[Text], table: Matching) -> dict[str, Matching]:
    """For each half the table that the other half, and the invented stories, teach."""
    return {half: learn([t for t in material if t.sort == "invented" or t.half != half], table) for half in ("first", "second")}


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--write", action="store_true", help="put the learnt weights into rules/matching.yaml")
    options = parser.parse_args()
    material, table = list(texts(options.shared)), load_matching()
    held = halves(material, table)
    for name, used in (("as it stands", dict.fromkeys(held, table)), ("learnt from the other half", held)):
        for half, one in used.items():
            pairs = [r for t in material if t.sort == "pairs" and t.half == half for r in rows(t, one) if r.differs]
            print(f"{half} half, {name}: average precision {average_precision(pairs, one):.3f} over {len(pairs)} labelled pairs of different values")
            report(f"real, {half} half, {name}", [row for t in material if t.sort == "real" and t.half == half for row in links(t, one)])
    if options.write:
        write(learn(material, table))
    return 0


def write(table: Matching) -> None:
    """Put the weights into the file in place; labels, priors, reasons and comments stay."""
    path = rules_root() / "matching.yaml"
    lines, aspect = [], ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if found := re.match(r"  (\w+):  #", line):
            aspect = found.group(1)
        elif number := re.match(r"  (even_at|link_at): (-?[\d.]+)", line):
            line = f"{line[: number.start(2)]}{table.numbers[number.group(1)]:g}{line[number.end(2) :]}"
        elif row := re.match(r"    ([\w.]+): \{weight: (-?[\d.]+),", line):
            line = f"{line[: row.start(2)]}{table.weights[f'{aspect}/{row.group(1)}']:g}{line[row.end(2) :]}"
        lines.append(line)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
