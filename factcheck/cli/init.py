"""``factcheck init``: a commented configuration, an example of a house rule and a workflow, none of them ever overwritten."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli import session

CONFIG = """\
# Settings of factcheck; `factcheck config show` prints each with where it came from. Paths are relative to this file.

# What to check where the command line names nothing: files, or folders that hold one story each.
sources = ["story"]

# A draft that is held against the sources.
# draft = "draft.md"

# Folders with rules of your own; one of the same id replaces the shipped rule.
rules = ["house-rules"]

# Only these rules, or not these. `factcheck rules list` shows them.
# select = ["value-conflict"]
# ignore = ["uncorroborated"]

# From which severity on the exit code is 1: note, warning or error.
fail-on = "error"

# Findings that somebody accepted, written by `factcheck baseline write --reason …`.
# baseline = "factcheck-baseline.yaml"

# [severity]
# hedge-drift = "note"

# [[per-source]]
# path = "archive/*"
# ignore = ["superseded"]
"""

RULE = """\
# A house rule: the shipped kind "agreement" with a name and a message of your own. `factcheck rules test --rules house-rules` runs its examples.
id: house-conflict
kind: agreement
severity: note
summary: Two sources give one fact with values that cannot both hold
message: "{label}: {sides}. Ask the desk. {who}"
explanation: >-
  An example to start from. It repeats what value-conflict says, as a note and in other words; change it or delete it.
source: house style
parameters: {pattern: conflict}
examples:
  flags:
    - ["The bridge over the Vell is 412 metres long.", "The bridge over the Vell is 530 metres long."]
  passes:
    - ["The path is 30 miles long.", "The path is 48 kilometres long."]
"""

WORKFLOW = """\
# Checks the figures of a pull request: annotations at the lines, the report in the summary, exit code 1 on what the change adds.
name: factcheck
on: pull_request
permissions:
  contents: read
jobs:
  figures:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0 # --base needs the revision that the change starts from
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      # Not on the package index yet, where the name factcheck is somebody else's: write the address of your clone here.
      # -I: without it Python would import a pip.py that the pull request brings along.
      - run: python -I -m pip install "git+https://github.com/OWNER/factcheck@v0.1.0"
      - run: factcheck check --base "origin/$BASE" --today "$(date -u +%F)" --format github --output markdown:factcheck.md
        env:
          BASE: ${{ github.base_ref }} # never pasted into the script: a name could hold commands
"""

FILES = (("factcheck.toml", CONFIG), ("house-rules/house-conflict.yaml", RULE), (".github/workflows/factcheck.yml", WORKFLOW))


def init(folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where to write; the working folder if left out.")] = Path()) -> int:
    """Write a commented configuration, an example rule and a workflow file. What is there stays as it is."""
    from factcheck.cli.files import write_file

    lines = []
    for name, content in FILES:
        path = folder / name
        if path.exists() or path.is_symlink():
            lines.append(f"{path}: is there, left as it is")
            continue
        write_file(path, content.encode())
        lines.append(f"{path}: written")
    session.write("\n".join(lines) + "\n")
    return 0
