"""YAML of strangers: the tree of nodes with its marks, bounded before anything is built of it, and the places of its entries.

A file of the checked project may be written to harm: a few hundred bytes whose aliases stand for billions of nodes, or brackets in brackets until
the interpreter gives up. Nesting is counted while the tree grows, and what its aliases stand for before one value is built (docs/adr/0021).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from factcheck.errors import RuleError

DEPTH = 40  # levels; the rules that are shipped have six
ALIASES = 1_000  # uses of an anchor
EXPANDED = 100_000  # nodes that all aliases stand for together, counted as often as they are used


def parse_tree(raw: bytes, name: str) -> Any:
    """Return the data of one YAML 1.2 document as plain dicts, lists, strings, numbers, booleans and dates; ``name`` is the place in errors.

    Raises:
        RuleError: the bytes are no YAML, too deep or too much by their aliases, or hold a value that there is not; with line and column.
    """
    yaml = _yaml()
    node = _compose(yaml, raw, name)
    if node is None:
        return None
    _bounded(node, name)
    return _built(yaml, node, name)


class Places:
    """The places of the entries of one file: parsed when the first is asked for, once for however many."""

    def __init__(self, raw: bytes, name: str) -> None:
        self._raw, self._name = raw, name
        self._entries: dict[int, dict[str, tuple[Any, Any]]] = {}

    @cached_property
    def _root(self) -> Any:
        return _compose(_yaml(), self._raw, self._name)

    def of(self, *keys: str | int) -> str:
        """Return ``name:line:column`` (1-based) of the entry that ``keys`` lead to, or of the nearest entry on the way.

        A string steps into a mapping, an integer into a sequence.
        """
        line = self.line(*keys)
        return f"{self._name}:{line[0]}:{line[1]}" if line else self._name

    def line(self, *keys: str | int) -> tuple[int, int] | None:
        """Line and column of the entry as ``of`` finds it, 1-based; None where the file is empty."""
        node = self._root
        if node is None:
            return None
        mark = node.start_mark
        for key in keys:
            found = self._step(node, key)
            if found is None:
                break
            mark, node = found
        return mark.line + 1, mark.column + 1

    def _step(self, node: Any, key: str | int) -> tuple[Any, Any] | None:
        if not isinstance(node.value, list):
            return None
        if isinstance(key, int):
            listed = 0 <= key < len(node.value) and not isinstance(node.value[key], tuple)
            return (node.value[key].start_mark, node.value[key]) if listed else None
        if id(node) not in self._entries:
            pairs = (pair for pair in reversed(node.value) if isinstance(pair, tuple) and isinstance(pair[0].value, str))
            self._entries[id(node)] = {k.value: (k.start_mark, v) for k, v in pairs}  # of a key that stands there twice, the first
        return self._entries[id(node)].get(key)


def place_of(path: Path, *keys: str | int) -> str:
    """The place of one entry of a file, for an error that ends the run. Whoever gathers mistakes keeps ``Places``: this one parses each time."""
    return Places(path.read_bytes(), str(path)).of(*keys)


def _yaml() -> Any:
    from ruamel.yaml import YAML

    yaml = YAML(typ="safe", pure=True)
    yaml.max_depth = DEPTH
    yaml.composer.warn_double_anchors = False  # YAML 1.2 allows it, and a warning has no place
    return yaml


def _compose(yaml: Any, raw: bytes, name: str) -> Any:
    from ruamel.yaml.composer import MaxDepthExceededError
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        return yaml.compose(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise RuleError(name, f"byte {error.start} is no UTF-8", expected="a UTF-8 file", remedy="save it as UTF-8") from error
    except MaxDepthExceededError as error:
        raise RuleError(_place(name, error.problem_mark), "nested too deeply", expected=f"{DEPTH} levels at most") from error
    except MarkedYAMLError as error:
        raise RuleError(
            _place(name, error.problem_mark), f"not valid YAML: {error.problem}", remedy="mend the indentation or quoting there"
        ) from error
    except (YAMLError, ValueError, OverflowError, AssertionError) as error:  # the last three of escapes and directives that mean nothing
        raise RuleError(name, f"not valid YAML: {str(error) or 'cannot be read'}") from error


def _bounded(root: Any, name: str) -> None:
    """Refuse a tree whose aliases lead in a circle, or stand for more than anybody writes by hand."""
    sizes: dict[int, int] = {}  # nodes that a node stands for, itself included; 0 while it is being counted
    aliases = 0
    stack: list[tuple[Any, Iterator[Any]]] = [(root, iter(_parts(root)))]
    sizes[id(root)] = 0
    while stack:
        node, parts = stack[-1]
        part = next(parts, None)
        if part is None:
            stack.pop()
            sizes[id(node)] = 1 + sum(sizes[id(p)] for p in _parts(node))
            continue
        size = sizes.get(id(part))
        if size is None:
            sizes[id(part)] = 0
            stack.append((part, iter(_parts(part))))
            continue
        aliases += 1
        if size == 0:
            raise RuleError(_place(name, part.start_mark), "an alias stands inside what it stands for", remedy="write it out")
        if aliases > ALIASES:
            raise RuleError(_place(name, part.start_mark), f"more than {ALIASES:,} aliases", remedy="write them out")
    if sizes[id(root)] - len(sizes) > EXPANDED:
        raise RuleError(name, "its aliases stand for too much", expected=f"{EXPANDED:,} entries at most", remedy="write them out")


def _parts(node: Any) -> list[Any]:
    if not isinstance(node.value, list):
        return []
    return [part for item in node.value for part in (item if isinstance(item, tuple) else (item,))]


def _built(yaml: Any, node: Any, name: str) -> Any:
    from ruamel.yaml.constructor import SafeConstructor
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    class Building(SafeConstructor):
        """Knows the node at which a value turned out to be none."""

        at: Any = node.start_mark

        def construct_object(self, node: Any, deep: bool = False) -> Any:
            self.at = node.start_mark
            return super().construct_object(node, deep=deep)

    constructor = Building(loader=yaml)
    try:
        return constructor.construct_document(node)
    except MarkedYAMLError as error:
        raise RuleError(_place(name, error.problem_mark or constructor.at), f"not valid YAML: {error.problem}") from error
    except (YAMLError, ValueError, TypeError, OverflowError, LookupError, AttributeError) as error:
        # A day such as 2001-99-99, an offset of 99 hours, a number of 5,000 digits, a list as a key
        raise RuleError(_place(name, constructor.at), "stands for no value", expected="a text, number, list or mapping", remedy=_QUOTES) from error


_QUOTES = "put it in quotes, or take it out"


def _place(name: str, mark: Any) -> str:
    return f"{name}:{mark.line + 1}:{mark.column + 1}" if mark is not None else name
