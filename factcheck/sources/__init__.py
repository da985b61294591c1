"""Readers of files: one module a format, found by name, and the loading of a corpus."""

from factcheck.sources.corpus import Archive, Loaded, load
from factcheck.sources.reading import Reading
from factcheck.sources.trees import DISK, Overlaid, Stored, Tree

__all__ = ["DISK", "Archive", "Loaded", "Overlaid", "Reading", "Stored", "Tree", "load"]
