"""Articles of many events shuffled together, put into groups again: B-cubed precision, recall and F1 against the cluster that each comes from.

The articles are those of the shared clusters and of the annotated stories. Numbers of ``grouping.yaml`` were tuned on the first half alone (by md5 of
the cluster's name). A half mixed with itself is easier than both together, so the whole is told too, and each with some thousand other articles of
which nobody says what they report: they count for nothing, but whoever joins them to an article is wrong or lucky.

    python bench/grouping.py          # into the page on quality
    python bench/grouping.py --list   # what was joined and what was parted wrongly of the first half, with names alone
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from hashlib import md5

import material
from material import half_of, publish, table

from factcheck import pipeline
from factcheck.align.grouping import group, read_card
from factcheck.model import Source
from factcheck.model.cards import Card


def articles() -> list[tuple[str, str, str]]:
    """Cluster, name and text of each article."""
    found = [(str(row["id"]), f"{row['id']}/{n}", text) for row in material.clusters() for n, text in enumerate(row["documents"])]  # type: ignore[call-overload]
    for story in material.stories():
        found += [(story.name, f"{story.name}/{path.name}", path.read_text(encoding="utf-8")) for path in sorted(story.glob("*.txt"))]
    return found


def card(name: str, text: str) -> Card:
    """The card of an article under a name that says nothing of its cluster, since ties fall by name."""
    return read_card(pipeline.extract_one(Source(md5(name.encode()).hexdigest(), text), datings=False))


def b_cubed(groups: Sequence[Sequence[str]], cluster_of: dict[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1: of each article, what share of its group is of its cluster, and what share of its cluster is in its group."""
    size = Counter(cluster_of.values())
    precision = recall = 0.0
    for members in ([i for i in found if i in cluster_of] for found in groups):
        alike = Counter(cluster_of[i] for i in members)
        for i in members:
            precision += alike[cluster_of[i]] / len(members)
            recall += alike[cluster_of[i]] / size[cluster_of[i]]
    precision, recall = precision / len(cluster_of), recall / len(cluster_of)
    return precision, recall, 2 * precision * recall / (precision + recall)


def listed(groups: Sequence[Sequence[str]], cluster_of: dict[str, str], names: dict[str, str]) -> None:
    """Print the groups of several clusters, and the clusters that lie in several groups."""
    at = {i: n for n, members in enumerate(groups) for i in members}
    for members in groups:
        if len({cluster_of[i] for i in members}) > 1:
            print("joined:", ", ".join(sorted(names[i] for i in members)))
    parted: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for i, cluster in cluster_of.items():
        parted[cluster][at[i]].append(names[i])
    for parts in parted.values():
        if len(parts) > 1:
            print("parted:", " | ".join(", ".join(sorted(part)) for part in sorted(parts.values())))


def main() -> None:
    """Print the table, or the errors of the first half."""
    read = articles()
    if not material.clusters():
        print("no shared clusters here")
        return
    wanted = [row for row in read if half_of(row[0]) == "first"] if "--list" in sys.argv else read
    cards = {name: card(name, text) for _, name, text in wanted}
    names = {c.id: name for name, c in cards.items()}
    cluster_of = {cards[name].id: cluster for cluster, name, _ in wanted}
    if "--list" in sys.argv:
        listed(group(list(cards.values())), cluster_of, names)
        return
    others = [card(f"other/{n}", f"{row['headline']}\n\n{row['body']}") for n, row in enumerate(material.headlines())]
    rows = []
    for label, halves in (("first half", ("first",)), ("second half", ("second",)), ("both together", ("first", "second"))):
        truth = {i: cluster for i, cluster in cluster_of.items() if half_of(cluster) in halves}
        own = [c for c in cards.values() if c.id in truth]
        for mixed, beside in (("", []), (f", among {len(others):,} others", others)):
            groups = group([*own, *beside])
            scores = b_cubed(groups, truth)
            rows.append([label + mixed, f"{len(truth):,}", f"{len(set(truth.values())):,}", *(f"{s:.3f}".lstrip("0") for s in scores)])
    publish("grouping", table(["articles of", "articles", "stories", "precision", "recall", "F1"], rows))


if __name__ == "__main__":
    main()
