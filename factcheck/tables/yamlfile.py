"""Reads the YAML of ``rules/``: plain data fast, and the line and column of a key when something is wrong with it.

Parsing YAML in Python is slow (about 4 ms a kilobyte), so the data of the rules that are shipped stands compiled in ``rules/compiled.jsonl``
(docs/adr/0008), and that of any other file is kept in the user's cache folder; both under the hash of the file's bytes. They are only ever
shortcuts: without them, or with a folder that cannot be written, the same data comes from the file.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from factcheck.errors import RuleError
from factcheck.paths import rules_root

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
    key = hashlib.blake2b(_SCHEME.encode() + raw, digest_size=_DIGEST).hexdigest()
    line = _compiled().get(key)
    if line is not None:
        return json.loads(line)[-1]
    cached = _cache_folder() / f"{key}.json"
    try:
        return json.loads(cached.read_bytes())
    except (OSError, ValueError):
        pass
    data = _parse(raw, name)
    _store(cached, data)
    return data


def compile_line(raw: bytes, name: str) -> str:
    """Return the line of the compiled rules for one file: its hash, its name, its data, as one JSON array without a line break.

    Raises:
        RuleError: the bytes are no YAML, or hold what JSON cannot, such as a date or a key that is no string.
    """
    data = _parse(raw, name)
    key = hashlib.blake2b(_SCHEME.encode() + raw, digest_size=_DIGEST).hexdigest()
    try:
        line = json.dumps([key, name, data], ensure_ascii=False, separators=(",", ":"))
    except (TypeError, ValueError) as error:
        raise RuleError(name, f"cannot be compiled: {error}", expected="strings, numbers, lists and mappings") from error
    if json.loads(line)[-1] != data:
        raise RuleError(name, "is not the same data as JSON", expected="keys that are strings", remedy="put quotes round the key")
    return line


@cache
def _compiled() -> dict[str, str]:
    """The lines of the compiled rules by the hash of their file; each is parsed when it is asked for. Empty where there are none."""
    try:
        lines = (rules_root() / COMPILED).read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError, RuleError):
        return {}
    return {line[_KEY]: line for line in lines}


def place_of(path: Path, *keys: str | int) -> str:
    """Return ``path:line:column`` (1-based) of the entry that ``keys`` lead to, or of the nearest entry on the way.

    A string steps into a mapping, an integer into a sequence. Used for error messages only, so it parses the file once more, with marks.
    """
    from ruamel.yaml import YAML

    node: Any = YAML(typ="rt").compose(path.read_text(encoding="utf-8"))
    mark = node.start_mark if node is not None else None
    for key in keys:
        found = _step(node, key)
        if found is None:
            break
        mark, node = found
    return f"{path}:{mark.line + 1}:{mark.column + 1}" if mark is not None else str(path)


def _step(node: Any, key: str | int) -> tuple[Any, Any] | None:
    if isinstance(key, int):
        items = node.value if isinstance(node.value, list) else []
        return (items[key].start_mark, items[key]) if key < len(items) and not isinstance(items[key], tuple) else None
    for pair in node.value if isinstance(node.value, list) else ():
        if isinstance(pair, tuple) and str(pair[0].value) == key:
            return pair[0].start_mark, pair[1]
    return None


def _parse(raw: bytes, name: str) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        return YAML(typ="safe", pure=True).load(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise RuleError(name, f"byte {error.start} is no UTF-8", expected="a UTF-8 file", remedy="save it as UTF-8") from error
    except MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark is not None else name
        raise RuleError(place, f"not valid YAML: {error.problem}", remedy="mend the indentation or quoting there") from error
    except YAMLError as error:
        raise RuleError(name, f"not valid YAML: {error}") from error


def _cache_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111 - Path.expanduser raises where there is no home
    return Path(base) / "factcheck"


def _store(target: Path, data: Any) -> None:
    """Write the cache entry whole or not at all; a cache that cannot be written is no error."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(data, file)
        Path(name).replace(target)
    except (OSError, TypeError, ValueError):
        return
