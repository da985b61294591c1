"""Compiles the YAML of ``rules/`` into ``rules/compiled.jsonl``, so that no machine has to parse it before its first run.

    python scripts/compile_rules.py           write the file anew
    python scripts/compile_rules.py --check   exit 1 where it is not what the rules say

One line a file, sorted by path. A file whose line is stale is parsed as if there were none (docs/adr/0008-compiled-rules.md).
"""

from __future__ import annotations

import argparse
import sys

from factcheck.paths import rules_root
from factcheck.tables.yamlfile import COMPILED, compile_line


def compiled() -> str:
    """Return what the file ought to hold."""
    root = rules_root()
    names = sorted(path.relative_to(root).as_posix() for path in root.rglob("*.yaml"))
    return "".join(f"{compile_line((root / name).read_bytes(), name)}\n" for name in names)


def main() -> int:
    """Write or check the file; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing, exit 1 where the file is stale")
    arguments = parser.parse_args()
    target = rules_root() / COMPILED
    wanted = compiled()
    if target.is_file() and target.read_text(encoding="utf-8") == wanted:
        return 0
    if arguments.check:
        print(f"{COMPILED} is stale: run python scripts/compile_rules.py", file=sys.stderr)
        return 1
    target.write_text(wanted, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
