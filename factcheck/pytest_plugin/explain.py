"""What pytest shows of a comparison or an answer that a test asserted in vain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from factcheck.api.answer import Answer
from factcheck.api.statement import Statement, is_value

if TYPE_CHECKING:
    import pytest

_TURNED = {"==": "==", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}


def compared(op: str, left: object, right: object) -> list[str] | None:
    """The lines that explain ``statement op value`` or ``value op statement``; None where it is neither."""
    if isinstance(right, Statement) and op in _TURNED:
        left, right, op = right, left, _TURNED[op]
    if isinstance(left, Statement) and is_value(right) and op in _TURNED:
        return left.ask(op, right).message.splitlines()
    return None


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
