"""Growth: one source of 1, 10 and 100 MB through ``factcheck extract --format csv``: seconds a megabyte and the most memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from material import copy

_SIZES = (1, 10, 100)
_LIMIT = 600  # MB resident for 100 MB of text


def _run(path: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of one process, as the kernel counted them."""
    start = time.perf_counter()
    with (path.parent / "out.csv").open("wb") as out:
        process = subprocess.Popen([sys.executable, "-m", "factcheck", "extract", str(path), "--format", "csv", "--quiet", "--jobs", "1"], stdout=out)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"exit {process.returncode}")
    return time.perf_counter() - start, usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main(sizes: tuple[int, ...]) -> None:
    """Print one line a size."""
    piece = copy(1_000_000)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "source.txt"
        for size in sizes:
            with path.open("w", encoding="utf-8") as file:
                for _ in range(size):
                    file.write(piece)
            seconds, peak = _run(path)
            print(
                f"{size} MB: {seconds / size:.2f} s a megabyte, {peak:.0f} MB resident at most{' (over the limit)' if peak > _LIMIT else ''}",
                flush=True,
            )


if __name__ == "__main__":
    main(tuple(int(a) for a in sys.argv[1:]) or _SIZES)
