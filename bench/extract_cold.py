"""Cold start: ``factcheck extract`` on one article against ``python -c "import pandas"``, turn and turn about in one run."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from material import articles

_TURNS = 7


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Print the shortest times and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        article = Path(folder) / "article.txt"
        article.write_text(articles()[0], encoding="utf-8")
        ours = [sys.executable, "-m", "factcheck", "extract", str(article), "--no-cache"]
        pandas = [sys.executable, "-c", "import pandas"]
        turns = [(_seconds(ours), _seconds(pandas)) for _ in range(_TURNS + 1)][1:]  # the first fills the caches of the system
    first, second = min(a for a, _ in turns), min(b for _, b in turns)
    print(f"factcheck extract: {1000 * first:.0f} ms; import pandas: {1000 * second:.0f} ms; {first / second:.2f} of it")


if __name__ == "__main__":
    main()
