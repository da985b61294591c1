"""Runs the benches one after the other, each in a process of its own; ``make bench``.

    python bench/run.py            # all of them, some minutes
    python bench/run.py quality    # those whose name holds the word

What does not depend on the machine is written into docs/quality.md; times and ratios of times are printed. Benches that need the shared stories
say so where these are missing (``FACTCHECK_SHARED``, or a sibling of the clone).
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
BENCHES = (
    "reading.py",
    "extract_quality.py",
    "extract_headlines.py",
    "headlines.py",
    "drafts.py",
    "tables.py",
    "stages.py",
    "fields.py",
    "datings.py",
    "told.py",
    "sentences.py",
    "outlets.py",
    "crowd.py",
    "grouping.py",
    "extract_speed.py",
    "extract_cold.py",
    "serve.py",
    "extract_hostile.py",
    "extract_growth.py",
    "growth.py",
    "lsp.py",
)


def main(wanted: list[str]) -> int:
    """Run the benches whose names hold one of the words; the first that fails ends the run."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(FOLDER.parent), str(FOLDER)])}
    for name in BENCHES:
        if wanted and not any(word in name for word in wanted):
            continue
        print(f"== {name}", flush=True)
        done = subprocess.run([sys.executable, str(FOLDER / name)], env=environment, check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
