"""Fuzzing for some minutes: ``python fuzz/run.py [--seconds 600] [--target NAME]``. Ends with 1 where something was found.

With atheris, which watches what the inputs reach; without it (it is there for Linux and macOS) inputs are changed blindly, which finds less.
What fails is kept in ``fuzz/found/TARGET-…``, and ``python fuzz/run.py --again FILE`` runs it once more.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

FOUND = Path(__file__).resolve().parent / "found"
SHARES = {"extract": 3, "check": 3, "sources": 2, "names": 1, "yaml": 2, "toml": 2, "diff": 1}  # of the time
_COUNT = re.compile(r"stat::number_of_executed_units:\s*(\d+)")


def main() -> int:
    """Run the targets one after the other, each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--target", choices=sorted(SHARES))
    parser.add_argument("--inside", choices=sorted(SHARES), help=argparse.SUPPRESS)
    parser.add_argument("--again", type=Path)
    asked = parser.parse_args()
    if asked.again:
        return _again(asked.again)
    if asked.inside:
        return _inside(asked.inside, asked.seconds)
    chosen = {asked.target: 1} if asked.target else SHARES
    total, failed = 0, []
    for name, share in chosen.items():
        seconds = max(1, asked.seconds * share // sum(chosen.values()))
        command = [sys.executable, __file__, "--inside", name, "--seconds", str(seconds)]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        counted = _COUNT.findall(done.stderr)
        total += int(counted[-1]) if counted else 0
        print(f"{name:8} {int(counted[-1]) if counted else 0:>10,} executions in {seconds} s{'' if done.returncode == 0 else '  FAILED'}", flush=True)
        if done.returncode:
            failed.append(name)
            told = [line for line in done.stderr.splitlines()[-30:] if not line.startswith("INFO: Instr")]
            print("\n".join([*done.stdout.splitlines()[-30:], *told]))
    print(f"{total:,} executions, {len(failed)} targets failed{': ' + ', '.join(failed) if failed else ''}")
    return int(bool(failed))


def _again(path: Path) -> int:
    from targets import TARGETS

    TARGETS[path.name.partition("-")[0]](path.read_bytes())
    print("nothing failed")
    return 0


def _inside(name: str, seconds: int) -> int:
    FOUND.mkdir(exist_ok=True)
    try:
        import atheris
    except ImportError:
        return _blindly(name, seconds)
    with atheris.instrument_imports(include=["factcheck"]):
        from targets import TARGETS, seeds
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds(name)):
            (Path(corpus) / str(number)).write_bytes(seed)
        limits = [f"-max_total_time={seconds}", "-max_len=20000", "-timeout=20", "-rss_limit_mb=3000", "-print_final_stats=1", "-verbosity=0"]
        atheris.Setup([sys.argv[0], *limits, f"-artifact_prefix={FOUND}/{name}-", corpus], TARGETS[name])
        atheris.Fuzz()  # ends the process
    return 0


def _blindly(name: str, seconds: int) -> int:
    from targets import TARGETS, seeds

    chance, known = random.Random(name), seeds(name)
    until, count = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        data = _changed(chance.choice(known), chance.choice(known), chance)
        count += 1
        try:
            TARGETS[name](data)
        except Exception:
            (FOUND / f"{name}-blind-{count}").write_bytes(data)
            traceback.print_exc()
            print(f"stat::number_of_executed_units: {count}", file=sys.stderr)
            return 1
    print(f"stat::number_of_executed_units: {count}", file=sys.stderr)
    return 0


def _changed(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """A few changes of some bytes: written over, doubled, taken out, or taken from another seed."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at, length = chance.randrange(len(made) + 1), chance.choice((1, 1, 2, 8, 40))
        piece = chance.choice((bytes(chance.randrange(256) for _ in range(length)), bytes(made[at : at + length]) * 2, b"", other[at : at + length]))
        made[at : at + length] = piece
    return bytes(made[:20_000])


if __name__ == "__main__":
    sys.exit(main())
