"""Readers of files: one module a format, found by name, and the loading of a corpus."""

from factcheck.sources.corpus import Loaded, load
from factcheck.sources.reading import Reading

__all__ = ["Loaded", "Reading", "load"]
