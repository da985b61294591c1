"""Imports point one way only: every module is read, and what it imports is held against the table of the design."""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "factcheck"

_ROOM = {"model", "tables", "errors", "paths", "files", "documents", "quantity"}
_EDGE = {
    "rulebook",
    "pipeline",
    "scan",
    "report",
    "execute",
    "cache",
    "accept",
    "model",
    "errors",
    "config",
    "cli",
    "api",
    "tables",
    "paths",
    "files",
    "documents",
    "quantity",
}
ALLOWED = {
    "errors": set(),
    "model": {"errors"},
    "paths": {"errors"},
    "files": {"errors"},
    "documents": {"errors"},
    "config": {"errors", "model", "files", "documents"},
    "tables": {"model", "errors", "paths", "files"},
    "quantity": {"model", "tables", "errors", "paths"},
    "text": _ROOM,
    "sources": _ROOM | {"text"},
    "extract": _ROOM | {"text"},
    "align": _ROOM,
    "check": _ROOM,
    "accept": _ROOM,
    "report": _ROOM,
    "execute": {"model", "errors", "cache"},
    "cache": {"model", "errors", "paths", "files"},
    "pipeline": _ROOM | {"config", "text", "sources", "extract", "align", "check", "accept", "report", "execute", "cache", "rulebook"},
    "rulebook": _ROOM | {"config", "check"},
    "scan": _ROOM | {"config", "pipeline", "rulebook", "sources", "align", "check", "report", "cache", "execute"},
    "api": _EDGE,
    "serve": _EDGE | {"desk"},
    "desk": _EDGE,
    "lsp": _EDGE | {"desk"},
    "cli": _EDGE | {"lsp", "serve"},
    "pytest_plugin": _EDGE,
    "__init__": _EDGE,
    "__main__": _EDGE,
}
EDGES = ("api", "cli", "desk", "lsp", "pytest_plugin", "serve")  # may name the types of any room, as long as they import nothing of it
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


# The order inside the three largest rooms: a place takes from those named before it, never from those behind it. One line is one floor; places of
# one line do not know each other.
FLOORS = {
    "extract": (
        "glyphs", "tokens", "candidate neighbours scan", "numbers", "units", "exclusions", "quantities", "context", "sentences", "datings",
        "tabular",
        "assemble", "__init__",
    ),
    "align": (
        "records", "statements blocking passages lineage cluster cells", "comparisons grouping deeds", "score facts occasions", "explain", "story",
        "__init__",
    ),
    "check": (
        "rule index", "arithmetic corrections", "differences tabular", "message ids", "when", "drafts once changed",
        "kinds", "load engine explain", "examples", "__init__",
    ),
}  # fmt: skip


@pytest.mark.parametrize("room", sorted(FLOORS))
def test_the_order_inside_a_room(room):
    floor = {place: number for number, places in enumerate(FLOORS[room]) for place in places.split()}
    for path in (PACKAGE / room).rglob("*.py"):
        own = path.relative_to(PACKAGE / room).parts[0].removesuffix(".py")
        assert own in floor, f"a new place {room}/{own}: say in this table on which floor it lies"
        for name in _modules(path):
            parts = name.split(".")[1:]
            if parts[0] == room and len(parts) > 1 and parts[1] != own:
                assert floor[parts[1]] < floor[own], f"{path.relative_to(PACKAGE)} imports {name}, which does not lie below it"


def test_the_rules_stand_on_few_floors():
    """What must be read to understand a rule from the ground up: the longest chain of imports inside ``check``."""
    below = {name: {m for m in _modules(path) if m.split(".")[1:2] == ["check"]} for name, path in NAMES.items() if name.split(".")[1:2] == ["check"]}
    height: dict[str, int] = {}
    for name in TopologicalSorter(below).static_order():
        height[name] = 1 + max((height[m] for m in below[name]), default=0)
    assert max(height.values()) <= 8


HEAVY = tuple(
    "pandas numpy quantulum3 tabulate rich ruamel charset_normalizer rapidfuzz pytest hypothesis defusedxml xml email pypdf pyarrow".split()
)


def test_reading_and_layout_need_nothing_heavy(tmp_path):
    story = tmp_path / "a.txt"
    story.write_text("Rain fell on 12 villages. It was late.")
    code = (
        "import sys; from factcheck.sources import load; from factcheck.text import read_layout; "
        f"read_layout(load([{str(story)!r}]).sources[0]); print(*(m for m in {HEAVY!r} if m in sys.modules))"
    )
    run = [sys.executable, "-c", code]
    assert subprocess.run(run, check=True, capture_output=True, text=True, cwd=PACKAGE.parent).stdout.strip() == ""


def test_a_reader_that_is_not_needed_is_not_imported(tmp_path):
    story = tmp_path / "a.txt"
    story.write_text("Rain fell on 12 villages.")
    code = (
        "import sys; from factcheck.sources import load; from factcheck.sources.formats import suffixes; "
        f"load([{str(tmp_path)!r}]); print(*sorted(n for n in set(suffixes().values()) if f'factcheck.sources.{{n}}' in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=PACKAGE.parent)
    assert done.stdout.split() == ["plain"]
