"""The version of the reading: one digest of all code and tables that decide what an extraction is.

Reading two hundred files at each start would cost a tenth of a short run. So the digest is kept under the names, sizes and times of change of the
files, which is what Python itself goes by when it takes a compiled module for fresh.
"""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from factcheck.paths import rules_root

ROOMS = ("extract", "text", "tables", "quantity", "model")  # of the package: whatever an extraction is made by
_MODULES = ("pipeline.py", "cache/packing.py", "cache/key.py", "__init__.py")  # how it is called and written, and the version of the package
_PEER = ("units.json", "entities.json", "units.py", "load.py")  # of quantulum3, whose tables are read as files
_PACKAGE = Path(__file__).resolve().parent.parent
_BUILT = (".so", ".pyd")  # compiled modules: many megabytes, and built anew when their source is


class _File(NamedTuple):
    name: str  # as the digest knows it, wherever the package lies
    path: str
    size: int
    changed: int  # nanoseconds


def files() -> list[_File]:
    """Every file that an extraction depends on, sorted by name."""
    found = [_file(name, _PACKAGE / name) for name in _MODULES]
    for room in ROOMS:
        found += _below(f"factcheck/{room}", _PACKAGE / room, (".py", *_BUILT))
    rules = rules_root()
    found += _below("rules/lexicon", rules / "lexicon", ("",))
    spec = find_spec("quantulum3")
    if spec is not None and spec.origin is not None:
        found += [_file(f"quantulum3/{name}", Path(spec.origin).parent / name) for name in _PEER]
    return sorted(f for f in found if f is not None)


def _below(name: str, folder: Path, suffixes: tuple[str, ...]) -> Iterable[_File | None]:
    for where, _, names in os.walk(folder):
        inner = Path(where).relative_to(folder).as_posix()
        yield from (_file(f"{name}/{inner}/{n}", Path(where) / n) for n in names if n.endswith(suffixes))


def _file(name: str, path: Path) -> _File | None:
    try:
        status = path.stat()
    except OSError:  # quantulum3 may be laid out otherwise one day, and what is not there decides nothing
        return None
    return _File(name, str(path), status.st_size, status.st_mtime_ns)


def signature(found: Iterable[_File]) -> str:
    """A hash of names, sizes and times of change: the same for the same installation that nobody has touched."""
    return _hashed(repr([tuple(f) for f in found]).encode("utf-8", "surrogatepass"))


def digest(found: Iterable[_File]) -> str:
    """A hash of what the files hold, and of the Unicode tables of this Python: the same wherever and whenever the same version was installed.

    Raises:
        OSError: a file has just gone away.
    """
    parts = [unicodedata.unidata_version]
    for file in found:
        built = file.name.endswith(_BUILT)
        parts.append(f"{file.name} {file.size} {file.changed}" if built else f"{file.name} {_hashed(Path(file.path).read_bytes())}")
    return _hashed("\n".join(parts).encode("utf-8", "surrogatepass"))


def whole() -> str:
    """A hash of everything that decides what is told of a text: all code and rules, where the version of the reading has its part of them.

    Modules that are built are left out, since each machine has its own; their sources lie beside them.

    Raises:
        OSError: a file has just gone away.
    """
    code = (f for f in _below("factcheck", _PACKAGE, (".py",)) if f is not None)
    rules = (f for f in _below("rules", rules_root(), ("",)) if f is not None)
    return digest(sorted({*(f for f in files() if not f.name.endswith(_BUILT)), *code, *rules}))


def _hashed(raw: bytes) -> str:
    return hashlib.blake2b(raw, digest_size=16).hexdigest()
