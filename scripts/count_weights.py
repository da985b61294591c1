"""Counts the weights of rules/matching.yaml over annotated stories, and measures them leave-one-story-out.

    python scripts/count_weights.py CORPORA [--write] [--no-loso] [--link-at BITS …] [--errors STORY]

CORPORA is a folder of stories, each with its texts and a gold.json. A story without a corpus.toml is real copy; real and invented
stories are weighed apart: each of the two sets contributes the same number of linked and of unlinked pairs, whatever its size.

The weight of a level is log2(m/u): m the share of linked pairs that stand on it, u the share of the others; one is added to every count,
placed met less than a few times are drawn towards 0, ordered comparisons are made monotone (neighbours that break the order are pooled), and
the result is drawn towards the `prior` of the level: what alignment sketches counted before on other stories. Then the comparisons are calibrated
against one another (calibrate_weights.py) and rounded to halves.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from calibrate_weights import calibrate
from gold_bridge import load_story

from factcheck.align.comparisons.compare import LEVELS, load_matching
from factcheck.align.score import Scored, score_pairs
from factcheck.align.story import align
from factcheck.model import Extraction
from factcheck.paths import rules_root
from factcheck.tables.matching import Matching

# Comparisons whose placed stand in order, best first; only those named here are made monotone.
ORDERED: Mapping[str, tuple[str, ...]] = {
    "noun_count": ("exact_rare", "exact", "exact_common"),
    "noun_measure": ("exact_rare", "exact", "exact_common"),
    "predicate_count": ("exact_rare", "exact", "exact_common"),
    "predicate_measure": ("exact_rare", "exact", "exact_common"),
    "window": ("strong", "good", "some", "weak", "none"),
    "sentence": ("strong", "good", "weak", "none"),
    "names": ("same", "share", "disjoint"),
    "place": ("same", "share", "differs", "contrasted"),
    "time": ("same", "differs"),
    "value": ("overlap", "within_10pc", "within_1.5x", "within_3x", "farther", "one_against_many"),
    "value_same_source": ("overlap", "within_10pc", "within_1.5x", "within_3x", "farther", "one_against_many"),
    "owner": ("same_close", "same", "differs", "differs_close", "contrasted"),
    "best_match_far": ("mutual_clear", "mutual", "one_sided", "close", "no"),
    "best_match": ("mutual_clear", "mutual", "one_sided", "close", "no"),
}
# Comparisons without weights of the sketch.
NEW = frozenset("anchor owner place time role modality best_match_far per moved fate nation trend country besides day told_too sum".split())
NEUTRAL = frozenset(
    {"moved/none", "anchor/none", "per/none", "fate/none", "nation/none", "trend/none", "country/none", "besides/none", "day/none"}
)  # nothing was compared: no weight
# Levels that the sketch had not, or counted with other word tables.
RELATED = frozenset({
    "synonym", "same_class", "hyponym", "same_lexfile", "unknown", "related", "same_measure_rare", "same_dimension_rare",
})  # fmt: skip
_SHRINK = 4.0  # pairs of either kind that a level needs before its weight counts half
_PRIOR = 2000.0  # linked pairs that the weight measured before is worth: 24 stories stand behind those of the sketch
_PRIOR_NEW = 40.0  # and that of a aspect which the sketch had not
_OTHER = 0.05  # a pair that is not linked counts this much, for there are twenty times as many
_CAP, _TOP = 9.0, 16.0  # no level weighs more; equal long numbers may weigh most
# Values support and never decide: what an equal number may weigh where the words speak against the match, by how surprising it is.
CAPS: Mapping[str, float] = {"value/equal_round_bare": 6.0, "value/equal_two_digits_bare": 10.0, "value/equal_many_bare": 12.0}
_MOST = 3.0  # the smaller set is not blown up beyond this factor


@dataclass(frozen=True)
class Annotated:
    """One story with its gold: extractions, figure id → fact id (figures without gold are left out)."""

    name: str
    real: bool
    extractions: tuple[Extraction, ...]
    facts: Mapping[str, str]
    values: Mapping[str, tuple[object, ...]]  # figure id → value and unit as the gold has them


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--write", action="store_true", help="put the counted weights into rules/matching.yaml")
    parser.add_argument("--no-loso", action="store_true", help="measure only the table as it stands")
    parser.add_argument("--link-at", type=float, nargs="*", help="thresholds to measure leave-one-out")
    parser.add_argument("--errors", metavar="STORY", help="list wrong and missed links of one story, with the table as it stands")
    options = parser.parse_args()
    stories = []
    for folder in sorted(p for p in options.corpora.iterdir() if (p / "gold.json").exists()):
        extractions, facts, values = load_story(folder)
        stories.append(Annotated(folder.name, not (folder / "corpus.toml").exists(), tuple(extractions), facts, values))
    table = load_matching()
    prior = table.priors
    if options.errors:
        list_errors(next(s for s in stories if s.name == options.errors), table)
        return 0
    report("the table as it stands", [(s, links(s, table)) for s in stories])
    if not options.no_loso:
        for link_at in options.link_at or [table.numbers["link_at"]]:
            tried = replace(table, numbers={**table.numbers, "link_at": link_at})
            held = [(s, links(s, count([o for o in stories if o is not s], tried, prior))) for s in stories]
            report(f"leave one story out, link_at {link_at}", held)
    if options.write:
        write(count(stories, table, prior))
    return 0


def count(stories: Sequence[Annotated], table: Matching, prior: Mapping[str, float], rounds: int = 1) -> Matching:
    """Return the table with weights counted over ``stories`` and calibrated."""
    for _ in range(rounds):
        compared = [(s, score_pairs(s.extractions, table)) for s in stories]
        linked, other = (_balance(_tally(compared, True, yes), _tally(compared, False, yes)) for yes in (True, False))
        weights = dict(table.weights)
        for aspect, levels in LEVELS.items():
            keys = [f"{aspect}/{level}" for level in levels]
            counted = _weights(aspect, keys, linked, other)
            for k in keys:
                strength = _PRIOR_NEW if aspect in NEW or k.partition("/")[2] in RELATED else _PRIOR
                if k in NEUTRAL:
                    continue
                weights[k] = _towards_prior(counted[k], prior[k], linked.get(k, 0.0), other.get(k, 0.0), strength)
        weights.update(_calibrated(compared, weights, prior))
        table = replace(table, weights={k: max(-_CAP, min(_TOP, min(CAPS.get(k, _TOP), round(b * 2) / 2))) for k, b in weights.items()})
    return table


def _calibrated(compared: Sequence[tuple[Annotated, Scored]], weights: Mapping[str, float], prior: Mapping[str, float]) -> dict[str, float]:
    """Weigh the comparisons against one another and the value placed against the context."""
    sizes = {real: sum(len(c.levels) for s, c in compared if s.real is real) or 1 for real in (True, False)}
    pairs = []
    for story, found in compared:
        weight = min(_MOST, max(1.0, sizes[not story.real] / sizes[story.real]))
        for placed, linked in _judged(story, found):
            context = {r.partition("/")[0]: weights[r] for r in placed if not r.startswith("value")}
            value = next(r for r in placed if r.startswith("value"))
            pairs.append((context, value, linked, weight))
    factors, values = calibrate(pairs, {k: prior[k] for k in weights if k.startswith("value")})
    scaled = {k: weights[k] * factors.get(k.partition("/")[0], 1.0) for k in weights if k not in values}
    return {**scaled, **_monotone(values)}


def _monotone(values: Mapping[str, float]) -> dict[str, float]:
    """Values that are nearer never weigh less: neighbours that break the order get their mean."""
    smooth = dict(values)
    for aspect in ("value", "value_same_source"):
        pools = [([f"{aspect}/{level}"], values[f"{aspect}/{level}"]) for level in ORDERED[aspect]]
        done: list[tuple[list[str], float]] = []
        for pool in pools:
            done.append(pool)
            while len(done) > 1 and done[-1][1] > done[-2][1]:
                (more, high), (less, low) = done.pop(), done.pop()
                done.append((less + more, (low * len(less) + high * len(more)) / (len(less) + len(more))))
        smooth.update({k: mean for keys, mean in done for k in keys})
    return smooth


def _judged(story: Annotated, found: Scored) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Pairs of which the gold says whether they are linked, with their placed; cannot-links are left out."""
    facts = [story.facts.get(a.entry.figure.id) for a in found.statements]
    for (a, b), placed in found.levels.items():
        if facts[a] is not None and facts[b] is not None and (a, b) not in found.cannot_link:
            yield placed, facts[a] == facts[b]


def _tally(compared: Sequence[tuple[Annotated, Scored]], real: bool, linked: bool) -> dict[str, float]:
    """Count placed over the linked or the other pairs of one set of stories."""
    counts: dict[str, float] = defaultdict(float)
    for story, found in compared:
        if story.real is not real:
            continue
        for placed, yes in _judged(story, found):
            if yes is linked:
                counts["pairs"] += 1
                for level in placed:
                    counts[level] += 1
    return counts


def _balance(real: Mapping[str, float], invented: Mapping[str, float]) -> dict[str, float]:
    """Add two sets of counts so that each carries the same weight, within ``_MOST``."""
    a, b = real.get("pairs", 0.0), invented.get("pairs", 0.0)
    scale = (min(_MOST, max(1.0, b / a)) if a else 0.0, min(_MOST, max(1.0, a / b)) if b else 0.0)
    return {k: real.get(k, 0.0) * scale[0] + invented.get(k, 0.0) * scale[1] for k in sorted({*real, *invented})}


def _weights(aspect: str, keys: Sequence[str], linked: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    m = {k: linked.get(k, 0.0) for k in keys}
    u = {k: other.get(k, 0.0) for k in keys}
    most, rest = sum(m.values()) + len(keys), sum(u.values()) + len(keys)
    pools = [[k] for k in keys if k.split("/")[1] not in ORDERED.get(aspect, ())]
    ordered = [[f"{aspect}/{level}"] for level in ORDERED.get(aspect, ())]

    def weights(pool: Iterable[str]) -> float:
        pool = list(pool)
        seen_m, seen_u = sum(m[k] for k in pool), sum(u[k] for k in pool)
        raw = math.log2(((seen_m + 1) / most) / ((seen_u + 1) / rest))
        return raw * (seen_m + seen_u) / (seen_m + seen_u + _SHRINK)

    done: list[list[str]] = []
    for pool in ordered:
        done.append(pool)
        while len(done) > 1 and weights(done[-1]) > weights(done[-2]):
            last = done.pop()
            done[-1] = done[-1] + last
    return {k: weights(pool) for pool in [*pools, *done] for k in pool}


def _towards_prior(counted: float, prior: float, linked: float, other: float, strength: float) -> float:
    """Draw a counted weight to the one measured before, the more the fewer pairs stand behind it; rounded to halves."""
    seen = linked + other * _OTHER
    return (counted * seen + prior * strength) / (seen + strength)


def links(story: Annotated, table: Matching) -> tuple[int, ...]:
    """Return gold, found and right links, then the same for links whose values differ."""
    got = {f: fact.id for fact in align(story.extractions, table).facts for f in fact.figures}
    sums = [0] * 6
    for a, b in combinations(sorted(story.facts), 2):
        want, have = story.facts[a] == story.facts[b], got[a] == got[b]
        moved = story.values[a] != story.values[b]
        for k, hit in enumerate((want, have, want and have)):
            sums[k] += hit
            sums[k + 3] += hit and moved
    return tuple(sums)


def report(title: str, results: Sequence[tuple[Annotated, tuple[int, ...]]]) -> None:
    """Print precision, recall and F1 a story and a set."""
    print(f"== {title}")
    for story, sums in results:
        print(f"  {story.name:22} {_line(sums)}")
    for name, keep in (("real", True), ("invented", False)):
        print(f"  {name.upper():22} {_line(_add(s for story, s in results if story.real is keep))}")
    print(f"  {'ALL':22} {_line(_add(s for _, s in results))}")


def _add(rows: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sum(column) for column in zip(*rows, strict=True))


def _line(sums: Sequence[int]) -> str:
    return f"{_f1(*sums[:3])}   other values {_f1(*sums[3:])}" if sums else "-"


def _f1(gold: int, found: int, right: int) -> str:
    p, r = right / found if found else 1.0, right / gold if gold else 1.0
    return f"P {p:.3f} R {r:.3f} F1 {2 * p * r / (p + r) if p + r else 0:.3f} ({gold})"


def list_errors(story: Annotated, table: Matching) -> None:
    """Print wrong and missed links of values that differ first, each with its waterfall."""
    compared = score_pairs(story.extractions, table)
    statement_of = {compared.context.entries[m].figure.id: a for a in compared.statements for m in a.members}
    got = {f: fact.id for fact in align(story.extractions, table).facts for f in fact.figures}
    seen: set[tuple[bool, str, str]] = set()
    for a, b in combinations(sorted(story.facts), 2):
        want, have = story.facts[a] == story.facts[b], got[a] == got[b]
        key = tuple(sorted((statement_of[a].index, statement_of[b].index)))
        about = (want, story.facts[a], story.facts[b])
        if want == have or about in seen:
            continue
        seen.add(about)
        verdict = f"{'MISSED' if want else 'WRONG '} {compared.weights.get(key, math.nan)} {compared.cannot_link.get(key, '')}"
        print(f"\n{verdict}  [{story.facts[a]} | {story.facts[b]}]")
        for name in (a, b):
            e = statement_of[name].entry
            source = compared.context.extractions[e.source].source
            f = e.figure
            around = " ".join(f"{source.text[max(0, f.start - 90) : f.start]}<<{f.surface}>>{source.text[f.end : f.end + 70]}".split())
            facets = f"n={e.noun} p={e.predicate} {e.role} {e.sort} place={sorted(e.place)} owner={sorted(e.owner)} t={e.time}"
            print(f"   {name} {facets}: {around}")
        print("   " + " ".join(f"{k}:{table.weights[k]:+}" for k in compared.levels.get(key, ()) if table.weights[k]))


def write(table: Matching) -> None:
    """Put the weights into the file in place; labels, reasons and comments stay."""
    path = rules_root() / "matching.yaml"
    aspect, lines = "", []
    for line in path.read_text(encoding="utf-8").splitlines():
        if head := re.match(r"  (\w+):(?:\s+#.*)?$", line):
            aspect = head.group(1)
        elif row := re.match(r"    ([\w.]+): \{weight: (-?[\d.]+),", line):
            key = f"{aspect}/{row.group(1)}"
            line = line[: row.start(2)] + f"{table.weights[key]:g}" + line[row.end(2) :]
        lines.append(line)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
