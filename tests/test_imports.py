"""Imports point one way only: every module is read, and what it imports is held against the table of the design."""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "factcheck"

_ROOM = {"model", "tables", "errors", "paths", "quantity"}
_EDGE = {"pipeline", "report", "execute", "accept", "model", "errors", "config", "cli", "api", "tables", "paths", "quantity"}
ALLOWED = {
    "errors": set(),
    "model": {"errors"},
    "paths": {"errors"},
    "config": {"errors", "model"},
    "tables": {"model", "errors", "paths"},
    "quantity": {"model", "tables", "errors", "paths"},
    "text": _ROOM,
    "sources": _ROOM | {"text"},
    "extract": _ROOM | {"text"},
    "align": _ROOM,
    "check": _ROOM,
    "accept": _ROOM,
    "report": _ROOM,
    "execute": {"model", "errors"},
    "pipeline": _ROOM | {"config", "text", "sources", "extract", "align", "check", "accept", "report", "execute"},
    "api": _EDGE,
    "cli": _EDGE,
    "pytest_plugin": _EDGE,
    "__init__": _EDGE,
    "__main__": _EDGE,
}
EDGES = ("api", "cli", "pytest_plugin")  # may name the types of any room, as long as they import nothing of it
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if "_bundled" not in p.parts)
ROOMS = {p.relative_to(PACKAGE).parts[0].removesuffix(".py") for p in MODULES}


def _room(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _nodes(path, types):
    """All of a module, the bodies of its functions too; without ``types``, not what is imported for annotations only."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if not types:
        tree.body = [n for n in tree.body if not (isinstance(n, ast.If) and ast.unparse(n.test) == "TYPE_CHECKING")]
    return ast.walk(tree)


def _imported(path, types=True):
    """The rooms of factcheck that a module imports, wherever in it the import stands; without ``types``, not those for annotations only."""
    rooms = set()
    for node in _nodes(path, types):
        if isinstance(node, ast.Import):
            rooms |= {name.name.split(".")[1] for name in node.names if name.name.startswith("factcheck.")}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            package, _, rest = (node.module or "").partition(".")
            if package == "factcheck":
                rooms |= {rest.split(".")[0]} if rest else {name.name for name in node.names if name.name in ROOMS}
    return rooms


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_point_downward(path):
    room = _room(path)
    assert room in ALLOWED, f"a new room {room}: say in this table what it may import"
    assert _imported(path, types=room not in EDGES) - {room} <= ALLOWED[room]


@pytest.mark.parametrize("room", ["sources", "text", "extract", "align", "check", "accept", "report"])
def test_the_table_keeps_siblings_apart(room):
    assert ALLOWED[room] <= _ROOM | {"text"}


NAMES = {".".join(p.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): p for p in MODULES}


def _modules(path):
    """The modules of factcheck that a module imports when it is imported or run."""
    found = set()
    for node in _nodes(path, types=False):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {whole if (whole := f"{node.module}.{name.name}") in NAMES else node.module for name in node.names}
    return found & set(NAMES)


def test_no_circle_of_imports():
    """Imports inside functions count: they put a circle off, they do not open it."""
    try:
        TopologicalSorter({name: _modules(path) for name, path in NAMES.items()}).prepare()
    except CycleError as error:
        pytest.fail(" is imported by ".join(error.args[1]))


HEAVY = ("pandas", "numpy", "quantulum3", "tabulate", "rich", "ruamel", "charset_normalizer", "rapidfuzz", "pytest", "hypothesis")


def test_reading_and_layout_need_nothing_heavy(tmp_path):
    story = tmp_path / "a.txt"
    story.write_text("Rain fell on 12 villages. It was late.")
    code = (
        "import sys; from factcheck.sources import load; from factcheck.text import read_layout; "
        f"read_layout(load([{str(story)!r}]).sources[0]); print(*(m for m in {HEAVY!r} if m in sys.modules))"
    )
    run = [sys.executable, "-c", code]
    subprocess.run(run, check=True, capture_output=True, cwd=PACKAGE.parent)  # the first run may fill the cache of tables
    assert subprocess.run(run, check=True, capture_output=True, text=True, cwd=PACKAGE.parent).stdout.strip() == ""
