"""Times of one event: how often texts print one time at each match weight, what is told, and what a fresh reader says of it.

Texts mostly agree. Where two times are of one event they are mostly one time, so the share of equal times among pairs of one weight says how likely
such a pair is one event; below a weight of 0 it is chance. ``datings/verdicts-*.jsonl`` holds, by cluster and offsets, what readers who had not seen
the tool's opinion said of pairs that it told and of pairs that it nearly told.
"""

from __future__ import annotations

import json
from collections import Counter

import material
from material import ROOT, half_of, publish, table

import factcheck
from factcheck.quantity.when import relation

RULES = ("date-conflict", "calendar", "age", "stale-time", "enumeration")
_WIDTH = 2  # of a bin of weights
_LEAST, _MOST = 0, 8


def main() -> None:
    """Print the tables, and put them into the page on quality."""
    real = material.clusters()
    if not real:
        print("no shared clusters here")
        return
    equal: Counter[tuple[str, int, bool]] = Counter()
    told: Counter[tuple[str, str]] = Counter()
    clusters: Counter[str] = Counter()
    for cluster in real:
        half = half_of(cluster["id"])
        clusters[half] += 1
        result = factcheck.check({f"{n}.txt": text for n, text in enumerate(cluster["documents"])})
        datings = {d.id: d.record for d in result.datings}
        for pair in result.record.story.dated:
            a, b = datings[pair.a], datings[pair.b]
            said = relation(a, b).said
            if a.source != b.source and said in ("same", "apart"):
                # Whether a text prints both times is asked by the times themselves, and left out here.
                weight = pair.weight - sum(level.weight for level in pair.levels if level.aspect == "printed")
                equal[half, min(_MOST, max(_LEAST, round(weight / _WIDTH) * _WIDTH)), said == "same"] += 1
        told.update((half, f.rule) for f in result.findings.at_least("warning") if f.rule in RULES)
    rows = []
    for weight in range(_LEAST, _MOST + 1, _WIDTH):
        cells = [str(weight)]
        for half in ("first", "second"):
            n = equal[half, weight, True] + equal[half, weight, False]
            cells.append(f"{equal[half, weight, True] / n:.2f} of {n}" if n else "–")
        rows.append(cells)
    publish("times", table(["match weight", "one time, first half", "second half"], rows))
    rows = [[rule, *(f"{told[half, rule]} in {clusters[half]}" for half in ("first", "second"))] for rule in RULES]
    publish("times-told", table(["rule", "told, first half of the clusters", "second half"], rows))
    read: Counter[tuple[str, int, bool]] = Counter()
    for sheet in sorted((ROOT / "bench" / "datings").glob("verdicts-*.jsonl")):
        for row in map(json.loads, sheet.read_text(encoding="utf-8").splitlines()):
            read[half_of(row["cluster"]), row["told"], row["tell"] in ("must", "glad")] += 1
    rows = [
        [name, *(f"{read[half, flag, True]} of {read[half, flag, True] + read[half, flag, False]}" for half in ("first", "second"))]
        for name, flag in (("told", 1), ("nearly told", 0))
    ]
    publish("times-read", table(["pairs", "wanted by a reader, first half", "second half"], rows))


if __name__ == "__main__":
    main()
