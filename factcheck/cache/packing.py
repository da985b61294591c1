"""Extractions as bytes, and back: rows of JSON, packed. They are data only; reading them back runs nothing of theirs.

How a record is written follows from the types of its fields, so a new field needs nothing here. The id of the source is left out: an extraction is
unpacked for the source that asks for it.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from enum import Enum
from functools import cache, partial
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from factcheck import model
from factcheck.model import Cell, Dating, Extraction, Figure, Layout, Source, Table

Way = Callable[[Any], Any]
_AS_THEY_ARE = (str, int, bool, NoneType)  # of JSON
_LEVEL = 1  # of zlib: a third of the size, for a tenth of the time of reading back
_GAP = "\x7f"  # between texts that are written as one, which JSON does not escape: cutting one long text is quicker than reading many short ones
_SHIPPED = tuple(f.name for f in fields(Extraction) if f.name != "source")
_LAYOUT = _SHIPPED.index("layout")


def pack(extraction: Extraction, source: Source) -> bytes:
    """An extraction of a source as bytes. What it adds to the notes of the source is kept, the source itself is not."""
    same = extraction.layout.text == source.text
    write, _ = _whole()
    row = write([getattr(extraction, name) for name in _SHIPPED])
    if same:
        row[_LAYOUT][_place(Layout, "text")] = ""
    _own(row, partial(_without, source.id))
    text = json.dumps([same, extraction.source.notes[len(source.notes) :], row], separators=(",", ":"), ensure_ascii=False)
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def unpack(raw: bytes, source: Source) -> Extraction:
    """The extraction that was packed, as one of this source.

    Raises:
        ValueError: the bytes are of another shape.
    """
    try:
        same, notes, row = json.loads(zlib.decompress(raw).decode("utf-8", "surrogatepass"))
        _own(row, source.id.__add__)
        if same:
            row[_LAYOUT][_place(Layout, "text")] = source.text
        _, build = _whole()
        return Extraction(replace(source, notes=(*source.notes, *notes)) if notes else source, *build(row))
    except (zlib.error, ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError) as error:
        raise ValueError(f"no packed extraction: {error}") from error


def pack_source(source: Source) -> bytes:
    """A source as bytes."""
    write, _ = _ways(Source)
    assert write is not None
    return zlib.compress(json.dumps(write(source), separators=(",", ":"), ensure_ascii=False).encode("utf-8", "surrogatepass"), _LEVEL)


def unpack_source(raw: bytes) -> Source:
    """The source that was packed.

    Raises:
        ValueError: the bytes are of another shape.
    """
    _, build = _ways(Source)
    assert build is not None
    try:
        source: Source = build(json.loads(zlib.decompress(raw).decode("utf-8", "surrogatepass")))
    except (zlib.error, ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError) as error:
        raise ValueError(f"no packed source: {error}") from error
    return source


def _without(owner: str, name: str) -> str:
    if not name.startswith(owner):
        raise ValueError(f"{name!r} is nothing of {owner!r}")
    return name[len(owner) :]


def _own(row: Any, named: Callable[[str], str]) -> None:
    """Take the id of the source out of the rows of an extraction, or put it in: it stands in front of every id in them."""
    figures, datings, tables = (row[_SHIPPED.index(name)] for name in ("figures", "datings", "tables"))
    own, restated = _place(Figure, "source"), _place(Figure, "restates")
    for figure in figures:
        figure[own] = named(figure[own])
        if figure[restated] is not None:
            figure[restated] = named(figure[restated])
    own = _place(Dating, "source")
    for dating in datings:
        dating[own] = named(dating[own])
    own, cells, figured = _place(Table, "source"), _place(Table, "cells"), _place(Cell, "figure")
    for table in tables:
        table[own] = named(table[own])
        for cell in table[cells]:
            cell[figured] = named(cell[figured])


@cache
def _place(record: type, name: str) -> int:
    return _names(record).index(name)


def _names(record: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(record)) if is_dataclass(record) else record._fields


@cache
def _whole() -> tuple[Way, Way]:
    """How an extraction without its source is written and read."""
    return _several([_ways(kind) for kind in _types(Extraction, _SHIPPED)])


def _types(record: type, names: tuple[str, ...]) -> list[Any]:
    hints = get_type_hints(record, localns=vars(model))
    return [hints[name] for name in names]


@cache
def _ways(kind: Any) -> tuple[Way | None, Way | None]:
    """How values of a type become JSON and come back; None where JSON has them as they are."""
    if kind in _AS_THEY_ARE:
        return None, None
    if kind is Decimal:
        return str, Decimal
    if isinstance(kind, type) and issubclass(kind, Enum):
        return attrgetter("value"), {member.value: member for member in kind}.__getitem__
    if get_origin(kind) is tuple:
        inside = get_args(kind)
        return _row(inside[0]) if inside[-1] is Ellipsis else _several([_ways(k) for k in inside])
    if isinstance(kind, UnionType):
        given = [k for k in get_args(kind) if k is not NoneType]
        if len(given) == 1:  # whoever holds it leaves a None alone
            return _ways(given[0])
    if isinstance(kind, type) and (is_dataclass(kind) or hasattr(kind, "_fields")):
        return _record(kind)
    raise TypeError(f"{kind} in a record that is kept; expected text, numbers, enumerations, records and tuples of them")


def _row(kind: Any) -> tuple[Way, Way]:
    """A tuple of any length, of values of one type."""
    write, build = _ways(kind)
    if kind is str:
        return partial(_joined, list, lambda texts: texts), partial(_parted, tuple, tuple)
    if hasattr(kind, "_fields") and set(_types(kind, _names(kind))) == {str}:
        new, width = partial(tuple.__new__, kind), len(_names(kind))
        return (
            partial(_joined, list, lambda values: [text for value in values for text in value]),
            partial(_parted, lambda row: tuple(map(new, row)), lambda texts: tuple(map(new, zip(*[iter(texts)] * width, strict=True)))),
        )
    return (partial(_mapped, list, write) if write else list), (partial(_mapped, tuple, build) if build else tuple)


def _mapped(made: Way, way: Way, values: Any) -> Any:
    return made(map(way, values))


def _joined(plain: Way, texts_of: Way, values: Any) -> Any:
    """Texts, or records of nothing but texts, as one long text, unless one of them holds the gap."""
    texts = texts_of(values)
    joined = _GAP.join(texts)
    return joined if texts and joined.count(_GAP) == len(texts) - 1 else plain(values)


def _parted(plain: Way, of_texts: Way, row: Any) -> Any:
    """What ``_joined`` has written."""
    return of_texts(row.split(_GAP)) if type(row) is str else plain(row)


def _several(ways: list[tuple[Way | None, Way | None]]) -> tuple[Way, Way]:
    """So many values, each of a type of its own."""
    out = [(n, way) for n, (way, _) in enumerate(ways) if way is not None]
    back = [(n, way) for n, (_, way) in enumerate(ways) if way is not None]
    return partial(_each, out, list), partial(_each, back, tuple)


def _each(ways: list[tuple[int, Way]], made: Way, values: Any) -> Any:
    row = values if type(values) is list else list(values)
    for n, way in ways:
        if row[n] is not None:
            row[n] = way(row[n])
    return made(row)


def _record(kind: Any) -> tuple[Way | None, Way]:
    """A record: its fields in their order."""
    names = _names(kind)
    kinds = _types(kind, names)
    ways = [_ways(k) for k in kinds]
    write, build = _several(ways)
    if not is_dataclass(kind):
        new = partial(tuple.__new__, kind)
        return (write, lambda row: new(build(row))) if any(way for way, _ in ways) else (None, new)
    return (lambda value: write([getattr(value, name) for name in names])), _builder(kind, names, kinds, [back for _, back in ways])


def _builder(kind: Any, names: tuple[str, ...], kinds: list[Any], ways: list[Way | None]) -> Way:
    """A function that makes a record of a row, written out field by field as ``dataclasses`` writes its own: a loop takes three times as long.

    The fields of a frozen record are set through ``object.__setattr__``, ten times as slow as a field of another. So they are set on a twin that is
    not frozen and becomes one at the end; where the class of an object cannot be changed, as in compiled code, its own constructor is called.
    """
    twin = type(f"{kind.__name__}Twin", (), {"__slots__": names})
    try:
        twin().__class__ = kind
    except TypeError:
        twin = kind
    known = {"kind": kind, "twin": twin, **{f"w{n}": way for n, way in enumerate(ways)}}
    values = [_expression(n, way, optional=NoneType in get_args(k)) for n, (way, k) in enumerate(zip(ways, kinds, strict=True))]
    lines = ["def build(row):", f"    {''.join(f'v{n}, ' for n in range(len(names)))}= row"]
    if twin is kind:
        lines.append(f"    return kind({', '.join(values)})")
    else:
        sets = (f"    made.{name} = {value}" for name, value in zip(names, values, strict=True))
        lines += ["    made = twin()", *sets, "    made.__class__ = kind", "    return made"]
    exec("\n".join(lines), known)
    return known["build"]  # type: ignore[no-any-return]


def _expression(n: int, way: Way | None, *, optional: bool) -> str:
    if way is None:
        return f"v{n}"
    return f"None if v{n} is None else w{n}(v{n})" if optional else f"w{n}(v{n})"
