"""How the cost of ``factcheck scan`` grows with the archive: time of the processors, memory, and two workers against one and against Dask's.

Archives are made under a fixed seed from the shared bodies: an event is some of them mixed sentence by sentence, with names and numbers of its own;
one to six articles tell it, some of them copies, within a few days of one another. Nothing of them is kept.

    python bench/scale.py                  # 1,000 and 10,000 articles, into the page on scale
    python bench/scale.py 1000 10000 100000
    python bench/scale.py --make 1000 DIR  # the archive alone
    python bench/scale.py --dask 1000 4000 # the engines alone
"""

from __future__ import annotations

import json
import math
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import material
from material import ROOT, publish, table

PAGE = ROOT / "docs" / "scale.md"
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"(])")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")
_NUMBER = re.compile(r"(?<![\d.,-])[1-9]\d{0,2}(?:,\d{3})*(?![\d.,-]*\d)")
_SYLLABLES = "bar cor dal fen gor hal jun kel lor mar nor pel quo ros sil tar und vel wen yor zim bra cle dri flo".split()
_FILE, _DAY = 250, 270  # articles of a file, and of a day
_ENGINES = [1_000, 4_000]  # articles
# What a run of its own tells: seconds of wall and processors, megabytes of this process and of its largest worker, and what was done.
_RUN = """
import json, resource, sys, time
from pathlib import Path
from factcheck.config import Config
from factcheck.scan import scan
start = time.monotonic()
done = scan([sys.argv[1]], Path(sys.argv[2]), Config(jobs=int(sys.argv[3]), engine=sys.argv[4]), title="archive")
wall = time.monotonic() - start
own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"wall": wall, "cpu": own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime, "own": own.ru_maxrss // 1024,
    "worker": children.ru_maxrss // 1024, "main": own.ru_utime + own.ru_stime, "read": done.read, "checked": done.checked, **done.counts}))
"""


def archive(count: int) -> Iterator[dict[str, str]]:
    """So many articles, shuffled within their days."""
    bodies = [_SENTENCE.split(str(row["body"])) for row in material.headlines()]
    r = random.Random(20261127)
    made: list[dict[str, str]] = []
    event = 0
    while len(made) < count:
        event += 1
        sentences = [s for n in range(3) for s in r.choice(bodies)[n::3]]
        told = [_own(s, event) for s in sentences if 20 < len(s) < 600]
        day = date(2025, 1, 1) + timedelta(days=len(made) // _DAY)
        for _ in range(r.choice((1, 1, 1, 2, 3, 3, 4, 6))):
            kept = [_changed(s, r) for s in told if r.random() > 0.25] or told
            if r.random() > 0.2:  # else a copy, in the order of the first
                r.shuffle(kept)
            made.append({"published": str(day + timedelta(days=r.randint(0, 2))), "text": " ".join(kept)})
    made = made[:count]
    for start in range(0, count, _DAY):
        part = made[start : start + _DAY]
        r.shuffle(part)
        yield from part


def _own(sentence: str, event: int) -> str:
    """A sentence with the names and numbers of an event, the same wherever they stand in it."""

    def name(match: re.Match[str]) -> str:
        r = random.Random(f"{event} {match.group()}")
        return "".join(r.choice(_SYLLABLES) for _ in range(3)).title()

    def number(match: re.Match[str]) -> str:
        value = int(match.group().replace(",", ""))
        return f"{max(1, round(value * random.Random(f'{event} {value}').uniform(0.5, 1.9))):,}"

    return _NUMBER.sub(number, _NAME.sub(name, sentence))


def _changed(sentence: str, r: random.Random) -> str:
    """One in twelve sentences has other numbers in one article than in the others."""
    return _NUMBER.sub(lambda m: f"{int(m.group().replace(',', '')) + r.randint(1, 9):,}", sentence) if r.random() < 1 / 12 else sentence


def make(count: int, folder: Path) -> None:
    """Write an archive as files of JSON lines, with the ``corpus.toml`` that says what their columns hold."""
    folder.mkdir(parents=True)
    rows = list(archive(count))
    names = []
    for start in range(0, count, _FILE):
        names.append(f"wire-{start // _FILE:05}.jsonl")
        lines = [json.dumps({"id": f"a{start + n:07}", **row}) for n, row in enumerate(rows[start : start + _FILE])]
        (folder / names[-1]).write_text("\n".join(lines) + "\n", encoding="utf-8")
    entry = '[[source]]\npath = "{}"\ncolumns = {{ id = "id", text = "text", published = "published" }}\n'
    (folder / "corpus.toml").write_text("".join(entry.format(name) for name in names), encoding="utf-8")


def run(folder: Path, out: Path, jobs: int, engine: str = "local") -> dict[str, float]:
    """One scan in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", _RUN, str(folder), str(out), str(jobs), engine], env=environment, check=True, capture_output=True, text=True
    )
    told: dict[str, float] = json.loads(done.stdout)
    return told


def engines(sizes: Sequence[int], place: Path) -> None:
    """Two workers of Dask, in a cluster of their own on this machine, against two of our own: the best of three turns each, and the same bytes."""
    rows = []
    for size in sizes:
        folder = place / f"engines-{size}"
        make(size, folder)
        told: dict[str, list[dict[str, float]]] = {"local": [], "dask": []}
        for turn in range(3):  # in turns, so that a busy machine is busy for both
            for engine, runs in told.items():
                runs.append(run(folder, place / f"{engine}-{size}-{turn}", 2, engine))
        tables = sorted(p.name for p in (place / f"local-{size}-0").iterdir() if p.is_file())
        for name in tables:
            assert len({(place / f"{engine}-{size}-0" / name).read_bytes() for engine in told}) == 1, name
        walls, processors = ({e: min(r[what] for r in runs) for e, runs in told.items()} for what in ("wall", "cpu"))
        memory = {what: max(r[what] for r in told["dask"]) for what in ("own", "worker")}
        cells = [f"{found['dask'] / found['local']:.2f}" for found in (walls, processors)]
        cells.append(f"{min(r['main'] / r['cpu'] for r in told['dask']):.0%}".replace("%", " %"))
        rows.append([f"{size:,}", *cells, f"{memory['own']:,.0f}", f"{memory['worker']:,.0f}"])
        print(time.strftime("%H:%M:%S"), size, walls, processors, file=sys.stderr, flush=True)
    header = ["articles", "times as long", "times the processor", "of it main process", "MB, main process", "MB, largest worker"]
    publish("dask", table(header, rows), PAGE)


def main() -> None:
    """Make the archives, scan them, and print the table."""
    if not material.headlines():
        print("no shared bodies here")
        return
    if sys.argv[1:2] == ["--make"]:
        make(int(sys.argv[2]), Path(sys.argv[3]))
        return
    if sys.argv[1:2] == ["--dask"]:
        with tempfile.TemporaryDirectory() as alone:
            engines([int(a) for a in sys.argv[2:]] or _ENGINES, Path(alone))
        return
    sizes = [int(a) for a in sys.argv[1:]] or [1_000, 10_000]
    rows, base = [], 0.0
    with tempfile.TemporaryDirectory() as place:
        for size in sizes:
            folder = Path(place) / str(size)
            make(size, folder)
            told = run(folder, Path(place) / f"out-{size}", 2)
            again = run(folder, Path(place) / f"out-{size}", 2)
            base = base or told["cpu"]
            power = f"n^{math.log(told['cpu'] / base) / math.log(size / sizes[0]):.2f}" if size > sizes[0] else ""
            cells = [f"{told['cpu'] / size * 1000:.1f}", f"{told['main'] / told['cpu']:.0%}".replace("%", " %"), power]
            cells += [f"{told['own']:,.0f}", f"{told['worker']:,.0f}", f"{again['cpu'] / told['cpu']:.2f}"]
            rows.append([f"{size:,}", f"{told['several']:,} + {told['alone']:,}", *cells])
            print(time.strftime("%H:%M:%S"), size, told, again, file=sys.stderr, flush=True)
        folder = Path(place) / str(sizes[0])
        walls: dict[int, list[float]] = {1: [], 2: []}
        for number in range(4):  # in turns, so that a busy machine is busy for both
            jobs = 1 + number % 2
            walls[jobs].append(run(folder, Path(place) / f"jobs-{number}", jobs)["wall"])
        engines(_ENGINES, Path(place))
        print(f"two workers against one, {sizes[0]:,} articles: {min(walls[1]) / min(walls[2]):.2f} times as fast", file=sys.stderr)
    header = ["articles", "stories + single articles", "ms of processor an article", "of it main process", "growth"]
    header += ["MB, main process", "MB, largest worker", "run again"]
    publish("scale", table(header, rows), PAGE)


if __name__ == "__main__":
    main()
