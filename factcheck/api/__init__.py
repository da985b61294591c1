"""The Python interface: read, extract, check and assert without the command line. Re-exports only; see ``docs/python.md``."""

from factcheck.api.assertions import assert_agreement, assert_consistent, assert_supported, assert_uncontradicted
from factcheck.api.corpus import Corpus, load
from factcheck.api.functions import check, extract
from factcheck.api.result import Check

__all__ = [
    "Check",
    "Corpus",
    "assert_agreement",
    "assert_consistent",
    "assert_supported",
    "assert_uncontradicted",
    "check",
    "extract",
    "load",
]
