"""Reading articles anew against taking them from the cache, turn and turn about in one run; ``make bench-scale``.

    python bench/cache.py          # 300 and 1,000 articles
    python bench/cache.py 10000    # so many

Articles are the shared bodies, each with a sentence of its own in front, so that none is there twice. Both ways start from sources in memory and end
with extractions in memory, in one process. The commands are measured as a user has them: a process each time, from files to a table.
"""

from __future__ import annotations

import gc
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from material import ROOT, articles, publish, table

from factcheck import pipeline
from factcheck.model import Source

_SIZES = (300, 1_000)
_TURNS = 3
_ROOM = 10**11
_SCALE = ROOT / "docs" / "scale.md"


def sources(count: int) -> list[Source]:
    """So many articles, no two alike."""
    bodies = articles()
    return [Source(f"{n:07}.txt", f"Filed as number {n + 1000:,}.\n\n{bodies[n % len(bodies)]}") for n in range(count)]


def seconds(run: Callable[[], object]) -> float:
    """The time of this process that a call takes."""
    gc.collect()
    start = time.process_time()
    run()
    return time.process_time() - start


def of_children(command: list[str]) -> float:
    """The time of the processor that a command takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def stage(count: int, folder: str) -> list[str]:
    """The row of the stage alone for so many articles."""
    given = sources(count)
    anew, filling, known = [], [], []
    for turn in range(_TURNS):
        os.environ["XDG_CACHE_HOME"] = f"{folder}/{count}-{turn}"
        anew.append(seconds(lambda: pipeline.extract_all(given, 1)))
        filling.append(seconds(lambda: pipeline.extract_all(given, 1, cache=_ROOM)))
        known.append(seconds(lambda: pipeline.extract_all(given, 1, cache=_ROOM)))
    if pipeline.extract_all(given, 1, cache=_ROOM) != pipeline.extract_all(given, 1):
        raise SystemExit("what is kept is not what is read")
    size = (Path(folder) / f"{count}-{_TURNS - 1}" / "factcheck" / "extractions.sqlite").stat().st_size
    print(f"{count} articles: anew {min(anew):.2f} s, filling {min(filling):.2f} s, known {min(known):.3f} s")
    ratio, cost = min(anew) / min(known), min(filling) / min(anew) - 1
    return [f"extraction of {count:,} articles", f"{ratio:.1f}", f"{100 * cost:+.0f} %", f"{size / sum(len(s.text) for s in given):.1f}"]


def command(name: str, arguments: list[str], folder: str, texts: int) -> list[str]:
    """The row of a command."""
    run = [sys.executable, "-m", "factcheck", *arguments]
    anew, filling, known = [], [], []
    for turn in range(_TURNS):
        os.environ["XDG_CACHE_HOME"] = f"{folder}/{name}-{turn}".replace(" ", "-")
        anew.append(of_children([*run, "--no-cache"]))
        filling.append(of_children(run))
        known.append(of_children(run))
    size = next(Path(os.environ["XDG_CACHE_HOME"]).rglob("*.sqlite")).stat().st_size
    print(f"{name}: anew {min(anew):.2f} s, filling {min(filling):.2f} s, known {min(known):.2f} s")
    return [name, f"{min(anew) / min(known):.1f}", f"{100 * (min(filling) / min(anew) - 1):+.0f} %", f"{size / texts:.1f}"]


def main(sizes: tuple[int, ...]) -> None:
    """Print the times, and publish the ratios."""
    gc.set_threshold(100_000, 20, 20)  # as the command line has it
    pipeline.extract_all(sources(20), 1)
    with tempfile.TemporaryDirectory() as folder:
        rows = [stage(count, folder) for count in sizes]
        given = sources(sizes[0])
        (Path(folder) / "articles").mkdir()
        for source in given:
            (Path(folder) / "articles" / source.id).write_text(source.text, encoding="utf-8")
        texts = sum(len(s.text) for s in given)
        table_of = ["extract", f"{folder}/articles", "--format", "csv", "--jobs", "1"]
        rows.append(command(f"`factcheck extract` of {sizes[0]:,} files", table_of, folder, texts))
        story = ROOT / "tests" / "corpora" / "gulf-deployment"
        size = sum(p.stat().st_size for p in story.iterdir())
        rows.append(command("`factcheck check` of five articles", ["check", str(story), "--exit-zero"], folder, size))
    head = ["", "times as fast, all known", "more time, nothing known", "bytes kept for each of the text"]
    publish("cache", table(head, rows), _SCALE)


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or _SIZES)
