"""What pytest shows of a comparison or an answer that a test asserted in vain."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.api.answer import Answer
from factcheck.api.names import NotFoundError
from factcheck.api.statement import Statement, is_value
from factcheck.api.when import When
from factcheck.errors import FactcheckError

if TYPE_CHECKING:
    from types import TracebackType

    import pytest

_PACKAGE = Path(__file__).resolve().parent.parent
_FUNCTOOLS = Path(functools.__file__)  # its cached properties stand between our frames

_TURNED = {"==": "==", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}


def compared(op: str, left: object, right: object) -> list[str] | None:
    """The lines that explain ``statement op value`` or ``value op statement``; None where it is neither."""
    if isinstance(right, Statement) and op in _TURNED:
        left, right, op = right, left, _TURNED[op]
    if isinstance(right, When) and op in ("==", "!="):
        left, right = right, left
    if isinstance(left, When) and isinstance(right, (str, date)) and op in ("==", "!="):
        return left.ask(op, right).message.splitlines()
    if isinstance(left, Statement) and is_value(right) and op in _TURNED:
        return left.ask(op, right).message.splitlines()
    return None


def cut(failure: pytest.ExceptionInfo[BaseException]) -> None:
    """End the traceback of something that the user can mend at the line of the test: how it went through factcheck and functools says nothing.

    A bug of ours keeps its traceback.
    """
    if not isinstance(failure.value, (AssertionError, FactcheckError, NotFoundError)):
        return
    last: TracebackType | None = None
    entry: TracebackType | None = failure.tb
    while entry is not None:
        if not _is_ours(Path(entry.tb_frame.f_code.co_filename)):
            last = entry
        entry = entry.tb_next
    if last is not None:
        last.tb_next = None  # pytest builds its view from the chain itself, so that a view with fewer entries would not last


def _is_ours(path: Path) -> bool:
    return path == _FUNCTOOLS or _PACKAGE in path.parents


def asserted(failure: pytest.ExceptionInfo[BaseException]) -> Iterator[str]:
    """The messages of answers in a failed ``assert``, of which pytest shows one line only.

    Pytest's rewriting keeps the parts of the assertion that just failed in local variables named ``@py_assert…``.
    """
    if not isinstance(failure.value, AssertionError):
        return
    for entry in failure.traceback[-1:]:
        for name, value in entry.frame.f_locals.items():
            if name.startswith("@py_assert") and isinstance(value, Answer):
                yield value.message
