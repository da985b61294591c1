"""Readers of files: one module a format, found by name, and the loading of a corpus."""
