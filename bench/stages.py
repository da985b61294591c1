"""What each stage loses on the shared stories: findings with the project's own links, and behind the links of the golds.

A discrepancy that is told behind gold links and not with our own is lost by the alignment; one that is lost even there, by the judging. Real and
invented stories apart, the real ones in halves by the md5 of their names: errors are looked at in the first half only.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

from material import ROOT, SHARED, publish, stories, table

sys.path.insert(0, str(ROOT / "scripts"))

from factcheck import pipeline, sources
from factcheck.align import align
from factcheck.check import load_rules, run
from factcheck.model import Extraction, Fact, Finding, Lineage, Story

SETS = ("real, first half", "real, second half", "invented")


def scorer() -> Any:
    """The module that scores findings against a gold; it lies beside the stories."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "score" / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def set_of(folder: Path) -> str:
    """Which of the sets a story is in."""
    if (folder / "corpus.toml").exists():
        return SETS[2]
    return SETS[int(hashlib.md5(folder.name.encode()).hexdigest(), 16) % 2]


def as_out(story: Story, findings: tuple[Finding, ...]) -> dict[str, Any]:
    """A checked story in the form that the scorer reads."""
    figures = [
        {
            "id": f.id, "source": f.source, "start": f.start, "end": f.end, "surface": f.surface, "low": float(f.quantity.low),
            "high": float(f.quantity.high), "unit": f.quantity.unit, "hedge": f.hedge.value, "noun": f.noun.lemma if f.noun else "",
        }
        for e in story.extractions for f in e.figures
    ]  # fmt: skip
    told = [{"rule": x.rule, "severity": x.severity.value, "message": x.message, "figures": list(x.figures)} for x in findings]
    return {"figures": figures, "facts": [{"figures": list(f.figures)} for f in story.facts], "findings": told}


def behind_gold(story: Story, gold: dict[str, Any], matched: dict[str, str]) -> Story:
    """The story with the facts and lineages of its gold: nothing was compared, so that every link counts as sure."""
    fact_of = {i: n for n, fact in enumerate(gold["facts"]) for i in fact["figures"]}
    groups: dict[object, list[str]] = {}
    for extraction in story.extractions:
        for figure in extraction.figures:
            groups.setdefault(fact_of.get(matched.get(figure.id, ""), figure.id), []).append(figure.id)
    own = {i: fact for fact in story.facts for i in fact.figures}
    facts = tuple(Fact(str(n), own[ids[0]].label, own[ids[0]].key, tuple(ids)) for n, ids in enumerate(groups.values()))
    lineages: dict[str, list[str]] = {}
    for row in gold["sources"]:
        lineages.setdefault(row.get("lineage") or row.get("origin") or row["file"], []).append(row["file"])
    lines = tuple(Lineage(name, tuple(sorted(ids)), "declared") for name, ids in sorted(lineages.items()))
    return replace(story, facts=facts, lineages=lines, comparisons=())


def main() -> None:
    """Print a row a set and publish the table."""
    if not stories():
        print("no shared stories beside the clone: nothing is measured")
        return
    score, rules = scorer(), load_rules(())
    counts: dict[tuple[str, str], Counter[str]] = {}
    for folder in stories():
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        found, _ = sources.load([str(folder)])
        extractions: tuple[Extraction, ...] = pipeline.extract_all(found, 1)
        story = align(extractions)
        out = as_out(story, run(story, rules))
        ours, _ = score.score(gold, out)
        oracle = behind_gold(story, gold, score.match_figures(gold, out))
        theirs, _ = score.score(gold, as_out(oracle, run(oracle, rules)))
        for links, counted in (("own", ours), ("of the gold", theirs)):
            for name in (set_of(folder), "all"):
                counts.setdefault((name, links), Counter()).update(counted)
    rows = []
    for name in (*SETS, "all"):
        for links in ("own", "of the gold"):
            n = counts[name, links]
            shares = [score.ratio(n[a], n[b]) for a, b in (("serious_true", "serious"), ("expected_met", "expected"))]
            rows.append([name, links, *(f"{s:.3f}" for s in shares), f"{n['serious_true']}/{n['serious']}", f"{n['expected_met']}/{n['expected']}"])
    publish("stages", table(["stories", "links", "findings P", "findings R", "true/told", "met/expected"], rows))


if __name__ == "__main__":
    main()
