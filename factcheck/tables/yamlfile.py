"""Reads the YAML of ``rules/``: plain data fast, and the line and column of a key when something is wrong with it.

Parsing YAML in Python is slow (about 4 ms a kilobyte), so the data of the rules that are shipped stands compiled in ``rules/compiled.jsonl``
(docs/adr/0008), under the hash of the file's bytes. It is only ever a shortcut: without it the same data comes from the file. Nothing is kept
of any other file, so that nobody else's YAML ends up in the home folder of whoever checks it (docs/adr/0021).
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from factcheck.errors import RuleError
from factcheck.paths import rules_root
from factcheck.tables.yamltree import Places as Places
from factcheck.tables.yamltree import parse_tree
from factcheck.tables.yamltree import place_of as place_of

COMPILED = "compiled.jsonl"  # in the rules folder, written by scripts/compile_rules.py
_SCHEME = "1"  # raise when the way of parsing changes
_DIGEST = 16  # bytes
_KEY = slice(len('["'), len('["') + 2 * _DIGEST)  # where the hash stands in a compiled line


def read_yaml(path: Path) -> Any:
    """Return the data of one YAML 1.2 file as plain dicts, lists, strings, numbers and booleans.

    Raises:
        RuleError: the file cannot be read or is no YAML; the place holds line and column.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise RuleError(str(path), f"cannot be read: {error.strerror}", remedy="check the path and its permissions") from error
    return parse_yaml(raw, str(path))


def parse_yaml(raw: bytes, name: str) -> Any:
    """Parse bytes as ``read_yaml`` does; ``name`` is the place in errors."""
    line = _compiled().get(_hash(raw))
    return json.loads(line)[-1] if line is not None else parse_tree(raw, name)


def compile_line(raw: bytes, name: str) -> str:
    """Return the line of the compiled rules for one file: its hash, its name, its data, as one JSON array without a line break.

    Raises:
        RuleError: the bytes are no YAML, or hold what JSON cannot, such as a date or a key that is no string.
    """
    data = parse_tree(raw, name)
    try:
        line = json.dumps([_hash(raw), name, data], ensure_ascii=False, separators=(",", ":"))
    except (TypeError, ValueError) as error:
        raise RuleError(name, f"cannot be compiled: {error}", expected="strings, numbers, lists and mappings") from error
    if json.loads(line)[-1] != data:
        raise RuleError(name, "is not the same data as JSON", expected="keys that are strings", remedy="put quotes round the key")
    return line


def _hash(raw: bytes) -> str:
    return hashlib.blake2b(_SCHEME.encode() + raw, digest_size=_DIGEST).hexdigest()


@cache
def _compiled() -> dict[str, str]:
    """The lines of the compiled rules by the hash of their file; each is parsed when it is asked for. Empty where there are none."""
    try:
        lines = (rules_root() / COMPILED).read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError, RuleError):
        return {}
    return {line[_KEY]: line for line in lines}
