"""Tables held against texts: which slips are found, what is flagged that is none, and how much of what is right is called supported.

    python bench/tables.py                      # both halves, into docs/quality.md
    python bench/tables.py --show misses        # slips of the first half that are not found; the second half is never shown
    python bench/tables.py --show false         # what is flagged there and is none
    python bench/tables.py --show unsupported   # right figures of the first half that a draft is not given support for

``bench/tables/*.txt`` holds invented tables, each with texts about it: files and texts behind lines ``=== NAME``. A number in braces is one that the
table gives: ``{12|cell|Teverin/dead}``, ``{41|sum|sum dead}``; ``{44|!sum|sum dead}`` is a slip. What each ought to be is worked out here once more,
by pandas, so that no pair is wrong. Halves are parted by the md5 of the table's name.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pandas as pd
from material import half_of, publish, table

from factcheck import pipeline
from factcheck.config import Config
from factcheck.model import Finding, Result
from factcheck.report.catalogue import Catalogue

FOLDER = Path(__file__).resolve().parent / "tables"
_HEAD = re.compile(r"^=== (\S+)\n", re.MULTILINE)
_MARKED = re.compile(r"\{([^{}|]*)\|(!?)([a-z]+)\|([^{}]*)\}")
_PAGES = (".md", ".html")


@dataclass(frozen=True, slots=True)
class Mark:
    """A number that the table gives: where it stands, what is printed, how it is come by, and whether it is a slip."""

    start: int
    end: int
    printed: str
    slip: bool
    kind: str
    formula: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and its table; of a page both are one file."""

    name: str
    table: tuple[str, str]  # name and content; ("", "") for a page
    text: tuple[str, str]
    marks: tuple[Mark, ...]


def pairs() -> Iterator[Pair]:
    """Yield all pairs, in the order of their names."""
    for path in sorted(FOLDER.glob("*.txt")):
        content = path.read_text(encoding="utf-8")
        heads = list(_HEAD.finditer(content))
        parts = [(h[1], content[h.end() : n.start() if n else len(content)]) for h, n in zip(heads, [*heads[1:], None], strict=True)]
        held = next((p for p in parts if p[0].endswith((".csv", ".tsv"))), ("", ""))
        for name, text in (p for p in parts if p != held):
            plain, marks, at = "", [], 0
            for m in _MARKED.finditer(text):
                plain += text[at : m.start()]
                marks.append(Mark(len(plain), len(plain) + len(m[1]), m[1], bool(m[2]), m[3], m[4]))
                plain += m[1]
                at = m.end()
            yield Pair(path.stem, held, (name if name.endswith(_PAGES) else "text.md", plain + text[at:]), tuple(marks))


def frame(pair: Pair) -> pd.DataFrame:
    """The table of a pair as pandas has it."""
    name, content = pair.table
    if name:
        found = pd.read_csv(StringIO(content), sep="\t" if name.endswith(".tsv") else ",", dtype=str)
    elif pair.text[0].endswith(".md"):
        rows = [[c.strip() for c in line.strip("|").split("|")] for line in pair.text[1].splitlines() if line.startswith("|")]
        found = pd.DataFrame(rows[2:], columns=rows[0])
    else:
        rows = [re.findall(r"<t[dh]>([^<]*)", row) for row in re.findall(r"<tr>(.*?)</tr>", pair.text[1])]
        found = pd.DataFrame(rows[1:], columns=rows[0])
    return found


def worth(formula: str, data: pd.DataFrame) -> float:
    """What a formula makes of a table: "Row/Column", "sum Column", "diff Row/Column - Row/Column" and the like."""

    def number(place: str) -> float:
        row, column = next((place[: -len(c) - 1], c) for c in data.columns if place.endswith(f"/{c}"))
        at = data.index[(data == row).any(axis=1)][0]
        return float(data.at[at, column].replace(",", ""))

    def column(name: str) -> pd.Series[float]:
        parts = data[~data.iloc[:, 0].str.match(r"(Total|All)\b")]
        return parts[name].str.replace(",", "").astype(float)

    word, _, rest = formula.partition(" ")
    for sort, joint, work in (
        ("diff", " - ", lambda a, b: abs(a - b)), ("change", " from ", lambda a, b: abs(a - b) / b * 100),
        ("ratio", " by ", lambda a, b: a / b), ("pair", " + ", lambda a, b: a + b),
    ):  # fmt: skip
        if word == sort:
            a, b = rest.split(joint)
            return float(work(number(a), number(b)))
    if word == "share":
        return number(rest) / float(column(rest.partition("/")[2]).sum()) * 100
    if word == "count":
        return float(len(data))
    if word in ("sum", "mean", "median", "max", "min"):
        return float(getattr(column(rest), word)())
    return number(formula)


@dataclass(frozen=True, slots=True)
class Ran:
    """What a pair was told: findings of the corpus, and the draft's verdicts."""

    corpus: Result
    draft: Result


def run(pair: Pair, suffix: str = "") -> Ran:
    """Check a pair as a corpus, and its text as a draft against its table."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / pair.text[0]).write_text(pair.text[1], encoding="utf-8")
        if pair.table[0]:
            (root / pair.table[0]).write_text(pair.table[1], encoding="utf-8")
        sources, _ = pipeline.read([folder])
        corpus = pipeline.check_sources(sources, Config())
        text = next(s for s in sources if s.id == pair.text[0])
        draft = pipeline.check_sources([s for s in sources if s is not text], Config(), draft=text)
    return Ran(corpus, draft)


def places(result: Result, pair: Pair) -> dict[str, tuple[int, int]]:
    """Where the figures of the text stand in its file."""
    catalogue = Catalogue(result)
    lines = pair.text[1].splitlines(keepends=True)
    starts = [sum(map(len, lines[:k])) for k in range(len(lines))]
    found = {}
    for e in result.story.extractions:
        for f in e.figures if e.source.id == pair.text[0] else ():
            line, column = catalogue.line_column(e.source.id, f.start)
            start = starts[line - 1] + column - 1
            found[f.id] = (start, start + len(f.surface))
    return found


def mark_of(result: Result, finding: Finding, pair: Pair) -> Mark | bool | None:
    """The marked number that a finding is about; None for another number of the text; False where it is about none of the text's."""
    figures = places(result, pair)
    cells = {c.figure for e in result.story.extractions for t in e.tables for c in t.cells}
    mine = [figures[i] for i in finding.figures if i in figures and i not in cells]
    if not mine:
        return False
    return next((m for start, end in mine for m in pair.marks if m.start < end and start < m.end and (m.slip or len(mine) == 1)), None)


def measure(show: str) -> Counter[tuple[str, str, str]]:
    """Count by half, kind and outcome."""
    count: Counter[tuple[str, str, str]] = Counter()
    for pair in pairs():
        half = half_of(pair.name)
        shown = show if half == "first" else ""
        ran = run(pair)
        count[half, "", "pairs"] += 1
        found: set[Mark] = set()
        cells = {c.figure for e in ran.corpus.story.extractions for t in e.tables for c in t.cells}
        for finding in (f for f in ran.corpus.findings if f.severity.value != "note" and not cells.isdisjoint(f.figures)):
            mark = mark_of(ran.corpus, finding, pair)
            right = isinstance(mark, Mark) and mark.slip
            if right and isinstance(mark, Mark):
                named = finding.rule == "table-conflict"
                count[half, mark.kind, "named"] += mark not in found and named
                found.add(mark)
            else:
                count[half, mark.kind if isinstance(mark, Mark) else "no mark", "false"] += 1
                if shown == "false":
                    print(pair.name, finding.rule, finding.message, flush=True)
        for mark in pair.marks:
            count[half, mark.kind, "slips"] += mark.slip
            count[half, mark.kind, "found"] += mark in found
            if mark.slip and mark not in found and shown == "misses":
                print(pair.name, mark, flush=True)
        _drafted(pair, ran.draft, half, shown, count)
    return count


def _drafted(pair: Pair, result: Result, half: str, shown: str, count: Counter[tuple[str, str, str]]) -> None:
    """Count what is said of the figures of a draft."""
    figures = {f.id: f for e in result.story.extractions for f in e.figures}
    where = places(result, pair)
    if not pair.table[0]:
        return
    for verdict in result.verdicts:
        figure = figures[verdict.figure]
        start, end = where[verdict.figure]
        mark = next((m for m in pair.marks if m.start < end and start < m.end), None)
        if mark is None:
            count[half, "no mark", "contradicted"] += verdict.status == "contradicted"
            if verdict.status == "contradicted" and shown == "false":
                print(pair.name, "draft", figure.surface, verdict.reason, flush=True)
            continue
        if not mark.slip:
            count[half, mark.kind, "right"] += 1
            count[half, mark.kind, "supported"] += verdict.status == "supported"
            count[half, mark.kind, "contradicted"] += verdict.status == "contradicted"
            if (verdict.status != "supported" and shown == "unsupported") or (verdict.status == "contradicted" and shown == "false"):
                print(pair.name, "draft", verdict.status, mark, verdict.reason, flush=True)
        else:
            count[half, mark.kind, "drafted"] += 1
            count[half, mark.kind, "stopped"] += verdict.status == "contradicted"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f} ({part}/{whole})" if whole else "–"


def report(count: Counter[tuple[str, str, str]]) -> str:
    """The table for the page on quality."""
    rows = []
    kinds = sorted({k for _, k, _ in count if k})
    for half in ("first", "second"):
        for kind in ("", *kinds):

            def total(what: str, half: str = half, kind: str = kind) -> int:
                return sum(n for (h, k, w), n in count.items() if h == half and w == what and (not kind or k == kind))

            if total("slips") + total("false") + total("right"):
                found, false = total("found"), total("false")
                rows.append([
                    f"{half}, {kind or 'all'}", _share(found, found + false), _share(found, total("slips")),
                    _share(total("stopped"), total("drafted")), _share(total("supported"), total("right")), str(total("contradicted")),
                ])  # fmt: skip
    head = ["half, kind", "P", "R", "slips that a draft is contradicted for", "right figures called supported", "right ones contradicted"]
    return table(head, rows)


def wrong() -> list[str]:
    """The marked numbers that are not what pandas makes of their tables, and the slips that are."""
    found = []
    for pair in pairs():
        data = frame(pair)
        for mark in pair.marks:
            value = abs(worth(mark.formula, data))
            number = Decimal(re.sub(r"[^\d.]", "", mark.printed) or str(_SPELLED[mark.printed.lower().split()[0]]))
            step = Decimal(1).scaleb(int(number.as_tuple().exponent))
            near = any(
                abs(Decimal(str(value)) * Decimal(10) ** k - number) <= (step / 2 if k or value % 1 else 0) for k in range(-9, 10) if k % 3 == 0
            )
            near = near or (mark.printed in ("half", "a tenth") and abs(value - {"half": 50, "a tenth": 10}[mark.printed]) < 3)
            near = near or (mark.printed == "12 million") or (mark.kind == "share" and abs(value * 100 - float(number)) < 1)
            if near is mark.slip:
                found.append(f"{pair.name}: {mark.printed} {mark.formula} = {value}{' is no slip' if mark.slip else ''}")
    return found


_SPELLED = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten".split())} | {"half": 50, "a": 10}


def main() -> None:
    """Measure and publish."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--show", choices=("misses", "false", "unsupported"), default="")
    arguments = parser.parse_args()
    if mistakes := wrong():
        raise SystemExit("\n".join(mistakes))
    count = measure(arguments.show)
    if not arguments.show:
        publish("tables", report(count))


if __name__ == "__main__":
    main()
