"""What the plugin costs a project that does not use it: ``pytest --collect-only`` with and without it, turn about in one run.

Prints the shortest of each, the median of the ratios turn by turn, and the time of importing the plugin alone.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_TESTS = 500
_TURNS = 15


def _environment() -> dict[str, str]:
    """Compiled modules are kept, as on every machine that runs tests twice."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {"PYTHONPATH": str(_ROOT)}


def seconds(folder: Path, *arguments: str) -> float:
    """Wall time of one collection in a process of its own."""
    environment = _environment() | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    run = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--collect-only", "-qq", *arguments]
    start = time.perf_counter()
    subprocess.run(run, cwd=folder, env=environment, check=True, capture_output=True)
    return time.perf_counter() - start


def import_seconds() -> float:
    """Time of importing the plugin into a process that has pytest."""
    code = "import time, pytest; t = time.perf_counter(); import factcheck.pytest_plugin; print(time.perf_counter() - t)"
    return float(subprocess.run([sys.executable, "-c", code], env=_environment(), check=True, capture_output=True, text=True).stdout)


def main() -> None:
    """Print one line of JSON."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        body = "".join(f"def test_{n}():\n    pass\n\n\n" for n in range(_TESTS))
        (folder / "test_many.py").write_text(body)
        plugin = ("-p", "factcheck.pytest_plugin")
        seconds(folder), seconds(folder, *plugin)  # the first runs compile
        times = [(seconds(folder), seconds(folder, *plugin)) for _ in range(_TURNS)]
    without, with_it = (min(t) for t in zip(*times, strict=True))  # the least disturbed of each
    ratio = statistics.median(b / a for a, b in times)
    imported = statistics.median(import_seconds() for _ in range(5))
    found = {"tests": _TESTS, "without_s": without, "with_s": with_it, "ratio": ratio, "import_ms": imported * 1000}
    print(json.dumps({k: round(v, 4) for k, v in found.items()}))


if __name__ == "__main__":
    main()
