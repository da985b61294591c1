"""Consistency checks for the numbers in several texts that tell one story.

>>> import factcheck
>>> [f.surface for f in factcheck.extract("About 275 troops arrived.").figures]
['275']

Everything here is imported on first use, so that ``import factcheck`` costs next to nothing.

``factcheck.extract`` and ``factcheck.check`` are at once the functions above and the packages of the same names. The import system binds a
package's modules to its attributes, so a plain function of the name ``extract`` would be overwritten as soon as anyone imports
``factcheck.extract``. Therefore the bound module itself is callable, and it does not matter what was imported first.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factcheck.api import Check as Check
    from factcheck.api import Corpus as Corpus
    from factcheck.api import assert_agreement as assert_agreement
    from factcheck.api import assert_consistent as assert_consistent
    from factcheck.api import assert_supported as assert_supported
    from factcheck.api import assert_uncontradicted as assert_uncontradicted
    from factcheck.api import check as check
    from factcheck.api import extract as extract
    from factcheck.api import load as load
    from factcheck.api.names import NotFoundError as NotFoundError
    from factcheck.errors import FactcheckError as FactcheckError
    from factcheck.model import Attribution as Attribution
    from factcheck.model import Comparison as Comparison
    from factcheck.model import Coverage as Coverage
    from factcheck.model import Extraction as Extraction
    from factcheck.model import Fact as Fact
    from factcheck.model import Figure as Figure
    from factcheck.model import Finding as Finding
    from factcheck.model import Hedge as Hedge
    from factcheck.model import Interval as Interval
    from factcheck.model import Lineage as Lineage
    from factcheck.model import Noun as Noun
    from factcheck.model import Quantity as Quantity
    from factcheck.model import Result as Result
    from factcheck.model import Severity as Severity
    from factcheck.model import Source as Source
    from factcheck.model import Span as Span
    from factcheck.model import Step as Step

__version__ = "0.1.0"

_PACKAGES = ("extract", "check")  # names that are a function and a package
_HOME = {
    **dict.fromkeys(
        ("Check", "Corpus", "load", "assert_agreement", "assert_consistent", "assert_supported", "assert_uncontradicted"), "factcheck.api"
    ),
    "NotFoundError": "factcheck.api.names",
    "FactcheckError": "factcheck.errors",
    **dict.fromkeys(
        (
            *("Attribution", "Comparison", "Coverage", "Extraction", "Fact", "Figure", "Finding", "Hedge", "Interval", "Lineage"),
            *("Noun", "Quantity", "Result", "Severity", "Source", "Span", "Step"),
        ),
        "factcheck.model",
    ),
}
__all__ = [*sorted(_HOME), *_PACKAGES]


class _CallablePackage(ModuleType):
    """A package that is also the function of its name in ``factcheck.api``."""

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        return getattr(import_module("factcheck.api"), self.__name__.rpartition(".")[2])(*arguments, **options)


class _Factcheck(ModuleType):
    """This package: makes the packages that double as functions callable when the import system binds them."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name in _PACKAGES and type(value) is ModuleType:
            value.__class__ = _CallablePackage
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Factcheck


def __getattr__(name: str) -> Any:
    if name in _PACKAGES:
        return import_module(f"{__name__}.{name}")
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
