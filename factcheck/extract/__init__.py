"""From a layout to the figures of one source, with their context."""

from factcheck.extract.assemble import extract_pieces, extract_source

__all__ = ["extract_pieces", "extract_source"]
