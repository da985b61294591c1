"""The Python interface: read, extract, check and assert without the command line. Re-exports only; see ``docs/python.md``."""

from factcheck.api.assertions import assert_agreement, assert_consistent, assert_supported, assert_uncontradicted
from factcheck.api.corpus import Corpus, load
from factcheck.api.outcome import Check
from factcheck.api.reading import check, extract

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
