"""What the benches share: where the stories lie, ordinary copy of any size, times of this process, and tables between the marks of a page."""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("FACTCHECK_SHARED", ROOT.parent / "shared"))
QUALITY = ROOT / "docs" / "quality.md"


def headlines() -> list[dict[str, object]]:
    """The pairs of headline and article, or none where they are not here."""
    path = SHARED / "data" / "headlines.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.is_file() else []


def stories() -> list[Path]:
    """The folders of the annotated stories, or none where they are not here."""
    return sorted(path.parent for path in (SHARED / "corpora").glob("*/gold.json"))


def clusters() -> list[dict[str, object]]:
    """The real clusters of articles on one event, or none where they are not here."""
    path = SHARED / "data" / "clusters.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.is_file() else []


def half_of(cluster: str) -> str:
    """The half of a cluster, as the scorers part them."""
    return "second" if int(hashlib.md5(cluster.encode()).hexdigest(), 16) % 2 else "first"


def articles() -> list[str]:
    """Ordinary news copy, an article each: the shared ones, else the example corpora of the project."""
    shared = [str(row["body"]) for row in headlines()]
    return shared or [path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests" / "corpora").glob("*/*.txt"))]


def copy(size: int) -> str:
    """Ordinary copy of about ``size`` characters, articles repeated where there are too few."""
    text = "\n\n".join(articles()) + "\n\n"
    return (text * (size // len(text) + 1))[:size]


def best(run: Callable[[], object], times: int = 3) -> float:
    """The shortest of several times, in seconds of this process."""
    found = []
    for _ in range(times):
        start = time.process_time()
        run()
        found.append(time.process_time() - start)
    return min(found)


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A compact Markdown table: no padding, so that one changed cell changes one line."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines) + "\n"


def publish(name: str, text: str, place: Path = QUALITY) -> None:
    """Print a table, and put it between its marks in a page, that on quality if none is named, where nothing that depends on the machine belongs."""
    print(text)
    page = place.read_text(encoding="utf-8")
    mark = re.compile(rf"(<!-- bench:{name} -->\n).*?(<!-- /bench:{name} -->)", re.DOTALL)
    if not mark.search(page):
        raise SystemExit(f"{place.name}: no marks for {name}")
    place.write_text(mark.sub(lambda m: m[1] + text + m[2], page), encoding="utf-8", newline="\n")
