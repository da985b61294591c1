"""What readers of whole clusters want to be told, and what is told: the clusters that nobody had read when the rules were written.

``clusters/read-*.jsonl`` holds, by cluster and offsets, what readers who had not seen the tool's opinion found in each cluster: what an editor wants to be
told (must, glad, minor), and look-alikes that must stay quiet. ``clusters/verdicts-*.jsonl`` holds what further readers said of findings that stand on no list.

    python bench/told.py          # both halves, into the page on quality
    python bench/told.py --list   # each wanted thing and each finding of the first half: + told, - missed, ? told and on no list
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable

import material
from material import ROOT, half_of, publish, table

import factcheck

FOLDER = ROOT / "bench" / "clusters"
Side = dict[str, int]


def read(pattern: str) -> list[dict[str, object]]:
    """The rows of the sheets of one sort."""
    return [json.loads(line) for sheet in sorted(FOLDER.glob(pattern)) for line in sheet.read_text(encoding="utf-8").splitlines()]


def names(places: Iterable[tuple[int, int, int]], side: Side) -> bool:
    """Whether one of the places (document, start, end) overlaps the side."""
    return any(doc == side["doc"] and start < side["end"] and end > side["start"] for doc, start, end in places)


def places(finding: object) -> list[tuple[int, int, int]]:
    """Where the figures and times stand that a finding names."""
    return [(int(m.source.removesuffix(".txt")), m.start, m.end) for m in (*finding.figures, *finding.datings)]


def main() -> None:
    """Print the table, or the list of the first half."""
    texts = {row["id"]: row["documents"] for row in material.clusters()}
    if not texts:
        print("no shared clusters here")
        return
    listed = "--list" in sys.argv
    count: Counter[tuple[str, str]] = Counter()
    judged = {}
    for row in read("verdicts-*.jsonl"):
        judged.setdefault(row["cluster"], []).append(row)
    for row in read("read-*.jsonl"):
        cluster, half = row["cluster"], half_of(row["cluster"])
        if listed and half != "first":
            continue
        result = factcheck.check({f"{n}.txt": text for n, text in enumerate(texts[cluster])})
        told = [(finding, places(finding)) for finding in result.findings.at_least("warning")]
        count[half, "clusters"] += 1
        count[half, "told"] += len(told)
        on_list = set()
        for want in row["wanted"]:
            hits = [n for n, (_, at) in enumerate(told) if names(at, want["a"]) and names(at, want["b"])]
            on_list.update(hits)
            sort = "time" if want["kind"] == "calendar" else "figure"
            count[half, f"{want['grade']} {sort}"] += 1
            count[half, f"{want['grade']} {sort} told"] += bool(hits)
            if listed:
                print("+" if hits else "-", cluster, want["grade"], want["kind"], *(show(texts[cluster], want[side]) for side in "ab"))
        for n, (finding, at) in enumerate(told):
            if n in on_list:
                continue
            verdict = next((v["verdict"] for v in judged.get(cluster, ()) if names(at, v["a"]) and names(at, v["b"])), "unread")
            count[half, verdict] += 1
            if listed:
                print("?", cluster, verdict, finding.rule, finding.id, finding.message)
        count[half, "on list"] += len(on_list)
        count[half, "quiet"] += len(row["quiet"])
        count[half, "quiet told"] += sum(any(names(at, q["a"]) and names(at, q["b"]) for _, at in told) for q in row["quiet"])
    if listed:
        return
    rows = [
        ["clusters read whole", *(str(count[half, "clusters"]) for half in HALVES)],
        ["errors and warnings", *(str(count[half, "told"]) for half in HALVES)],
    ]
    rows += [[name, *(f"{count[half, key]} of {count[half, whole]}" for half in HALVES)] for name, key, whole in ROWS]
    publish("told", table(["", "first half", "second half"], rows))


HALVES = ("first", "second")
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


def show(texts: list[str], side: Side) -> str:
    """One side of a wanted pair, with a little around it, for the one who looks at the first half."""
    text = texts[side["doc"]]
    return f"| {side['doc']}.txt …{text[max(0, side['start'] - 60) : side['start']]}[{text[side['start'] : side['end']]}]{text[side['end'] : side['end'] + 40]}…".replace(
        "\n", " "
    )


if __name__ == "__main__":
    main()
