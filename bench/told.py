"""What readers of whole clusters want to be told, and what is told: the clusters that nobody had read when the rules were written.

``clusters/read-*.jsonl`` holds, by cluster and offsets, what readers who had not seen the tool's opinion found in each cluster: what an editor
wants to be told (must, glad, minor), and look-alikes that must stay quiet. ``clusters/verdicts-*.jsonl`` holds what further readers said of
findings that stand on no list.

    python bench/told.py          # both halves, into the page on quality
    python bench/told.py --list   # each wanted thing and each finding of the first half: + told, - missed, ? told and on no list
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import material
from material import ROOT, half_of, publish, table

import factcheck

FOLDER = ROOT / "bench" / "clusters"
HALVES = ("first", "second")
# Each row of the table: its name, what is counted, and of how many.
ROWS = (
    ("on the readers' list", "on list", "told"),
    ("not on it, fair by a further reader", "fair", "told"),
    ("not on it, true and not worth a line", "minor", "told"),
    ("not on it, wrong", "wrong", "told"),
    ("not on it, not judged", "unread", "told"),
    ("must, figures", "must figure told", "must figure"),
    ("must, times", "must time told", "must time"),
    ("glad, figures", "glad figure told", "glad figure"),
    ("glad, times", "glad time told", "glad time"),
    ("minor", "minor figure told", "minor figure"),
    ("look-alikes told", "quiet told", "quiet"),
)
Place = tuple[int, int, int]  # document, start, end
Side = dict[str, int]


def read(pattern: str) -> list[dict[str, Any]]:
    """The rows of the sheets of one sort."""
    return [json.loads(line) for sheet in sorted(FOLDER.glob(pattern)) for line in sheet.read_text(encoding="utf-8").splitlines()]


def names(places: Iterable[Place], side: Side) -> bool:
    """Whether one of the places overlaps the side."""
    return any(doc == side["doc"] and start < side["end"] and end > side["start"] for doc, start, end in places)


def same(places: Iterable[Place], judged: Iterable[list[int]]) -> bool:
    """Whether a finding is one that was judged: two of the places that it names were named together, or the only one."""
    here, there = set(places), set(map(tuple, judged))
    return len(here & there) > 1 or here == there


def places(finding: Any) -> list[Place]:
    """Where the figures and times stand that a finding names."""
    return [(int(m.source.removesuffix(".txt")), m.start, m.end) for m in (*finding.figures, *finding.datings)]


def counts(row: dict[str, Any], texts: list[str], verdicts: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Check one cluster; yield what is to be counted, each with a line for the list or ""."""
    cluster = row["cluster"]
    result = factcheck.check({f"{n}.txt": text for n, text in enumerate(texts)})
    told = [(finding, places(finding)) for finding in result.findings.at_least("warning")]
    yield "clusters", ""
    on_list = set()
    for want in row["wanted"]:
        hits = [n for n, (_, at) in enumerate(told) if names(at, want["a"]) and names(at, want["b"])]
        on_list.update(hits)
        sort = f"{want['grade']} {'time' if want['kind'] == 'calendar' else 'figure'}"
        sides = " | ".join(excerpt(texts, want[side]) for side in "ab")
        yield sort, f"{'+' if hits else '-'} {cluster} {want['grade']} {want['kind']} {sides}"
        if hits:
            yield f"{sort} told", ""
    for n, (finding, at) in enumerate(told):
        yield "told", ""
        if n in on_list:
            yield "on list", ""
        else:
            verdict = next((v["verdict"] for v in verdicts if same(at, v["places"])), "unread")
            yield verdict, f"? {cluster} {verdict} {finding.rule} {finding.id} {finding.message}"
    for pair in row["quiet"]:
        yield "quiet", ""
        if any(names(at, pair["a"]) and names(at, pair["b"]) for _, at in told):
            yield "quiet told", ""


def excerpt(texts: list[str], side: Side) -> str:
    """One side of a pair with a little around it."""
    text, start, end = texts[side["doc"]], side["start"], side["end"]
    return f"{side['doc']}.txt …{text[max(0, start - 60) : start]}[{text[start:end]}]{text[end : end + 40]}…".replace("\n", " ")


def main() -> None:
    """Print the table, or the list of the first half."""
    texts: dict[Any, Any] = {row["id"]: row["documents"] for row in material.clusters()}
    if not texts:
        print("no shared clusters here")
        return
    listed = "--list" in sys.argv
    verdicts = defaultdict(list)
    for row in read("verdicts-*.jsonl"):
        verdicts[row["cluster"]].append(row)
    count: Counter[tuple[str, str]] = Counter()
    for row in read("read-*.jsonl"):
        half = half_of(row["cluster"])
        if listed and half != "first":
            continue
        for key, line in counts(row, texts[row["cluster"]], verdicts[row["cluster"]]):
            count[half, key] += 1
            if listed and line:
                print(line)
    if not listed:
        rows = [[name, *(str(count[half, key]) for half in HALVES)] for name, key in (("clusters", "clusters"), ("errors and warnings", "told"))]
        rows += [[name, *(f"{count[half, key]} of {count[half, whole]}" for half in HALVES)] for name, key, whole in ROWS]
        publish("told", table(["clusters read whole", "first half", "second half"], rows))


if __name__ == "__main__":
    main()
