"""Real headlines held against their articles: false alarms on unchanged pairs, and how many altered headline figures are flagged.

    python bench/headlines.py                # both modes, written into docs/quality.md
    python bench/headlines.py ../shared/data/headlines.jsonl [--mode sources|document] [--show alarms|misses] [--limit N]

Headline and body are two sources of one story (``sources``) or one document (``document``). Every annotated figure of a headline that the body
bears out is altered once, in a way that a seed of the pair's id draws: tenfold, two digits swapped, 15 percent more or less, million for billion
and back, another figure of the article, another unit. It counts as flagged where an error or warning names the altered figure.
The sentences are other people's: they are read, measured and never stored.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from material import SHARED, publish, table

from factcheck import pipeline, rulebook
from factcheck.config import Config
from factcheck.model import Figure, Finding, Result, Severity, Source

DIRECT = re.compile(r"^(?:Copy|Trans|Paraphrase)\(")  # the headline repeats a figure of the body
KINDS = ("tenfold", "swapped", "fifteen percent", "scale", "other figure", "other unit")
_UNITS = {
    "%": " million",
    "miles": "kilometers",
    "feet": "meters",
    "km": "miles",
    "pounds": "kilograms",
    "years": "months",
    "days": "weeks",
    "hours": "days",
    "weeks": "months",
}
_MONEY = {"$": "€", "£": "$", "€": "$"}


@dataclass(frozen=True)
class Pair:
    """One headline with its body and what the annotators say of its figures."""

    id: str
    headline: str
    body: str
    annotations: tuple[tuple[str, str, int], ...]  # answer, calculation, offset in the headline


def read(path: Path, limit: int | None) -> list[Pair]:
    """Read the pairs in the order of the file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()][:limit]
    return [Pair(r["id"], r["headline"], r["body"], tuple((f["answer"], f["calculation"], f["at"]) for f in r["figures"])) for r in rows]


def check(headline: str, body: str, mode: str, rules: Any) -> Result:
    """Check headline and body as two sources of one story, or as one document."""
    sources = [Source("body", body), Source("headline", headline)] if mode == "sources" else [Source("headline", f"{headline}\n\n{body}\n")]
    return pipeline.judge(pipeline.extract_all(sources), rules, Config())


def serious(result: Result) -> tuple[Finding, ...]:
    """Errors and warnings."""
    return tuple(f for f in result.findings if f.severity is not Severity.NOTE)


def figure_at(result: Result, start: int, end: int, length: int) -> Figure | None:
    """The figure of the headline that covers an offset."""
    figures = [f for e in result.story.extractions if e.source.id == "headline" for f in e.figures if f.end <= length]
    return next((f for f in figures if f.start < end and start < f.end), None)


def altered(pair: Pair, answer: str, at: int, others: list[str], draw: random.Random) -> Iterator[tuple[str, str, int]]:
    """Yield one alteration: (kind, new headline, end of the altered number), of a kind that fits the figure."""
    end = at + len(answer)
    tail = pair.headline[end:]
    kinds = list(KINDS)
    draw.shuffle(kinds)
    for kind in kinds:
        new = _altered(kind, pair.headline, answer, at, tail, others, draw)
        if new is not None and new[0] != pair.headline:
            yield kind, *new
            return


def _altered(kind: str, text: str, answer: str, at: int, tail: str, others: list[str], draw: random.Random) -> tuple[str, int] | None:
    plain = answer.replace(",", "")
    number = Decimal(plain)
    if kind == "tenfold":
        return _put(text, at, answer, _like(answer, number * 10))
    if kind == "fifteen percent":
        step = max(1, round(float(number) * 0.15))
        return _put(text, at, answer, _like(answer, number + draw.choice((-1, 1)) * step)) if number >= 7 else None
    if kind == "swapped":
        digits = [
            i
            for i in range(len(answer) - 1)
            if answer[i].isdigit() and answer[i + 1].isdigit() and answer[i] != answer[i + 1] and (i or answer[i + 1] != "0")
        ]
        if not digits:
            return None
        i = draw.choice(digits)
        return _put(text, at, answer, answer[:i] + answer[i + 1] + answer[i] + answer[i + 2 :])
    if kind == "scale":
        match = re.match(r"(M|B|K|bn|m)\b|( million| billion)", tail)
        if match is None:
            return None
        other = {"M": "B", "B": "M", "K": "M", "bn": "m", "m": "bn", " million": " billion", " billion": " million"}[match.group()]
        return text[:at] + answer + other + tail[match.end() :], at + len(answer) + len(other)
    if kind == "other figure":
        fit = sorted(
            {
                o
                for o in others
                if o.replace(",", "").replace(".", "").isdigit() and Decimal(o.replace(",", "")) != number and not tail.startswith("%")
            }
        )
        return _put(text, at, answer, draw.choice(fit)) if fit else None
    word = re.match(r"(%| miles| feet| km| pounds| years| days| hours| weeks)\b|%", tail, re.IGNORECASE)
    if word is not None:
        new = _UNITS.get(word.group().strip().lower())
        return (
            None if new is None else (text[:at] + answer + (new if word.group() == "%" else " " + new.title()) + tail[word.end() :], at + len(answer))
        )
    if at and text[at - 1] in _MONEY:
        return text[: at - 1] + _MONEY[text[at - 1]] + text[at:], at + len(answer)
    return None


def _put(text: str, at: int, old: str, new: str) -> tuple[str, int]:
    return text[:at] + new + text[at + len(old) :], at + len(new)


def _like(printed: str, value: Decimal) -> str:
    """Print a value as the headline prints numbers: with commas from a thousand on, without needless zeros."""
    text = f"{value:,f}" if "," in printed or value >= 10_000 else f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def measure(pairs: list[Pair], mode: str, show: str) -> dict[str, Any]:
    """Count false alarms and flagged alterations."""
    rules = rulebook.chosen_rules(Config())
    count: Counter[str] = Counter()
    causes: Counter[str] = Counter()
    for pair in pairs:
        result = check(pair.headline, pair.body, mode, rules)
        computed = any(not DIRECT.match(calculation) for _, calculation, _ in pair.annotations)
        group = "computed" if computed else "plain"
        found = serious(result)
        count[f"{group} pairs"] += 1
        count[f"{group} alarms"] += bool(found)
        for finding in found[:1]:
            causes[f"{finding.rule}: {_why(finding)} ({group})"] += 1
            if show == "alarms":
                print(pair.id, group, finding.rule, finding.severity.value, "|", pair.headline, "|", finding.message[:300])
        if not found:
            _alter(pair, result, mode, rules, count, show)
    return {"mode": mode, **count, "causes": dict(causes.most_common())}


def _why(finding: Finding) -> str:
    """What led to a false alarm, in the words of its trace."""
    held = [s.outcome for s in finding.trace if s.stage == "headline"]
    return held[-1] if held else "headline and body are one fact"


def _alter(pair: Pair, result: Result, mode: str, rules: Any, count: Counter[str], show: str) -> None:
    length = len(pair.headline)
    body = [f.surface for e in result.story.extractions for f in e.figures if not (e.source.id == "headline" and f.end <= length)]
    for answer, calculation, at in pair.annotations:
        plain = answer.replace(",", "").replace(".", "", 1)
        figure = figure_at(result, at, at + len(answer), length) if at >= 0 else None
        if not plain.isdigit() or figure is None or not DIRECT.match(calculation):
            continue
        draw = random.Random(f"{pair.id}:{at}")
        for kind, headline, end in altered(pair, answer, at, body, draw):
            again = check(headline, pair.body, mode, rules)
            touched = figure_at(again, at, end, len(headline))
            flagged = touched is not None and any(touched.id in f.figures for f in serious(again))
            count["altered"] += 1
            count["flagged"] += flagged
            count[f"altered: {kind}"] += 1
            count[f"flagged: {kind}"] += flagged
            if show == "misses" and not flagged:
                print(pair.id, kind, "|", pair.headline, "→", headline, "|", pair.body[:300].replace("\n", " "))


def share(part: int, whole: int) -> str:
    """A share in percent, with what it is a share of."""
    return f"{100 * part / whole:.1f} % of {whole}" if whole else "none"


def report(path: Path) -> None:
    """Measure both modes and write the tables."""
    modes = [measure(read(path, None), mode, "nothing") for mode in ("document", "sources")]
    rows = [
        [f"false alarms, {name}", *(share(m.get(f"{key} alarms", 0), m.get(f"{key} pairs", 0)) for m in modes)]
        for name, key in (("headline repeats its body", "plain"), ("headline rounds or computes", "computed"))
    ]
    rows.append(["altered figures flagged, all", *(share(m["flagged"], m["altered"]) for m in modes)])
    rows += [[f"flagged: {kind}", *(share(m.get(f"flagged: {kind}", 0), m.get(f"altered: {kind}", 0)) for m in modes)] for kind in KINDS]
    publish("held", table(["headlines held to their bodies", "as one document", "as two sources"], rows))
    causes = sorted({c for m in modes for c in m["causes"]}, key=lambda c: (-max(m["causes"].get(c, 0) for m in modes), c))
    publish(
        "alarms",
        table(["cause of a false alarm", "as one document", "as two sources"], [[c, *(str(m["causes"].get(c, 0)) for m in modes)] for c in causes]),
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path, nargs="?")
    parser.add_argument("--mode", choices=("sources", "document"), default="sources")
    parser.add_argument("--show", choices=("alarms", "misses", "nothing"), default="nothing")
    parser.add_argument("--limit", type=int)
    options = parser.parse_args()
    if options.path is None:
        path = SHARED / "data" / "headlines.jsonl"
        return report(path) if path.is_file() else print("the shared headlines are not here")
    print(json.dumps(measure(read(options.path, options.limit), options.mode, options.show), indent=1))


if __name__ == "__main__":
    main()
