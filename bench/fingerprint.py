"""A hash of all that the command line says of every shared story, a line a format: equal before and after a change that should change nothing.

    python bench/fingerprint.py            # the stories beside the clone, else the example corpora of the project
    python bench/fingerprint.py > before   # then change the code, run it again and compare the two

Nothing but commands is used, so the same file serves any version of the code.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from material import ROOT, stories

FORMATS = ("terminal", "markdown", "json", "html", "sarif", "github", "rdjsonl", "junit", "csv", "parquet")
LISTS = (("extract", "table"), ("extract", "csv"), ("extract", "json"), ("facts", "table"), ("facts", "csv"), ("facts", "json"))


def run(arguments: list[str], folder: str) -> bytes:
    """Run one command beside the stories; what it prints on either stream and its exit code."""
    code = "import sys; from factcheck.cli import run; sys.argv[0] = 'factcheck'; run()"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, cwd=folder, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100", "NO_COLOR": "1"},
    )  # fmt: skip
    return done.stdout + b"\0" + done.stderr + b"\0" + str(done.returncode).encode()


def said_of(story: Path) -> dict[str, bytes]:
    """All that the commands say of one story, by format."""
    found: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "story").symlink_to(story)
        outputs = [f"--output={name}:out/{name}" for name in FORMATS]
        found["check"] = run(["check", "story", *outputs], folder)
        for name in FORMATS:
            out = Path(folder) / "out" / name
            files = sorted(p for p in out.rglob("*") if p.is_file()) if out.is_dir() else [out]
            found[name] = b"\0".join(p.name.encode() + b"\0" + p.read_bytes() for p in files)
        for command, name in LISTS:
            found[f"{command} {name}"] = run([command, "story", "--format", name], folder)
        ids = [f["id"] for f in json.loads((Path(folder) / "out" / "json").read_text(encoding="utf-8"))["findings"]]
        found["explain"] = b"\0".join(run(["explain", i, "story"], folder) for i in ids)
    return found


def main() -> None:
    """Print a hash a format, and one of them all."""
    folders = stories() or sorted(p for p in (ROOT / "tests" / "corpora").iterdir() if p.is_dir())
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        said = list(pool.map(said_of, folders))
    digests = defaultdict(hashlib.sha256)
    for folder, found in zip(folders, said, strict=True):
        for name, content in found.items():
            for field in (folder.name.encode(), content):
                digests[name].update(len(field).to_bytes(8, "big") + field)
    whole = hashlib.sha256("".join(d.hexdigest() for _, d in sorted(digests.items())).encode())
    for name, digest in sorted(digests.items()):
        print(f"{digest.hexdigest()[:16]}  {name}")
    print(f"{whole.hexdigest()[:16]}  all {len(folders)} stories")


if __name__ == "__main__":
    main()
